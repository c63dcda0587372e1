"""Number the classes from 0 without gaps, whatever numbers the files have.

N: images, C: identities.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import ArrayLike

from face_training.data.faces import Labels

LARGEST = 2**63 - 1  # label in a file, without its sign


@dataclass(frozen=True)
class Classes:
    """The classes of N images, 0 to C - 1, and the numbers in the files."""

    labels_N: Labels
    numbers_C: Labels

    @property
    def holes(self) -> int:
        """How many numbers below the highest no image has."""
        return int(self.numbers_C[-1]) + 1 - len(self.numbers_C)

    def in_words(self) -> str:
        """For reports."""
        images, classes = len(self.labels_N), len(self.numbers_C)
        holes = f", {self.holes:,} unused numbers closed up" if self.holes else ""
        return f"{images:,} images of {classes:,} identities{holes}"


class NumberedIdentities:
    """Labels and identities of a source whose files have a number for each identity, no name."""

    classes: Classes

    @property
    def labels_N(self) -> Labels:
        """The identity of each image."""
        return self.classes.labels_N

    @cached_property
    def identities(self) -> tuple[str, ...]:
        """The numbers that the files have for the C identities."""
        return tuple(str(number) for number in self.classes.numbers_C)


def one_spelling(names: Iterable[str]) -> dict[str, str]:
    """The spelling that stands for each name: letters with accents have two in Unicode."""
    first: dict[str, str] = {}
    return {
        name: first.setdefault(unicodedata.normalize("NFC", name), name)
        for name in sorted(set(names))
    }


def renumbered(numbers_N: ArrayLike, where: str) -> Classes:
    """The classes that occur, numbered from 0 in the order of their numbers in the files.

    A class without an image would be a weight in the classifier that is pushed away and never
    pulled.

    Raises:
        ValueError: there are fewer than two classes, or a negative number.
    """
    numbers_C, labels_N = np.unique(np.asarray(numbers_N), return_inverse=True)
    if len(numbers_C) < 2:
        raise ValueError(f"{where} has {len(numbers_C)} identities; training needs two or more.")
    if numbers_C[0] < 0:
        raise ValueError(f"{where} has the label {numbers_C[0]}; labels are 0 or more.")
    return Classes(labels_N.astype(np.int64), numbers_C.astype(np.int64))
