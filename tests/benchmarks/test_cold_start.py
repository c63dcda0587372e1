"""The benchmark of the cold start: medians, and the first round is not counted."""

from __future__ import annotations

from benchmarks.cold_start import one_start, report
from benchmarks.harness.options import Options


def test_the_first_start_is_not_counted() -> None:
    starts = iter([(9.0, 9.0, 9.0, 900.0), (0.5, 1.0, 0.1, 150.0), (0.7, 1.2, 0.3, 160.0)])
    (text,) = report(Options(), start=lambda: next(starts), rounds=2)
    lines = text.splitlines()
    assert [line.split()[-1] for line in lines[1:4]] == ["600", "1100", "200"]
    assert lines[4] == "Memory of the server then: 155 MB; it does not import torch"


def test_a_server_is_started_and_visited() -> None:
    answer, page, again, memory = one_start()
    assert 0 < answer < page
    assert 0 < again < page
    assert memory > 50
