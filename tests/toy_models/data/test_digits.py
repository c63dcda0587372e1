"""Digits: how many there are, their values, and that no test image is trained on."""

import numpy as np
from sklearn.datasets import load_digits

from toy_models.data import Digits


def test_every_digit_is_used_once_and_a_fifth_is_for_testing() -> None:
    data = Digits().load(0)
    assert len(data.labels_N) + len(data.test_labels_M) == 1797
    whole = np.bincount(load_digits().target)
    np.testing.assert_array_equal(np.bincount(data.test_labels_M), np.round(whole * 0.2))
    np.testing.assert_array_equal(
        np.bincount(data.labels_N) + np.bincount(data.test_labels_M), whole
    )


def test_no_test_image_is_a_training_image() -> None:
    data = Digits().load(0)
    train = {image.tobytes() for image in data.inputs_NI}
    test = {image.tobytes() for image in data.test_inputs_MI}
    assert len(train) + len(test) == 1797  # no two of the digits are equal
    assert not train & test


def test_images_are_the_originals_scaled_to_1() -> None:
    data = Digits().load(3)
    assert data.inputs_NI.shape[1:] == (8, 8)
    assert data.inputs_NI.dtype == np.float32
    assert data.inputs_NI.min() == 0
    assert data.inputs_NI.max() == 1
    bunch = load_digits()
    known = {
        (image / 16).astype(np.float32).tobytes(): label
        for image, label in zip(bunch.images, bunch.target, strict=True)
    }
    assert [known[image.tobytes()] for image in data.inputs_NI] == data.labels_N.tolist()
    assert data.class_names == tuple("0123456789")


def test_another_seed_is_another_split() -> None:
    assert not np.array_equal(Digits().load(0).test_inputs_MI, Digits().load(1).test_inputs_MI)
