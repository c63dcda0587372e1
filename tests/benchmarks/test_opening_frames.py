"""The benchmark of the opening measures what it says."""

from __future__ import annotations

from typing import Any

import pytest

from benchmarks.harness.browser import page_served
from benchmarks.opening_frames import PAGE, measure
from benchmarks.stage_frames import ROUTES


def test_drawing_fits_into_a_picture(browser: Any) -> None:
    with page_served(PAGE, ROUTES) as address:
        rate, whole, draw = measure(browser, address, 6, pictures=5)
    assert rate == pytest.approx(1000 / whole)
    assert 0 < draw <= whole
