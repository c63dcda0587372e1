"""The benchmark of turns compares lengths of a turn by the steps that all make."""

from __future__ import annotations

import pytest

from benchmarks import turns
from benchmarks.setting import Setting
from benchmarks.turns import report


def test_report(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(turns, "SECONDS", 0.05)
    monkeypatch.setattr(turns, "TURNS", (0.02, 0.01))
    (told,) = report(Setting(quick=True))
    head, first, second = told.splitlines()
    assert head.startswith("a turn, 4 jobs  seconds for all  steps/s of all  ratio")
    assert first.split()[:2] == ["20", "ms"]
    assert first.split()[-1] == "1.00"
    assert float(second.split()[-1]) > 0
