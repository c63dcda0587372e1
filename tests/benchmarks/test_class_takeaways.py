"""The benchmark of a class that takes everything away."""

from __future__ import annotations

import pytest

from benchmarks.class_takeaways import report
from benchmarks.harness.options import Options


@pytest.mark.slow
def test_two_visitors_receive_all_files_of_their_runs() -> None:
    (text,) = report(Options(quick=True))
    assert "0 of 2 without their run" in text
