"""The link of a run that costs much names it."""

from __future__ import annotations

from urllib.parse import parse_qs

from benchmarks.visitors.six_losses import link
from losses.catalogue import LOSSES
from toy_models.first_run import SIX_LOSSES


def test_each_link_names_six_losses_in_64_dimensions_and_a_seed_of_its_own() -> None:
    found = parse_qs(link(101, 60))
    assert found["losses"] == [LOSSES[choice.name].title for choice in SIX_LOSSES]
    assert (found["dimension"], found["steps"], found["seed"]) == (["64-D"], ["60"], ["101"])
