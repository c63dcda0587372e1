"""What every data set turns into: arrays of inputs and labels, for training and for testing."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]
Labels = NDArray[np.int64]


@dataclass(frozen=True, kw_only=True)
class Dataset:
    """Inputs and labels.  N: training samples, M: test samples, I: input shape.

    `inputs_NI` has shape (N, features) or, for images, (N, height, width) with values 0 to 1.
    `labels_N` are what the network is told; `true_labels_N` what they were before label noise.
    """

    inputs_NI: Floats
    labels_N: Labels
    true_labels_N: Labels
    test_inputs_MI: Floats
    test_labels_M: Labels
    class_names: tuple[str, ...]
    look_alikes_CM: Labels | None = None  # of each class; a wrong label is drawn from them

    @property
    def classes(self) -> int:
        """How many classes there are."""
        return len(self.class_names)

    @property
    def is_images(self) -> bool:
        """Whether the inputs are grey images."""
        return self.inputs_NI.ndim == 3
