"""The benchmark of a visitor who misbehaves."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from benchmarks.harness.options import Options
from benchmarks.harness.ordered import GROWN_MEGABYTES, PART_MILLISECONDS
from benchmarks.misbehaving import HEAD, NOTHING, Beside, report

QUICK, SLOW = PART_MILLISECONDS / 2000, PART_MILLISECONDS / 500  # seconds


def seen(**changes: Any) -> Beside:
    """What a visitor saw beside somebody, within all limits."""
    made = Beside(kind="uploads", fragments=[QUICK] * 100, steps=9, idle=200.0, most=700.0)
    return replace(made, **changes)


def test_within_the_limits_nothing_is_said() -> None:
    assert list(seen().exceeded) == []
    assert list(seen(fragments=[QUICK] * 96 + [SLOW] * 4).exceeded) == []
    assert list(seen(most=200.0 + GROWN_MEGABYTES).exceeded) == []


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"fragments": [QUICK] * 9 + [SLOW] * 91}, "uploads: 95 % within 300 ms, at most 150"),
        ({"fragments": []}, "uploads: the visitor's page never answered"),
        ({"steps": 0}, "uploads: the visitor's training never moved"),
        ({"most": 801.0}, "uploads: the server grew by 601 MB, at most 600"),
    ],
)
def test_a_limit_that_is_passed_is_a_sentence(changes: dict[str, Any], sentence: str) -> None:
    assert list(seen(**changes).exceeded) == [sentence]
    assert list(seen(kind=NOTHING, **changes).exceeded) == []


def test_the_table_has_the_limits_and_what_they_hold_for() -> None:
    row = dict(zip(HEAD, seen().row, strict=True))
    assert row[f"95 % (at most {PART_MILLISECONDS})"] == "75"
    assert row[f"grown (at most {GROWN_MEGABYTES})"] == "500"


@pytest.mark.slow
def test_a_visitor_beside_one_who_pauses() -> None:
    text = next(iter(report(Options(quick=True), seconds=5.0, kinds=["pauses"])))
    assert NOTHING in text
    assert "done" in text.splitlines()[-1]
