"""Turn folders of photographs into a set of aligned faces:

    python -m face_training.prepare PHOTOS OUT --detector yunet.onnx

PHOTOS has a folder for each person.  OUT gets the same folders, with a PNG of 112 x 112 pixels, or
of `--size`, for each photograph that shows a face.  `report.csv` lists the result for every file
and the reason.  After an interruption the same command continues with the files that are left.
"""

from __future__ import annotations

import argparse
import csv
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import cv2
from tqdm import tqdm

from face_training.commands import ending
from face_training.names import readable
from face_training.photos.detection import SCORE, Detector
from face_training.photos.finding import SMALLEST, AlignedFace, NoFace, find_face
from face_training.photos.photo import PHOTO_ENDINGS, SIDE, read_photo
from face_training.whole_files import write_whole
from toy_models.spreadsheet import as_text

REPORT = "report.csv"
SMALLEST_SIDE, LARGEST_SIDE = 16, 1024  # pixels of an aligned face, as networks take them


@dataclass(frozen=True, kw_only=True)
class Line:
    """The result for a file."""

    file: str  # within PHOTOS
    result: str  # "kept", "dropped" or "ignored"
    reason: str = ""  # of dropping it, in a word or two
    remark: str = ""  # a sentence, or what was changed


def prepare(
    photos: Path,
    out: Path,
    detector: Detector,
    *,
    smallest: float = SMALLEST,
    largest_of_several: bool = False,
    side: int = SIDE,
    progress: bool = False,
) -> list[Line]:
    """Align all photographs and write the report.

    Raises:
        ValueError: PHOTOS has no folders with files, or OUT cannot be written.
    """
    if not SMALLEST_SIDE <= side <= LARGEST_SIDE:
        raise ValueError(
            f"An aligned face has {SMALLEST_SIDE} to {LARGEST_SIDE} pixels on a side, not {side}."
        )
    if not photos.is_dir():
        raise ValueError(f"There is no folder {photos}.")
    if out.resolve() == photos.resolve() or photos.resolve() in out.resolve().parents:
        raise ValueError(f"{out} must not lie in {photos}.")
    files = [file for file in sorted(photos.rglob("*")) if file.is_file()]
    if not any(file.parent != photos for file in files):
        raise ValueError(f"{photos} has no folder with photographs, one for each person.")
    find = partial(
        find_face,
        detector=detector,
        smallest=smallest,
        largest_of_several=largest_of_several,
        side=side,
    )
    lines = []
    try:
        for file in tqdm(files, unit="photo", disable=None if progress else True):
            lines.append(_prepare_file(file, photos, out, side, find))
        _write_report(out / REPORT, lines)
    except OSError as error:
        raise ValueError(f"{out} cannot be written to: {error.strerror}.") from None
    return lines


def _prepare_file(
    file: Path, photos: Path, out: Path, side: int, find: Callable[[Path], AlignedFace]
) -> Line:
    inside = file.relative_to(photos)
    name = readable(inside.as_posix())
    if file.parent == photos:
        return Line(file=name, result="ignored", reason="no person", remark="It is in no folder.")
    if file.suffix.lower() not in PHOTO_ENDINGS:
        return Line(file=name, result="ignored", reason="no photograph")
    # Keep the old ending in the name, for a.jpg and a.png are different photographs.
    target = out / inside.with_name(f"{inside.name}.png")
    if target.is_file():
        _check_size(target, side)
        return Line(file=name, result="kept", remark="done before")
    try:
        found = find(file)
    except NoFace as dropped:
        return Line(
            file=name, result="dropped", reason=dropped.reason, remark=readable(str(dropped))
        )
    target.parent.mkdir(parents=True, exist_ok=True)
    write_whole(target, cv2.imencode(".png", found.face_HW3[..., ::-1])[1].tobytes())
    return Line(file=name, result="kept", remark="; ".join(found.notes))


def _check_size(made: Path, side: int) -> None:
    """An aligned face of an earlier call must have the size that is asked for now."""
    found = read_photo(made).pixels_HW3.shape[1::-1]
    if found != (side, side):
        raise ValueError(
            f"{made} has {found[0]} x {found[1]} pixels, and {side} x {side} are asked for; take "
            "another folder for them."
        )


def _write_report(path: Path, lines: Sequence[Line]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w", newline="", encoding="utf-8") as file:
        rows = csv.writer(file)
        rows.writerow(("file", "result", "reason", "remark"))
        for line in lines:
            cells = (line.file, line.result, line.reason, line.remark)
            rows.writerow(map(as_text, cells))


def summary(lines: Sequence[Line]) -> Iterator[str]:
    """How many files were kept, and how many were not, by reason."""
    kept = [line for line in lines if line.result == "kept"]
    people = len({Path(line.file).parent for line in kept})
    yield f"{len(kept):,} of {len(lines):,} files kept, of {people:,} people"
    for (result, reason), count in Counter(
        (line.result, line.reason) for line in lines if line.result != "kept"
    ).most_common():
        yield f"  {count:,} {result}: {reason}"
    done = Counter(note for line in kept for note in line.remark.split("; ") if note)
    for note, count in done.most_common():
        yield f"  {count:,} kept: {note}"


def main(arguments: Sequence[str] | None = None) -> None:
    """The command line."""
    parser = argparse.ArgumentParser(
        prog="python -m face_training.prepare",
        description="Turn folders of photographs into a set of aligned faces.",
    )
    parser.add_argument("photos", type=Path, help="a folder for each person")
    parser.add_argument("out", type=Path, help="where the aligned faces go")
    parser.add_argument("--detector", type=Path, required=True, help="YuNet's .onnx file")
    parser.add_argument("--score", type=float, default=SCORE, help="that a face must have")
    parser.add_argument("--size", type=int, default=SIDE, help="pixels of an aligned face's side")
    parser.add_argument("--smallest", type=float, default=SMALLEST, help="pixels of a face")
    parser.add_argument(
        "--largest", action="store_true", help="of several faces always take the largest"
    )
    chosen = parser.parse_args(arguments)
    with ending():
        lines = prepare(
            chosen.photos,
            chosen.out,
            Detector(chosen.detector, score=chosen.score),
            smallest=chosen.smallest,
            largest_of_several=chosen.largest,
            side=chosen.size,
            progress=True,
        )
    print("\n".join(summary(lines)))
    print(readable(chosen.out / REPORT))


if __name__ == "__main__":
    main()
