"""The figure of a sample: its angles over the steps."""

import json

import numpy as np
import pytest

from app.figures.sample import paths
from app.look.classes import class_colour
from app.look.themes import DARK, LIGHT, Theme

NAMES = ["apple", "pear", "plum", "fig"]
STEPS = np.array([0, 10, 30])
ANGLES = np.array([[90.0, 80, 70, 60], [95, 40, 75, 65], [99, 20, 80, 70]])


def test_a_line_is_the_angle_to_a_class_and_the_target_is_on_top() -> None:
    figure = paths(STEPS, ANGLES, 1, [], 10, NAMES, LIGHT)
    lines = figure.data[:4]
    for line, k in zip(lines, (0, 2, 3, 1), strict=True):
        np.testing.assert_array_equal(line.x, STEPS)
        np.testing.assert_allclose(line.y, ANGLES[:, k])
        assert f"class {NAMES[k]}" in line.hovertemplate
        assert line.line.color == (LIGHT.ink if k == 1 else class_colour(k))
    assert [line.showlegend for line in lines] == [True, False, False, True]
    assert lines[3].name == "its class, pear"


def test_spans_are_shaded_and_the_cursor_stands_at_the_step() -> None:
    *shaded, cursor = paths(STEPS, ANGLES, 1, [(0, 10), (30, 30)], 10, NAMES, LIGHT).layout.shapes
    assert [(one.type, one.x0, one.x1) for one in shaded] == [("rect", 0, 10), ("rect", 30, 30)]
    assert (cursor.type, cursor.x0, cursor.x1) == ("line", 10, 10)


def test_all_angles_are_within_the_axis() -> None:
    low, high = paths(STEPS, ANGLES, 1, [], 0, NAMES, LIGHT).layout.yaxis.range
    assert 0 <= low < ANGLES.min()
    assert ANGLES.max() < high


def test_an_angle_that_is_unknown_is_a_gap() -> None:
    unknown = ANGLES.astype(float).copy()
    unknown[0, 2] = np.nan
    figure = paths(STEPS, unknown, 1, [], 0, NAMES, LIGHT)
    assert np.isfinite(figure.layout.yaxis.range).all()
    assert sum(bool(np.isnan(line.y).any()) for line in figure.data if line.mode == "lines") == 1


@pytest.mark.parametrize("theme", [LIGHT, DARK])
def test_the_theme_decides_the_ink(theme: Theme) -> None:
    figure = paths(STEPS, ANGLES, 1, [], 0, NAMES, theme)
    assert figure.layout.font.color == theme.ink
    json.loads(figure.to_json())
