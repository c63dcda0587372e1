"""A chart as the browser takes it: drawn in the page's colours and size, once for each value."""

from __future__ import annotations

from typing import Any

import pytest

from app.course.chart import chart_message
from app.look.themes import DARK, LIGHT
from lessons.course import open_lesson
from lessons.figure import Chart

LESSON = open_lesson("sv_softmax")
CHARTS = {name: figure for name, figure in LESSON.figures.items() if isinstance(figure, Chart)}


def pictures(name: str, *, dark: bool = False, large: bool = False) -> list[Any]:
    figures: list[Any] = chart_message(LESSON, name, CHARTS[name], dark=dark, large=large)[
        "figures"
    ]
    return figures


@pytest.mark.parametrize("name", CHARTS)
def test_a_chart_is_drawn_for_every_value_in_light_and_in_dark(name: str) -> None:
    slider = CHARTS[name].slider
    for dark, theme in ((False, LIGHT), (True, DARK)):
        figures = pictures(name, dark=dark)
        assert len(figures) == (len(slider.values) if slider else 1)
        for figure in figures:
            assert figure["layout"]["font"]["color"] == theme.ink
            assert figure["data"]


def test_it_is_larger_for_a_lecture_hall() -> None:
    small, large = (pictures("pipeline", large=hall)[0] for hall in (False, True))
    assert large["layout"]["font"]["size"] > small["layout"]["font"]["size"]
    assert large["layout"]["height"] > small["layout"]["height"]


def test_nothing_in_a_chart_is_fetched_from_anywhere() -> None:
    for name in CHARTS:
        assert "http" not in str(pictures(name))
