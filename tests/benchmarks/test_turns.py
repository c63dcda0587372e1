"""The benchmark of turns compares lengths of a turn by the steps that all make."""

from __future__ import annotations

from benchmarks.harness.options import Options
from benchmarks.turns import report


def test_report() -> None:
    (text,) = report(Options(quick=True), turns=(0.02, 0.01), seconds=0.05)
    head, first, second = text.splitlines()
    assert head.startswith("a turn, 4 jobs  seconds for all  steps/s of all  ratio")
    assert first.split()[:2] == ["20", "ms"]
    assert first.split()[-1] == "1.00"
    assert float(second.split()[-1]) > 0
