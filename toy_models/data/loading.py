"""Loading a data set: the numbers are checked, and label noise is added."""

from __future__ import annotations

import numpy as np

from toy_models.data.dataset import DataConfig, Dataset
from toy_models.data.noise import with_label_noise


def load(data: DataConfig, label_noise: float, seed: int) -> Dataset:
    """The data set with noisy labels.  Same arguments, same arrays.

    Raises:
        ValueError: the data cannot be used, or hold a number that is not finite.
    """
    dataset = data.load(seed)
    for part, inputs in (("training", dataset.inputs_NI), ("test", dataset.test_inputs_MI)):
        bad = int(np.count_nonzero(~np.isfinite(inputs)))
        if bad:
            raise ValueError(
                f"The {part} samples of {data.kind} hold {bad} numbers that are not finite (NaN "
                "or infinite); every input must be a finite number."
            )
    return with_label_noise(dataset, label_noise, seed)
