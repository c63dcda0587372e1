"""Embed photographs:

    python -m face_training.embed BUNDLE PHOTO_OR_FOLDER ... --detector yunet.onnx --out faces.csv

writes a line for each photograph, with its path and the numbers of its unit vector (`.csv`), or the
arrays `paths` and `embeddings` (`.npz`).  Without a detector the photographs must be aligned faces.
Any number of photographs takes the memory of one batch.
"""

from __future__ import annotations

import argparse
import csv
import sys
from collections.abc import Sequence
from pathlib import Path
from types import TracebackType
from typing import IO, Any

import numpy as np

from face_training.bundle.bundle import Bundle
from face_training.bundle.embed_photos import BATCH, EmbeddedPhotos, embed_in_batches
from face_training.bundle.photo_files import photos_in
from face_training.bundle.session import DEVICES
from face_training.commands import ending
from face_training.names import escaped, readable
from face_training.photos.detection import Detector


class EmbeddingFile:
    """A .csv or .npz that gets its embeddings batch by batch, and is there when it is whole.

    Raises:
        ValueError: the ending is neither, or the file cannot be written.
    """

    def __init__(self, out: Path, dimension: int) -> None:
        if out.suffix not in (".csv", ".npz"):
            raise ValueError(f"{out} must end in .csv or .npz.")
        self.out, self.dimension = out, dimension
        self.names: list[str] = []
        self._part = out.with_name(f".{out.name}.partial")
        try:
            self._stream: IO[Any] = (
                self._part.open("w", newline="", encoding="utf-8")
                if out.suffix == ".csv"
                else self._part.open("wb")
            )
        except OSError as error:
            raise ValueError(f"{out} cannot be written: {error.strerror}.") from None

    def __enter__(self) -> EmbeddingFile:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._stream.close()
        self._part.unlink(missing_ok=True)

    def add(self, embedded: EmbeddedPhotos) -> None:
        """Append some photographs."""
        names = [readable(path) for path in embedded.paths]
        self.names += names
        try:
            if self.out.suffix == ".npz":
                self._stream.write(embedded.unit_ND.astype(np.float32, copy=False).tobytes())
                return
            rows = csv.writer(self._stream, lineterminator="\n")
            for name, row in zip(names, embedded.unit_ND, strict=True):
                rows.writerow([name, *(f"{value:.9g}" for value in row)])
        except OSError as error:
            raise ValueError(f"{self.out} cannot be written: {error.strerror}.") from None

    def finish(self) -> None:
        """Make it the file that was asked for."""
        try:
            self._stream.close()
            if self.out.suffix == ".npz":
                self._finish_npz()
            self._part.replace(self.out)
        except OSError as error:
            raise ValueError(f"{self.out} cannot be written: {error.strerror}.") from None

    def _finish_npz(self) -> None:
        """The numbers are in a file already, and go into the .npz from there."""
        shape = (len(self.names), self.dimension)
        vectors: np.ndarray = np.empty(shape, np.float32)
        if self.names:
            vectors = np.memmap(self._part, np.float32, "r", shape=shape)
        whole = self.out.with_name(f".{self.out.name}.whole")
        try:
            with whole.open("wb") as stream:
                np.savez(stream, paths=np.array(self.names, np.str_), embeddings=vectors)
            whole.replace(self._part)
        finally:
            whole.unlink(missing_ok=True)


def main(arguments: Sequence[str] | None = None) -> None:
    """The command line."""
    parser = argparse.ArgumentParser(
        prog="python -m face_training.embed", description="Embed photographs."
    )
    parser.add_argument("bundle", type=Path)
    parser.add_argument("photos", type=Path, nargs="+", help="photographs, or folders of them")
    parser.add_argument("--detector", type=Path, help="YuNet's .onnx file")
    parser.add_argument("--out", type=Path, required=True, help="a .csv or .npz file")
    parser.add_argument("--device", default="cpu", choices=DEVICES, help="that embeds")
    parser.add_argument("--batch", type=int, default=BATCH, help="photographs at a time")
    chosen = parser.parse_args(arguments)
    without = 0
    with ending():
        bundle = Bundle.open(chosen.bundle, chosen.device)
        detector = Detector(chosen.detector) if chosen.detector else None
        photos = photos_in(chosen.photos)
        with EmbeddingFile(chosen.out, bundle.info.dimension) as file:
            for some in embed_in_batches(
                photos, bundle, detector, batch=chosen.batch, progress=readable(chosen.out.name)
            ):
                file.add(some)
                for sentence in some.dropped:
                    print(readable(sentence), file=sys.stderr)
                without += len(some.dropped)
            file.finish()
    print(f"{readable(chosen.out)}: {len(file.names):,} faces, {without:,} without")
    if said := escaped(photos):
        print(f"  {said}")


if __name__ == "__main__":
    main()
