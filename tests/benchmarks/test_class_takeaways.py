"""The benchmark of a class that takes everything away: the runs that its links ask for."""

from __future__ import annotations

from urllib.parse import parse_qs

import pytest

from benchmarks.class_takeaways import link, report
from benchmarks.harness.options import Options
from losses.catalogue import LOSSES
from toy_models.first_run import SIX_LOSSES


def test_each_link_names_six_losses_in_64_dimensions_and_a_seed_of_its_own() -> None:
    found = parse_qs(link(101, 60))
    assert found["losses"] == [LOSSES[choice.name].title for choice in SIX_LOSSES]
    assert (found["dimension"], found["steps"], found["seed"]) == (["64-D"], ["60"], ["101"])


@pytest.mark.slow
def test_two_visitors_receive_all_files_of_their_runs() -> None:
    (text,) = report(Options(quick=True))
    assert "0 of 2 without their run" in text
