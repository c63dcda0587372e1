"""The benchmark of opening a lesson: medians beside the Playground's, and what it cannot do."""

from __future__ import annotations

from contextlib import contextmanager
from types import SimpleNamespace
from typing import Any

import pytest

from benchmarks import lesson_opening
from benchmarks.lesson_opening import report, until
from benchmarks.setting import Setting


def test_medians_are_compared_with_the_playground(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[int] = []

    @contextmanager
    def nowhere() -> Any:
        yield SimpleNamespace(host="nowhere")

    def opened(address: str, rounds: int) -> dict[str, list[float]]:
        assert address == "http://nowhere"
        asked.append(rounds)
        return {
            "playground": [2.0, 1.0, 9.0], "address": [1.0, 1.0, 1.0], "click": [0.5, 0.4, 0.6],
            "step": [0.1, 0.2, 0.3], "run": [4.0, 4.0, 4.0],
        }  # fmt: skip

    monkeypatch.setattr(lesson_opening, "app_served", nowhere)
    monkeypatch.setattr(lesson_opening, "opened", opened)
    monkeypatch.setattr(lesson_opening.shutil, "which", lambda _: "/chromium")
    (text,) = report(Setting(quick=True))
    lines = [line.split()[-2:] for line in text.splitlines()[1:]]
    assert asked == [2]
    assert lines == [
        ["2000", "1.00"], ["1000", "0.50"], ["500", "0.25"], ["200", "0.10"], ["4000", "2.00"],
    ]  # fmt: skip


def test_without_a_browser_it_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lesson_opening.shutil, "which", lambda _: None)
    assert list(report(Setting())) == [
        "The lesson is not measured: there is no program named chromium."
    ]


def test_the_clock_runs_from_the_deed_to_the_sight_of_it(monkeypatch: pytest.MonkeyPatch) -> None:
    times = iter([10.0, 10.25])
    monkeypatch.setattr(lesson_opening.time, "perf_counter", lambda: next(times))
    done: list[str] = []

    class Page:
        def wait_for_function(self, condition: str) -> None:
            done.append(condition)

    assert until(Page(), "seen", lambda: done.append("did")) == 0.25
    assert done == ["did", "() => seen"]
