"""Digits: 1,797 real handwritten digits of 8 x 8 pixels, from scikit-learn."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from toy_models.data.dataset import Dataset
from toy_models.data.split import stratified

TEST_SHARE = 0.2


@dataclass(frozen=True, kw_only=True)
class Digits:
    """The small digits, which train live on one core.  There is nothing to choose."""

    kind: ClassVar[str] = "digits"
    title: ClassVar[str] = "Digits, 8 × 8 pixels"
    is_images: ClassVar[bool] = True

    def load(self, seed: int) -> Dataset:
        """Images (N, 8, 8) with values 0 to 1; a fifth of each class is for testing."""
        from sklearn.datasets import load_digits

        bunch = load_digits()
        images = (bunch.images / 16).astype(np.float32)
        labels = bunch.target.astype(np.int64)
        train, test = stratified(labels, TEST_SHARE, np.random.default_rng(seed))
        return Dataset(
            inputs_NI=images[train],
            labels_N=labels[train],
            true_labels_N=labels[train].copy(),
            test_inputs_MI=images[test],
            test_labels_M=labels[test],
            class_names=tuple("0123456789"),
        )
