"""The sources' equations and figures, found again in what the losses themselves give."""

from __future__ import annotations

import numpy as np
import pytest

from lessons.course import open_lesson
from lessons.figure import Live
from lessons.margins.experiment import ANGLES, APART, WIDTHS, Config
from lessons.margins.plane import border, gap, reach

CONFIG = Config()
ARC, COS, SPHERE = CONFIG.three()


def test_the_borders_are_those_of_arcface_figure_5() -> None:
    """A parallel, a curve, and a steeper line through the corner."""
    np.testing.assert_allclose(border(ARC, ANGLES), ANGLES + 30)
    cos_A = np.cos(np.radians(ANGLES)) - 0.35
    np.testing.assert_allclose(np.cos(np.radians(border(COS, ANGLES))), cos_A)
    np.testing.assert_allclose(border(SPHERE, ANGLES), 2 * ANGLES, atol=1e-5)
    np.testing.assert_allclose(border(CONFIG.softmax(), ANGLES), ANGLES, atol=1e-5)


def test_the_fourth_is_the_combined_margin_of_arcface_equation_4() -> None:
    np.testing.assert_allclose(border(CONFIG.combined(), ANGLES), 1.5 * ANGLES + 15, atol=1e-5)


@pytest.mark.parametrize("apart", [60.0, 90.0, 150.0])
def test_the_gaps_between_two_classes(apart: float) -> None:
    """As in CosFace, Fig. 2: from the border of one class to that of the other."""
    half = np.sin(np.radians(apart / 2))
    cos_gap = 2 * np.degrees(np.arcsin(0.35 / (2 * half)))
    for loss, expected in ((ARC, 30), (SPHERE, apart / 3), (COS, cos_gap), (CONFIG.softmax(), 0)):
        assert gap(loss, [apart])[0] == pytest.approx(expected, abs=1e-6)


def test_cos_has_no_room_between_near_classes() -> None:
    closest = np.degrees(np.arccos(1 - 0.35))
    near, farther = reach(COS, [closest - 0.1, closest + 1])
    assert near == pytest.approx(0, abs=1e-6)
    assert farther > 0.1


def test_the_stored_curves_are_these() -> None:
    figures = open_lesson("margins").figures
    three, plane, gaps = figures["three"], figures["plane"], figures["gap"]
    assert isinstance(three, Live)
    assert isinstance(plane, Live)
    assert isinstance(gaps, Live)
    drawn = {line["name"]: line for line in three.content["lines"]}
    np.testing.assert_allclose(drawn["AM"]["y"], border(COS, ANGLES), rtol=1e-4)
    strip = plane.content["lines"][1]
    np.testing.assert_allclose(np.subtract(strip["high"], strip["low"])[:, 0], WIDTHS, atol=1e-3)
    np.testing.assert_allclose(gaps.content["lines"][1]["y"], gap(COS, APART), rtol=1e-4)
