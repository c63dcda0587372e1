"""Grey values about 0, as face trainings have them: networks start far sooner."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from toy_models.data.dataset import Dataset

if TYPE_CHECKING:
    from torch import Tensor

GREY, CONTRAST = 0.5, 0.2  # mean and deviation of toy faces, about


def standardised(pictures_N: Tensor) -> Tensor:
    """Grey values 0 to 1 about 0."""
    return (pictures_N - GREY) / CONTRAST


def grey_about_0(data: Dataset) -> Dataset:
    """The same pictures, those of the training and those of the test."""
    import torch

    return replace(
        data,
        inputs_NI=standardised(torch.from_numpy(data.inputs_NI)).numpy(),
        test_inputs_MI=standardised(torch.from_numpy(data.test_inputs_MI)).numpy(),
    )
