"""The benchmark of pages that are open."""

from __future__ import annotations

import pytest

from benchmarks.harness.options import Options
from benchmarks.open_pages import report


@pytest.mark.slow
def test_a_line_for_each_number_of_pages() -> None:
    (text,) = report(Options(quick=True))
    assert [line.split()[0] for line in text.splitlines()[1:]] == ["0", "2", "4"]
