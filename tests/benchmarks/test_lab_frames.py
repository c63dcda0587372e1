"""The benchmark of the lab measures what it says."""

from __future__ import annotations

from typing import Any

import pytest

from app.drawing.described import SHOWN
from benchmarks.harness.browser import page_served
from benchmarks.lab_frames import EIGHT, PAGE, STAGE, measure, scene
from benchmarks.stage_frames import ROUTES
from losses.catalogue import LOSSES
from tests.app.runs import flat


def test_eight_different_losses_are_shown() -> None:
    assert len(set(EIGHT)) == 8
    assert set(EIGHT) <= set(SHOWN)
    assert len(scene(8, 10)["losses"]) == 8
    assert len(scene(1, 10)["scene"]["weights"]) == 10


def test_all_eight_have_a_margin_or_guidance() -> None:
    assert all(LOSSES[name].margin or LOSSES[name].guidance for name in EIGHT)


@pytest.mark.slow
@pytest.mark.parametrize("who", ["sample", 3, STAGE])
def test_the_parts_of_a_picture_fit_into_it(browser: Any, who: Any) -> None:
    with page_served(PAGE, ROUTES) as address:
        rate, whole, calculate, draw = measure(browser, address, flat(), 8, who, pictures=5)
    assert rate == pytest.approx(1000 / whole)
    assert 0 < calculate + draw <= whole
