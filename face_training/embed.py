"""Embed photographs:

    python -m face_training.embed BUNDLE PHOTO_OR_FOLDER ... --detector yunet.onnx --out faces.csv

writes a line for each photograph, with its path and the numbers of its unit vector (`.csv`), or the
arrays `paths` and `embeddings` (`.npz`).  Without a detector the photographs must be aligned faces.
"""

from __future__ import annotations

import argparse
import csv
import io
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path

import numpy as np

from face_training.bundle.bundle import Bundle
from face_training.bundle.embed_photos import EmbeddedPhotos, embed_photos
from face_training.photos.detection import Detector
from face_training.photos.photo import PHOTO_ENDINGS
from face_training.whole_files import write_whole


def photos_in(places: Iterable[Path]) -> list[Path]:
    """The named photographs, and those in the named folders.

    Raises:
        ValueError: there is no photograph.
    """
    found: list[Path] = []
    for place in places:
        if place.is_dir():
            inside = sorted(place.rglob("*"))
            found += [
                file for file in inside if file.suffix.lower() in PHOTO_ENDINGS and file.is_file()
            ]
        else:
            found.append(place)
    if not found:
        raise ValueError("There is no photograph in what was named.")
    return found


def write(embedded: EmbeddedPhotos, out: Path) -> None:
    """Write the embeddings in the format of the file's ending.

    Raises:
        ValueError: the ending is neither .csv nor .npz, or the file cannot be written.
    """
    names = [str(path) for path in embedded.paths]
    if out.suffix == ".npz":
        binary = io.BytesIO()
        np.savez(binary, paths=np.array(names, dtype=np.str_), embeddings=embedded.unit_ND)
        content = binary.getvalue()
    elif out.suffix == ".csv":
        text = io.StringIO()
        rows = csv.writer(text, lineterminator="\n")
        for name, row in zip(names, embedded.unit_ND, strict=True):
            rows.writerow([name, *(f"{value:.9g}" for value in row)])
        content = text.getvalue().encode()
    else:
        raise ValueError(f"{out} must end in .csv or .npz.")
    try:
        write_whole(out, content)
    except OSError as error:
        raise ValueError(f"{out} cannot be written: {error.strerror}.") from None


def main(arguments: Sequence[str] | None = None) -> None:
    """The command line."""
    parser = argparse.ArgumentParser(
        prog="python -m face_training.embed", description="Embed photographs."
    )
    parser.add_argument("bundle", type=Path)
    parser.add_argument("photos", type=Path, nargs="+", help="photographs, or folders of them")
    parser.add_argument("--detector", type=Path, help="YuNet's .onnx file")
    parser.add_argument("--out", type=Path, required=True, help="a .csv or .npz file")
    chosen = parser.parse_args(arguments)
    try:
        bundle = Bundle.open(chosen.bundle)
        detector = Detector(chosen.detector) if chosen.detector else None
        embedded = embed_photos(photos_in(chosen.photos), bundle, detector)
        write(embedded, chosen.out)
    except ValueError as error:
        sys.exit(str(error))
    for sentence in embedded.dropped:
        print(sentence, file=sys.stderr)
    print(f"{chosen.out}: {len(embedded.paths):,} faces, {len(embedded.dropped):,} without")


if __name__ == "__main__":
    main()
