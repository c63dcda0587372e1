"""The benchmark of a visitor who misbehaves."""

from __future__ import annotations

import pytest

from benchmarks.harness.options import Options
from benchmarks.misbehaving import NOTHING, report


@pytest.mark.slow
def test_a_visitor_beside_one_who_pauses() -> None:
    (text,) = report(Options(quick=True), seconds=5.0, kinds=["pauses"])
    assert NOTHING in text
    assert "done" in text.splitlines()[-1]
