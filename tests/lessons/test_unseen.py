"""Strangers: pictures of people whom no training saw."""

import numpy as np
import pytest

from lessons.unseen import compare, training_of
from toy_models.config import LossChoice, RunConfig
from toy_models.data import Blobs, Faces

FACES = RunConfig(
    data=Faces(identities=4, images=4, size=16),
    losses=(LossChoice.of("norm_softmax"), LossChoice.of("arc_softmax")),
)


def test_pictures_are_about_0_and_the_answer_is_that_of_the_seed() -> None:
    training = training_of(FACES)
    assert abs(training.dataset.inputs_NI.mean()) < 1 < np.abs(training.dataset.inputs_NI).max()
    found, again = compare(training, 8, 3), compare(training_of(FACES), 8, 3)
    np.testing.assert_array_equal(found.tar_L, again.tar_L)
    assert found.tar_L.shape == found.threshold_L.shape == (2,)


def test_blobs_have_no_strangers() -> None:
    training = training_of(RunConfig(data=Blobs(), losses=FACES.losses))
    with pytest.raises(ValueError, match="not among blobs"):
        compare(training, 4, 2)
