"""The benchmark of sessions: two visitors of the real app, for seconds."""

from __future__ import annotations

import re

import pytest

from benchmarks import sessions
from benchmarks.sessions import class_of, quantiles, report
from benchmarks.setting import Setting


def test_two_visitors_of_the_app(monkeypatch: pytest.MonkeyPatch) -> None:
    for name, seconds in (("GONE_SECONDS", 0.5), ("IDLE_SECONDS", 0.2)):
        monkeypatch.setattr(sessions, name, seconds)
    own, one, memory = report(Setting(quick=True), visitors=2, seconds=8.0)
    for told, words in ((own, "trainings of their own"), (one, "one training")):
        assert told.startswith(f"2 visitors for 8 seconds, {words}\n")
        assert "0 of 2 lost" in told
        for row in ("the page opens", "the whole page again", "a part of it again"):
            assert re.search(rf"{row} +\d+ +\d+ +\d+", told)
        assert re.search(r"Steps that a visitor saw: [1-9]", told)
    assert [line.split("  ")[0] for line in memory.splitlines()[:6]] == [
        "memory, MB",
        "before",
        "trainings of their own",
        "all gone",
        "one training",
        "all gone",
    ]


def test_a_class_has_seeds_of_its_own_or_one() -> None:
    assert [one.seed for one in class_of("host", 3, together=False)] == [1, 2, 3]
    assert {one.next_seed for one in class_of("host", 3, together=False)} == {3}
    assert len({one.seed for one in class_of("host", 3, together=True)}) == 1


def test_quantiles() -> None:
    assert quantiles([0.1] * 99 + [5.0]) == ("100", "100", "5000")
    assert quantiles([]) == ("-", "-", "-")
