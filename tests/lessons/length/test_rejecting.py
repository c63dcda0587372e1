"""The error of what is left, against a loop."""

from __future__ import annotations

import numpy as np
import pytest

from evidence.verification import verify
from lessons.length.rejecting import error_after

DRAW = np.random.default_rng(0)
PEOPLE = np.repeat(np.arange(10), 4)
FEATURES = np.repeat(DRAW.standard_normal((10, 5)), 4, axis=0) + DRAW.standard_normal((40, 5))
QUALITY = DRAW.random(40)


@pytest.mark.parametrize("share", [0.0, 0.25, 0.5])
def test_the_lowest_are_rejected_and_the_rest_is_verified(share: float) -> None:
    left = np.argsort(np.argsort(QUALITY)) >= round(share * 40)
    expected = 1 - verify(FEATURES[left], PEOPLE[left]).tar_at(0.1)
    (found,) = error_after(FEATURES, PEOPLE, QUALITY, (share,), 0.1)
    assert found == pytest.approx(expected)


def test_lengths_do_not_count_in_the_comparison() -> None:
    longer = FEATURES * DRAW.uniform(1, 9, (40, 1))
    again = error_after(longer, PEOPLE, QUALITY, (0.0, 0.3), 0.1)
    np.testing.assert_allclose(again, error_after(FEATURES, PEOPLE, QUALITY, (0.0, 0.3), 0.1))


def test_rejecting_what_is_bad_helps() -> None:
    worst = DRAW.random(40) < 0.3
    spoiled = np.where(worst[:, None], DRAW.standard_normal((40, 5)), 9 * FEATURES)
    by_truth = error_after(spoiled, PEOPLE, -worst.astype(float), (0.0, 0.4), 0.1)
    assert by_truth[1] < by_truth[0]
