"""A data set knows how many classes it has and whether it holds images."""

import dataclasses

import numpy as np
import pytest

from toy_models.data import Dataset


def dataset(shape: tuple[int, ...]) -> Dataset:
    labels = np.array([0, 1, 0])
    inputs = np.zeros(shape, np.float32)
    return Dataset(
        inputs_NI=inputs,
        labels_N=labels,
        true_labels_N=labels,
        test_inputs_MI=inputs,
        test_labels_M=labels,
        class_names=("a", "b", "c"),
    )


def test_classes_are_counted_by_name_so_that_one_without_samples_counts() -> None:
    assert dataset((3, 2)).classes == 3


@pytest.mark.parametrize(("shape", "images"), [((3, 4), False), ((3, 8, 8), True)])
def test_images_have_height_and_width(shape: tuple[int, ...], images: bool) -> None:
    assert dataset(shape).is_images is images


def test_it_is_frozen() -> None:
    with pytest.raises(dataclasses.FrozenInstanceError):
        dataset((3, 2)).class_names = ()  # type: ignore[misc]
