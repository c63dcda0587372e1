"""The benchmark of the cold start: medians, and the first round is not counted."""

from __future__ import annotations

import pytest

from benchmarks import cold_start
from benchmarks.cold_start import report
from benchmarks.setting import Setting


def test_the_first_start_is_not_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    starts = iter([(9.0, 9.0, 9.0, 900.0), (0.5, 1.0, 0.1, 150.0), (0.7, 1.2, 0.3, 160.0)])
    monkeypatch.setattr(cold_start, "one_start", lambda: next(starts))
    monkeypatch.setattr(cold_start, "ROUNDS", 2)
    (told,) = report(Setting())
    lines = told.splitlines()
    assert [line.split()[-1] for line in lines[1:4]] == ["600", "1100", "200"]
    assert lines[4] == "Memory of the server then: 155 MB; it does not import torch"


def test_a_server_is_started_and_visited() -> None:
    answer, page, again, memory = cold_start.one_start()
    assert 0 < answer < page
    assert 0 < again < page
    assert memory > 50
