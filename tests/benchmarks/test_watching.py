"""The benchmark of watching measures jobs one by one, and a page that answers."""

from __future__ import annotations

from typing import Any

import pytest

from benchmarks import watching
from benchmarks.setting import Setting
from benchmarks.watching import report


def test_speeds_are_taken_by_turns_and_compared_pair_by_pair(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    from contextlib import contextmanager

    turns: list[tuple[int, bool]] = []
    speeds = iter([100.0, 90.0, 200.0, 160.0, 50.0, 45.0])

    @contextmanager
    def nowhere() -> Any:
        yield "nowhere"

    def speed(_: str, seed: int, seconds: float, *, watched: bool) -> float:
        turns.append((seed, watched))
        return next(speeds)

    monkeypatch.setattr(watching, "ROUNDS", 3)
    monkeypatch.setattr(watching, "served", nowhere)
    monkeypatch.setattr(watching, "told", lambda _: {"worker": 1})
    monkeypatch.setattr(watching, "steps_per_second", speed)
    monkeypatch.setattr(watching.shutil, "which", lambda _: None)
    first, second = report(Setting())
    assert turns == [(0, False), (1, True), (2, False), (3, True), (4, False), (5, True)]
    assert first.split()[-3:] == ["100", "90", "0.90"]
    assert second == "The page is not measured: there is no program named chromium."
