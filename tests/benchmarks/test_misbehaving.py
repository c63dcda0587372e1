"""The benchmark of a visitor who misbehaves."""

from __future__ import annotations

import os

import pytest

from benchmarks.harness.options import Options
from benchmarks.harness.processes import megabytes
from benchmarks.misbehaving import NOTHING, Peak, report


def test_the_most_memory_of_a_process_is_found() -> None:
    before = megabytes(os.getpid())
    peak = Peak(os.getpid())
    grown = bytearray(50_000_000)
    grown[::4096] = b"x" * len(grown[::4096])
    while peak.most < before + 40:
        pass
    del grown
    assert peak.stop() > before + 40


@pytest.mark.slow
def test_a_visitor_beside_one_who_pauses() -> None:
    (text,) = report(Options(quick=True), seconds=5.0, kinds=["pauses"])
    assert NOTHING in text
    assert "done" in text.splitlines()[-1]
