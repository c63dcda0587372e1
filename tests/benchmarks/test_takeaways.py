"""The benchmark of take-aways: the runs that are taken away."""

from __future__ import annotations

import pytest

from benchmarks.harness.options import Options
from benchmarks.takeaways import QUICK_STEPS, report
from benchmarks.visitors.takeaway_server import DIMENSIONS, KEPT, LONG_NAMES, config_of
from toy_models.data.names import LONGEST


def test_the_runs_have_long_names_and_many_dimensions() -> None:
    named, wide = config_of(LONG_NAMES, QUICK_STEPS), config_of(DIMENSIONS, QUICK_STEPS)
    assert max(map(len, named.data.load(0).class_names)) == LONGEST
    assert (wide.embedding, len(wide.losses), wide.kept) == (64, 6, KEPT)


@pytest.mark.slow
def test_a_visitor_takes_everything_away() -> None:
    (text,) = report(Options(quick=True), visitors=1)
    assert LONG_NAMES in text
    assert DIMENSIONS in text
