"""All sides of the race train the same networks; the operations are those of a count by hand."""

from dataclasses import replace
from itertools import count

import pytest
import torch

from benchmarks.guidance_speed import (
    ALONE,
    ARMS,
    BEFORE,
    PRODUCT,
    TOGETHER,
    Race,
    agreed,
    operations,
    report,
)
from benchmarks.harness.options import Options
from toy_models.guidance.cells import TINY

CELL = replace(TINY, steps=3)


def test_all_sides_end_with_the_same_weights() -> None:
    race = Race.of(CELL, "cpu")
    assert [arm.name for arm in race.arms] == list(ARMS)
    assert agreed(race.differences()) <= 1e-5
    together = race.train(race.arms)
    alone = race.train([race.arms[3]])
    for mine, its in zip(together[0].parameters(), alone[0].parameters(), strict=True):
        assert (mine[3] - its[0]).abs().max() == 0


def test_another_rate_or_a_number_that_is_none_is_no_agreement() -> None:
    race = Race.of(CELL, "cpu")
    other = Race.of(replace(CELL, steps=CELL.steps + 1), "cpu").train(race.arms)
    ours = [p for part in race.train(race.arms) for p in part.parameters()]
    theirs = [p for part in other for p in part.parameters()]
    apart = torch.cat([(a - b).abs().flatten() for a, b in zip(ours, theirs, strict=True)])
    for differences in (apart.detach(), torch.full((5,), float("nan"))):
        with pytest.raises(ValueError, match="do not train the same"):
            agreed(differences)


def test_everybody_takes_turns() -> None:
    times = Race.of(CELL, "cpu").race(2, count().__next__)
    assert times.seconds == {name: [1, 1] for name in (TOGETHER, ALONE, BEFORE, PRODUCT)}


def test_the_operations_are_counted() -> None:
    cell = replace(TINY, channels=(2, 3), dimension=5, classes=7)
    by_hand = 16 * 16 * 9 * 1 * 2 + 8 * 8 * 9 * 2 * 3 + 8 * 8 * 3 * 5 + 5 * 7
    assert operations(cell) == 6 * 128 * by_hand


@pytest.mark.slow
def test_report() -> None:
    (text,) = report(Options(quick=True))
    assert "5 networks, 20 identities" in text
    assert "one by one" in text
    assert "%" in text
