"""Label noise: some training labels are replaced by a wrong one."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from toy_models.data.dataset import Dataset


def with_label_noise(dataset: Dataset, share: float, seed: int) -> Dataset:
    """Exactly round(share * N) labels become another class; the truth is kept.

    The other class is drawn evenly: from the look-alikes of the true one where the data set has
    them, else from all.
    """
    draw = np.random.default_rng([seed, 1])
    labels_N = dataset.true_labels_N.copy()
    count = round(share * len(labels_N))
    flipped = draw.choice(len(labels_N), count, replace=False)
    true = labels_N[flipped]
    if dataset.look_alikes_CM is None:
        labels_N[flipped] = (true + draw.integers(1, dataset.classes, count)) % dataset.classes
    else:
        nth = draw.integers(dataset.look_alikes_CM.shape[1], size=count)
        labels_N[flipped] = dataset.look_alikes_CM[true, nth]
    return replace(dataset, labels_N=labels_N)
