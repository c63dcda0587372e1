"""What a run of a starting point is measured by."""

from __future__ import annotations

import numpy as np
import pytest

from app.starting_points.measured import NAMES, difference, interval, measures
from tests.app.runs import flat


def test_the_measures_are_those_of_the_record() -> None:
    run = flat()
    found = measures(run)
    assert tuple(found) == NAMES
    assert found["accuracy"] == pytest.approx(100 * run.test_accuracy_KL[-1], abs=1e-3)
    assert found["gap"] == pytest.approx(np.degrees(run.angle_gap_KL[-1]), abs=1e-3)
    assert found["support_first"] == pytest.approx(100 * run.support_samples_KL[0], abs=1e-3)
    assert found["support"] == pytest.approx(100 * run.support_samples_KL[-1], abs=1e-3)
    share_L = run.arrays["gradient_share_L4"][:, :, 3].mean(0)
    assert found["wrong_labels"] == pytest.approx(100 * share_L, abs=1e-3)
    p_L = np.exp(-run.loss_KLN[-1].astype(float)).mean(1)
    assert found["sure"] == pytest.approx(100 * p_L, abs=1e-3)


def test_a_difference_is_taken_seed_by_seed() -> None:
    measured = {"gap": np.array([[30.0, 40.0], [20.0, 31.0], [25.0, 34.0]])}
    found = difference(measured, "gap", 1, 0)
    assert found.values_S.tolist() == [10, 11, 9]
    assert interval(found) == "7.5 to 12.5"
    assert interval(difference(measured, "gap", 0, 1)) == "−12.5 to −7.5"
