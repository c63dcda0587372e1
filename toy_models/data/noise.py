"""Label noise: some training labels are replaced by a wrong one."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from toy_models.data.dataset import Dataset


def with_label_noise(dataset: Dataset, share: float, seed: int) -> Dataset:
    """Exactly round(share * N) labels become another class, drawn evenly; the truth is kept."""
    draw = np.random.default_rng([seed, 1])
    labels_N = dataset.true_labels_N.copy()
    count = round(share * len(labels_N))
    flipped = draw.choice(len(labels_N), count, replace=False)
    shift = draw.integers(1, dataset.classes, count)
    labels_N[flipped] = (labels_N[flipped] + shift) % dataset.classes
    return replace(dataset, labels_N=labels_N)
