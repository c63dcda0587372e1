"""Intervals by formula, and what a run may say of itself."""

import math

import pytest

from face_training.evaluation.interval import interval, over_run


@pytest.mark.parametrize(("right", "trials"), [(5988, 6000), (0, 10), (10, 10), (3, 7)])
def test_wilsons_formula(right: int, trials: int) -> None:
    z, share = 1.959963984540054, right / trials
    middle = (share + z * z / (2 * trials)) / (1 + z * z / trials)
    half = (
        z
        / (1 + z * z / trials)
        * math.sqrt(share * (1 - share) / trials + z * z / (4 * trials * trials))
    )
    assert interval(right, trials) == pytest.approx((middle - half, middle + half), abs=1e-12)


def test_lfws_usual_number() -> None:
    low, high = interval(5988, 6000)
    assert (round(low, 4), round(high, 4)) == (0.9965, 0.9989)


def test_last_best_and_mean() -> None:
    found = over_run([10, 20, 30, 40], [0.5, 0.9, 0.6, 0.7], last=2)
    assert (found.last, found.best, found.best_step) == (0.7, 0.9, 20)
    assert found.mean_of_last == pytest.approx(0.65)
    assert (found.last_count, found.count) == (2, 4)
    assert over_run([10, 20], [0.2, 0.1], low_is_good=True).best == 0.1
    assert over_run([10], [0.2], last=5).last_count == 1


@pytest.mark.parametrize(("values", "last"), [([], 5), ([1.0], 0)])
def test_nothing_to_summarise(values: list[float], last: int) -> None:
    with pytest.raises(ValueError, match=r"^A summary needs one evaluation or more"):
        over_run(list(range(len(values))), values, last=last)
