"""A data set before it is loaded, and the arrays that it becomes."""

from __future__ import annotations

from dataclasses import Field, dataclass
from typing import Any, ClassVar, Protocol

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]
Labels = NDArray[np.int64]


class DataConfig(Protocol):
    """A data set before it is loaded: a small frozen dataclass of its options.

    Equal configs load equal arrays for the same seed.
    """

    kind: ClassVar[str]  # its name in a config and in messages
    title: ClassVar[str]  # its name for a reader
    is_images: ClassVar[bool]
    __dataclass_fields__: ClassVar[dict[str, Field[Any]]]

    def __init__(self, **options: Any) -> None:
        """Raises ValueError if an option is out of range."""

    def load(self, seed: int) -> Dataset:
        """The samples.  Raises ValueError if the data cannot be used."""
        ...


@dataclass(frozen=True, kw_only=True)
class Dataset:
    """Inputs and labels.  N: training samples, M: test samples, I: input shape.

    `inputs_NI` has shape (N, features) or, for images, (N, height, width) with values 0 to 1.
    The network is trained on `labels_N`; `true_labels_N` are the labels before label noise.
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
