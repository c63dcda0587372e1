"""The sentences against the stored numbers of five seeds: each holds, or it may not be shown."""

from __future__ import annotations

import re
from dataclasses import replace

import numpy as np
import pytest
from scipy.stats import t

from app.starting_points.checked import (
    SEEDS,
    check,
    sentence_of,
    starting_point_of,
    stored,
    stored_measures,
)
from app.starting_points.measured import NAMES
from app.starting_points.table import STARTING_POINTS, StartingPoint
from tests.app.runs import small_config

EACH = pytest.mark.parametrize("point", STARTING_POINTS, ids=lambda point: point.slug)
BY_SLUG = {point.slug: point for point in STARTING_POINTS}


def test_exactly_the_starting_points_are_stored() -> None:
    assert stored().keys() == BY_SLUG.keys()


@EACH
def test_five_seeds_bear_the_sentence_out(point: StartingPoint) -> None:
    shown, beside = stored_measures(point)
    for measured in (shown, beside):
        assert measured.keys() == set(NAMES)
        assert {array.shape for array in measured.values()} == {
            (len(SEEDS), len(point.config.losses))
        }
    assert point.holds(shown, beside)
    words = sentence_of(point)
    assert "{" not in words
    assert len(words) <= 220


def test_the_numbers_in_a_sentence_are_those_that_are_stored() -> None:
    gap = np.array(stored()["gap"]["shown"]["measures"]["gap"])
    wider = gap[:, 1] - gap[:, 0]
    half = t.ppf(0.975, 4) * wider.std(ddof=1) / np.sqrt(5)
    low, high = wider.mean() - half, wider.mean() + half
    numbers = re.findall(r"\d+\.\d", sentence_of(BY_SLUG["gap"]))
    assert numbers == [f"{number:.1f}" for number in (wider.mean(), low, high)]
    whole = re.findall(r"by (\d+)°", sentence_of(BY_SLUG["gap"]))
    assert whole == [f"{number:.0f}" for number in gap.mean(0)[::-1]]
    broken, mended = stored()["t-from-the-start"]["shown"], stored()["t-from-the-start"]["beside"]
    below = [
        sum(accuracy[1] < 90 for accuracy in part["measures"]["accuracy"])
        for part in (broken, mended)
    ]
    assert f"in {below[0]} of 5 seeds" in sentence_of(BY_SLUG["t-from-the-start"])
    assert sentence_of(BY_SLUG["t-from-the-start"]).endswith(f"in {below[1]}.")


def test_numbers_of_another_run_are_refused() -> None:
    other = replace(BY_SLUG["gap"], config=small_config(0))
    with pytest.raises(ValueError, match="of another run"):
        stored_measures(other)


def test_a_check_trains_every_seed_of_both_runs() -> None:
    tiny = replace(BY_SLUG["gap"], config=small_config(0, steps=2), beside=small_config(0, steps=3))
    lines: list[str] = []
    found = check(tiny, progress=lines.append)
    assert found.keys() == {"shown", "beside"}
    assert len(lines) == 2 * len(SEEDS)
    assert found["shown"]["digest"] == tiny.config.digest
    accuracies = found["beside"]["measures"]["accuracy"]
    assert [len(accuracies), len(accuracies[0])] == [5, 1]
    assert len({tuple(gap) for gap in found["shown"]["measures"]["gap"]}) == 5


def test_a_starting_point_is_known_by_its_run() -> None:
    for point in STARTING_POINTS:
        assert starting_point_of(point.config) is point
        assert starting_point_of(replace(point.config, batch=32)) is None
    assert starting_point_of(None) is None


@pytest.mark.slow
def test_the_stored_numbers_can_be_made_again() -> None:
    point = BY_SLUG["cannot-be-met"]
    again = np.array(check(point)["shown"]["measures"]["support"])
    np.testing.assert_allclose(again, stored_measures(point)[0]["support"], atol=5)
