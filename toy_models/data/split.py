"""Splitting into training and test samples, class by class."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from toy_models.data.dataset import Labels


def stratified(
    labels_N: Labels, test_share: float, draw: np.random.Generator
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Indices for training and for testing; each class gives its share, at least one."""
    train, test = [], []
    for label in np.unique(labels_N):
        members = draw.permutation(np.flatnonzero(labels_N == label))
        count = max(1, round(test_share * len(members)))
        test.append(members[:count])
        train.append(members[count:])
    return np.sort(np.concatenate(train)), np.sort(np.concatenate(test))
