"""The figures of a sample: the explanation's numbers, and who is the target."""

import json
from dataclasses import replace

import numpy as np
import pytest

from app.figures.sample import (
    SHOWN_AT_MOST,
    logits,
    paths,
    pushes,
    shown_classes,
)
from app.look.classes import class_colour
from app.look.themes import DARK, LIGHT, Theme
from toy_models.explanation import Explanation, explain
from toy_models.gentle import gentle

NAMES = ["apple", "pear", "plum", "fig"]
TOLD = explain(gentle("sv_arc_softmax"), [0.3, 0.5, -0.4, 0.9], 1, 1.0)
MANY = explain(gentle("sv_softmax"), np.linspace(-0.9, 0.9, 100).tolist(), 2, 1.0)
STEPS = np.array([0, 10, 30])
ANGLES = np.array([[90.0, 80, 70, 60], [95, 40, 75, 65], [99, 20, 80, 70]])


def test_bars_are_the_logits_before_and_after() -> None:
    before, after = logits(TOLD, NAMES, LIGHT).data
    assert list(before.x) == list(after.x) == NAMES
    assert list(before.y) == TOLD.logit_before_C
    assert list(after.y) == TOLD.logit_after_C
    assert after.y[1] < before.y[1]  # the margin
    assert after.y[3] > before.y[3]  # the guidance


def test_target_and_support_vectors_are_marked_by_word_and_colour() -> None:
    assert TOLD.support_C == [True, False, False, True]
    for bars in (logits(TOLD, NAMES, LIGHT).data[1], pushes(TOLD, NAMES, LIGHT).data[0]):
        assert list(bars.text) == ["SV", "target", "", "SV"]
        assert list(bars.marker.color)[:2] == [LIGHT.rival, LIGHT.own]
        assert bars.marker.color[2] not in (LIGHT.rival, LIGHT.own)


def test_pushes_are_the_gradients() -> None:
    (bars,) = pushes(TOLD, NAMES, DARK).data
    assert list(bars.y) == TOLD.push_C
    assert list(bars.customdata) == ["pushes", "pulls", "pushes", "pushes"]


def test_of_many_classes_the_target_and_the_heaviest_are_shown() -> None:
    shown = shown_classes(MANY)
    assert len(shown) == SHOWN_AT_MOST
    assert shown == [2, *range(81, 100)]
    for figure in (
        logits(MANY, [str(k) for k in range(100)], LIGHT),
        pushes(MANY, ["a"] * 100, LIGHT),
    ):
        assert len(set(figure.data[0].x)) == SHOWN_AT_MOST


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
    figures = (
        logits(TOLD, NAMES, theme),
        pushes(TOLD, NAMES, theme),
        paths(STEPS, ANGLES, 1, [], 0, NAMES, theme),
    )
    for figure in figures:
        assert figure.layout.font.color == theme.ink
        json.loads(figure.to_json())


def test_two_classes_of_one_name_have_two_bars() -> None:
    explanation: Explanation = replace(TOLD, label=0)
    assert list(pushes(explanation, ["a", "a", "b", "c"], LIGHT).data[0].x) == [
        "a (0)",
        "a (1)",
        "b",
        "c",
    ]
