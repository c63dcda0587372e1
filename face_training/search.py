"""Who is it?  Search a gallery of photographs for the faces of others:

    python -m face_training.search BUNDLE GALLERY PHOTO_OR_FOLDER ... --detector yunet.onnx

GALLERY has a folder for each person, with photographs.  Its embeddings are kept in GALLERY.index,
and brought up to date: what is new or has changed is embedded, what is gone is taken out.  For each
photograph the answer is the person of the nearest face, if its cosine is above the threshold of the
bundle, or that the face is unknown; then the nearest faces.  The search is exact.
"""

from __future__ import annotations

import argparse
import csv
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path, PurePath

from face_training.bundle.bundle import Bundle, Threshold
from face_training.bundle.embed_photos import EmbeddedPhotos, embed_in_batches
from face_training.bundle.photo_files import photos_in
from face_training.bundle.session import DEVICES
from face_training.commands import ending
from face_training.gallery.index import GalleryIndex, key_of
from face_training.gallery.nearest import Nearest, nearest
from face_training.names import readable
from face_training.photos.detection import Detector
from toy_models.spreadsheet import as_text

K = 5
EXPECTED = 0.1  # strangers' faces above the threshold, of one photograph, from which on it is said


@dataclass(frozen=True)
class Answer:
    """The nearest faces of a photograph, the nearest first, and the verdict."""

    photo: Path
    files: tuple[str, ...]  # within the gallery
    cosines: tuple[float, ...]
    threshold: Threshold

    @property
    def person(self) -> str:
        """The person of the nearest face; nothing if the face is unknown."""
        known = self.cosines[0] > self.threshold.cosine
        return person_of(self.files[0]) if known else ""

    def __str__(self) -> str:
        sign = ">" if self.person else "<="
        verdict = self.person or "unknown"
        lines = [
            f"{readable(self.photo)}: {readable(verdict)}, cosine {self.cosines[0]:.4f} {sign} "
            f"{self.threshold.cosine:.4f}"
        ]
        lines += [
            f"  {cosine:.4f}  {readable(file)}"
            for file, cosine in zip(self.files, self.cosines, strict=True)
        ]
        return "\n".join(lines)


def person_of(file: str) -> str:
    """The folder of a photograph in the gallery; of one that is in no folder, its name."""
    path = PurePath(file)
    return path.parts[0] if len(path.parts) > 1 else path.stem


def answers(
    embedded: EmbeddedPhotos, found: Nearest, files: Sequence[str], threshold: Threshold
) -> Iterator[Answer]:
    """The answer for each photograph."""
    for photo, places_K, cosines_K in zip(
        embedded.paths, found.places_QK, found.cosines_QK, strict=True
    ):
        yield Answer(
            photo,
            tuple(files[place] for place in places_K),
            tuple(map(float, cosines_K)),
            threshold,
        )


def caution(threshold: Threshold, faces: int) -> str:
    """What a rate of one pair means for a whole gallery; nothing if it is little."""
    expected = threshold.far * faces
    if expected < EXPECTED:
        return ""
    return (
        f"The threshold is that of a false accept rate of {threshold.far:g} for one pair, on "
        f"{threshold.on}: of {faces:,} faces of strangers {expected:.3g} are expected above it, "
        "for each photograph. Take a stricter --far, or look at what was found."
    )


def search(
    bundle: Bundle,
    index: GalleryIndex,
    photos: Sequence[Path],
    detector: Detector | None,
    *,
    k: int = K,
    far: float | None = None,
) -> Iterator[Answer | str]:
    """The answer for each photograph, or a sentence on why there is none.

    Raises:
        ValueError: the gallery has no face, or the bundle no such threshold.
    """
    threshold, files = bundle.threshold(far), index.files
    if not files:
        raise ValueError(f"{index.gallery} has no photograph with a usable face.")
    for some in embed_in_batches(photos, bundle, detector):
        yield from some.dropped
        if some.paths:
            yield from answers(some, nearest(some.unit_ND, index.vectors(), k), files, threshold)


def rows_of(found: Answer) -> list[tuple[str, ...]]:
    """The cells of a CSV: photo, person, rank, cosine, file; a line for each of the nearest."""
    photo, person, *files = (
        as_text(readable(text)) for text in (str(found.photo), found.person, *found.files)
    )
    return [
        (photo, person, str(rank), f"{cosine:.6f}", file)
        for rank, (file, cosine) in enumerate(zip(files, found.cosines, strict=True), start=1)
    ]


def main(arguments: Sequence[str] | None = None) -> None:
    """The command line."""
    parser = argparse.ArgumentParser(
        prog="python -m face_training.search",
        description="Who is it? Search a gallery for the nearest faces.",
    )
    parser.add_argument("bundle", type=Path)
    parser.add_argument("gallery", type=Path, help="a folder for each person, with photographs")
    parser.add_argument("photos", type=Path, nargs="+", help="photographs, or folders of them")
    parser.add_argument("--detector", type=Path, help="YuNet's .onnx file; without, aligned faces")
    parser.add_argument("--k", type=int, default=K, help="how many of the nearest; 5 by default")
    parser.add_argument("--far", type=float, help="false accept rate of the threshold")
    parser.add_argument("--index", type=Path, help="where embeddings are kept: GALLERY.index")
    parser.add_argument("--out", type=Path, help="a .csv file for the answers")
    parser.add_argument("--device", default="cpu", choices=DEVICES)
    chosen = parser.parse_args(arguments)
    with ending():
        _search(chosen)


def _search(chosen: argparse.Namespace) -> None:
    bundle = Bundle.open(chosen.bundle, chosen.device)
    detector = Detector(chosen.detector) if chosen.detector else None
    gallery: Path = chosen.gallery
    if not gallery.is_dir():
        raise ValueError(f"There is no folder {gallery}.")
    threshold = bundle.threshold(chosen.far)
    photos = photos_in(chosen.photos)
    beside = gallery.resolve().with_name(f"{gallery.resolve().name}.index")
    index = GalleryIndex(chosen.index or beside, gallery)
    with index.held(lambda sentence: print(sentence, file=sys.stderr)):
        _search_in(index, chosen, bundle, detector, photos, threshold)


def _search_in(
    index: GalleryIndex,
    chosen: argparse.Namespace,
    bundle: Bundle,
    detector: Detector | None,
    photos: Sequence[Path],
    threshold: Threshold,
) -> None:
    embed = partial(embed_in_batches, bundle=bundle, detector=detector, progress="gallery")
    updated = index.update(key_of(chosen.bundle, chosen.detector), embed)
    for sentence in updated.without:
        print(readable(sentence), file=sys.stderr)
    print(f"{readable(index.folder)}: {updated}", file=sys.stderr)
    if said := caution(threshold, len(index.files)):
        print(said, file=sys.stderr)
    rows: list[tuple[str, ...]] = []
    for found in search(bundle, index, photos, detector, k=chosen.k, far=chosen.far):
        if isinstance(found, str):
            print(readable(found), file=sys.stderr)
            continue
        print(found)
        rows += rows_of(found)
    if chosen.out:
        with chosen.out.open("w", newline="", encoding="utf-8") as stream:
            table = csv.writer(stream, lineterminator="\n")
            table.writerow(("photo", "person", "rank", "cosine", "file"))
            table.writerows(rows)


if __name__ == "__main__":
    main()
