"""The benchmark of sessions: two visitors of the real app, for seconds."""

from __future__ import annotations

import re

import pytest

from benchmarks.harness.options import Options
from benchmarks.sessions import class_of, quantiles, report


@pytest.mark.slow
def test_two_visitors_of_the_app() -> None:
    own, shared, memory = report(
        Options(quick=True), visitors=2, seconds=8.0, gone_seconds=0.5, idle_seconds=0.2
    )
    for text, words in ((own, "trainings of their own"), (shared, "one training")):
        assert text.startswith(f"2 visitors for 8 seconds, {words}\n")
        assert "0 of 2 lost" in text
        for row in ("the page opens", "the whole page again", "a part of it again"):
            assert re.search(rf"{row} +\d+ +\d+ +\d+", text)
        assert re.search(r"Steps that a visitor saw: [1-9]", text)
    assert [line.split("  ")[0] for line in memory.splitlines()[:6]] == [
        "memory, MB",
        "before",
        "trainings of their own",
        "all gone",
        "one training",
        "all gone",
    ]


def test_a_class_has_seeds_of_its_own_or_one() -> None:
    assert [visitor.seed for visitor in class_of("host", 3, together=False)] == [1, 2, 3]
    assert {visitor.next_seed for visitor in class_of("host", 3, together=False)} == {3}
    assert len({visitor.seed for visitor in class_of("host", 3, together=True)}) == 1


def test_quantiles() -> None:
    assert quantiles([0.1] * 99 + [5.0]) == ("100", "100", "5000")
    assert quantiles([]) == ("-", "-", "-")
