"""What is kept of a run: its last measures, and a picture of a few of its samples."""

from __future__ import annotations

import numpy as np
import pytest

from app.seeds.measures import MEASURES
from app.seeds.outcome import RIGHT, SAMPLES, TOWARDS, UP, outcome
from tests.app.seeds.five import five


def test_the_measures_are_those_of_the_last_step() -> None:
    run = five()[0]
    found = outcome(run)
    np.testing.assert_allclose(found.measures["accuracy"], 100 * run.test_accuracy_KL[-1])
    np.testing.assert_allclose(found.measures["gap"], np.degrees(run.angle_gap_KL[-1]))
    np.testing.assert_allclose(found.measures["support"], 100 * run.support_samples_KL[-1])
    assert {measure.name for measure in MEASURES} - found.measures.keys() == {
        "tar_100",
        "tar_1000",
    }


@pytest.mark.parametrize("embedding", [2, 3, 5])
def test_the_picture_fits_its_circle_and_shows_all_classes(embedding: int) -> None:
    run = five(embedding=embedding)[0]
    found = outcome(run)
    assert found.points_LN2.shape[-1] == 2
    assert found.points_LN2.shape[1] == len(found.labels_N) <= SAMPLES
    assert np.linalg.norm(found.points_LN2, axis=-1).max() <= 1.001
    assert np.linalg.norm(found.weights_LC2, axis=-1).max() <= 1.001
    assert set(found.labels_N) == set(run.true_labels_N)
    assert found.behind_LN.any() == (embedding == 3)


def test_a_sphere_is_seen_along_an_axis_of_three() -> None:
    np.testing.assert_allclose(
        [RIGHT @ UP, RIGHT @ TOWARDS, UP @ TOWARDS, RIGHT @ RIGHT], [0, 0, 0, 1], atol=1e-12
    )
