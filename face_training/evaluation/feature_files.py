"""Measure features that other programs made: files of MegaFace, of Trillion Pairs and of numpy.

    python -m face_training.evaluation.feature_files PROBES DISTRACTORS --labels LABELS
        [--noisy-probes LIST] [--noisy-distractors LIST]

PROBES and DISTRACTORS are each a matrix with one row for each image, or a text file.  A matrix is a
`.npy` file, or a `.bin` file: four int32 (rows, columns, bytes of a row, 5), then float32.  A text
file names on each line a file with one feature, as in MegaFace.  Each line of LABELS is the person
of a probe.  Each line of a noise list is a line of such a text file, or a row number.

Rows: images, D: embedding dimension.
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

import numpy as np

from evidence.verification import unit
from face_training.commands import ending
from face_training.evaluation.distractors import BLOCK, against, without_noise
from face_training.text_files import existing, read_text

HEAD = np.dtype("<i4")
FLOAT32 = 5  # OpenCV's number of the type


class Features(Protocol):
    """Rows of features, read when they are needed."""

    def __len__(self) -> int: ...

    def rows(self, start: int, stop: int) -> np.ndarray:
        """float32, (stop - start, D)."""

    def named(self, line: str) -> int | None:
        """The row that a line of a noise list means."""

    def name_of(self, row: int) -> str:
        """Where a row stands, in words."""


@dataclass(frozen=True)
class Matrix:
    """One file with all rows.  It is read and not memory-mapped, so that memory stays bounded."""

    path: Path
    count: int
    dimension: int
    start: int  # of the first row, in bytes

    def __len__(self) -> int:
        return self.count

    def rows(self, start: int, stop: int) -> np.ndarray:
        values = np.fromfile(
            self.path,
            "<f4",
            count=(stop - start) * self.dimension,
            offset=self.start + 4 * start * self.dimension,
        )
        return values.reshape(stop - start, self.dimension)

    def named(self, line: str) -> int | None:
        is_number = line.isdecimal() and len(line) < 19
        return int(line) if is_number and int(line) < self.count else None

    def name_of(self, row: int) -> str:
        return f"row {row} of {self.path}"


@dataclass(frozen=True)
class FilePerRow:
    """A file for each row."""

    folder: Path
    names: tuple[str, ...]

    def __len__(self) -> int:
        return len(self.names)

    def rows(self, start: int, stop: int) -> np.ndarray:
        names = [existing(self.folder, name) for name in self.names[start:stop]]
        return np.concatenate([_single_row(self.folder / name) for name in names])

    def named(self, line: str) -> int | None:
        return self.names.index(line) if line in self.names else None

    def name_of(self, row: int) -> str:
        return str(self.folder / self.names[row])


def open_features(path: Path) -> Features:
    """The features of a file.

    Raises:
        ValueError: it cannot be read, or has none of these formats.
    """
    try:
        if path.suffix in (".npy", ".bin"):
            return _matrix(path)
        names = read_text(path, "The list of features")
        return FilePerRow(path.parent, tuple(line for _, line in names.lines()))
    except OSError as error:
        raise ValueError(f"{path} cannot be read: {error.strerror}.") from None


def _matrix(path: Path) -> Matrix:
    with path.open("rb") as file:
        if path.suffix == ".npy":
            shape, start = _npy(path)
        else:
            head = np.frombuffer(file.read(16), HEAD)
            if len(head) < 4 or head[3] != FLOAT32 or head[2] != 4 * head[1] or head.min() < 1:
                raise ValueError(f"{path} does not start as a matrix of float32 does.")
            shape, start = (int(head[0]), int(head[1])), 16
            if shape[1] == 1:  # one feature, as a column
                shape = (1, shape[0])
    if path.stat().st_size != start + 4 * shape[0] * shape[1]:
        raise ValueError(f"{path} says {shape[0]:,} x {shape[1]:,} numbers and has another size.")
    return Matrix(path, *shape, start)


def _npy(path: Path) -> tuple[tuple[int, int], int]:
    try:
        mapped = np.load(path, mmap_mode="r")
    except ValueError:
        raise ValueError(f"{path} is no numpy file of numbers.") from None
    if (
        mapped.dtype != np.dtype("<f4")
        or mapped.ndim not in (1, 2)
        or not mapped.flags.c_contiguous
    ):
        raise ValueError(f"{path} must be a matrix of float32, row by row.")
    shape = (1, *mapped.shape)[-2:]
    return (int(shape[0]), int(shape[1])), int(mapped.offset)


def _single_row(path: Path) -> np.ndarray:
    if len(found := _matrix(path)) != 1:
        raise ValueError(f"{path} has {len(found):,} rows where one feature should be.")
    return found.rows(0, 1)


def noisy(features: Features, path: Path) -> np.ndarray:
    """Which rows a noise list names.

    Raises:
        ValueError: the list cannot be read, or a line names no row.
    """
    is_noisy = np.zeros(len(features), dtype=bool)
    for _, line in read_text(path).lines():
        if not line.startswith("#"):
            name = line.split("\t")[-1]
            if (place := features.named(name)) is None:
                raise ValueError(f"{path} names {name!r}, and no feature is called so.")
            is_noisy[place] = True
    return is_noisy


def unit_rows(
    features: Features, start: int, stop: int, is_noisy: np.ndarray | None = None
) -> np.ndarray:
    """Some rows with length 1; noisy rows may hold anything.

    Raises:
        ValueError: a row that is not noisy has no finite length, or none at all: zeros are as near
            to everybody as to themselves, and a search would count them as found.
    """
    rows_ND = features.rows(start, stop)
    broken_N = ~(np.isfinite(np.linalg.norm(rows_ND, axis=1)) & rows_ND.any(1))
    if is_noisy is not None:
        rows_ND[broken_N & is_noisy[start:stop]] = 0
        broken_N &= ~is_noisy[start:stop]
    if broken_N.any():
        first = start + int(np.flatnonzero(broken_N)[0])
        raise ValueError(
            f"{int(broken_N.sum()):,} of the features {start:,} to {stop - 1:,} are not finite "
            f"numbers, or zeros alone, the first of them {features.name_of(first)}.  A noise list "
            "can leave them out."
        )
    return unit(rows_ND)


def clean_blocks(features: Features, is_noisy: np.ndarray | None = None) -> Iterator[np.ndarray]:
    """Unit vectors a block at a time, without the noisy rows.  Raises as `unit_rows`."""
    for start in range(0, len(features), BLOCK):
        stop = min(start + BLOCK, len(features))
        rows_ND = unit_rows(features, start, stop, is_noisy)
        yield rows_ND if is_noisy is None else rows_ND[~is_noisy[start:stop]]


def main(arguments: Sequence[str] | None = None) -> None:
    """The command line."""
    parser = argparse.ArgumentParser(
        prog="python -m face_training.evaluation.feature_files",
        description="Rank 1 and TAR at FAR of features against any number of distractors.",
    )
    parser.add_argument("probes", type=Path)
    parser.add_argument("distractors", type=Path)
    parser.add_argument("--labels", type=Path, required=True, help="the person of each probe")
    parser.add_argument("--noisy-probes", type=Path, help="replaced by their person's centre")
    parser.add_argument("--noisy-distractors", type=Path, help="left out")
    parser.add_argument("--device", default="cpu")
    chosen = parser.parse_args(arguments)
    with ending():
        probes, others = open_features(chosen.probes), open_features(chosen.distractors)
        for features, path in ((probes, chosen.probes), (others, chosen.distractors)):
            if not len(features):
                raise ValueError(f"{path} has no features.")
        ours, theirs = (features.rows(0, 1).shape[1] for features in (probes, others))
        if ours != theirs:
            raise ValueError(
                f"{chosen.probes} has {ours:,} numbers for an image, and {chosen.distractors} has "
                f"{theirs:,}."
            )
        labels = read_text(chosen.labels)
        names = [line for _, line in labels.lines()]
        if len(names) != len(probes):
            raise ValueError(
                f"{chosen.labels} has {len(names):,} lines for {len(probes):,} probes."
            )
        labels_P = np.unique(names, return_inverse=True)[1]
        noisy_P = noisy(probes, chosen.noisy_probes) if chosen.noisy_probes else None
        unit_PD = unit_rows(probes, 0, len(probes), noisy_P)
        if noisy_P is not None:
            unit_PD = without_noise(unit_PD, labels_P, noisy_P)
        left_out = noisy(others, chosen.noisy_distractors) if chosen.noisy_distractors else None
        count = len(others) - (0 if left_out is None else int(left_out.sum()))
        start = time.perf_counter()
        found = against(
            unit_PD, labels_P, clean_blocks(others, left_out), count, device=chosen.device
        )
    if labels.note:
        print(labels.note)
    print(f"{len(probes):,} probes, {count:,} distractors, {time.perf_counter() - start:.1f} s")
    for name, value in found.measures.items():
        print(f"{name:<20} {value:.4f}")


if __name__ == "__main__":
    main()
