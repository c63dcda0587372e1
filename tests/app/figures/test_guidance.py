"""The figures of the experiment: where points lie, what is marked, one line a run."""

import itertools
import math

import pytest

from app.figures.guidance import MARK, contrasts_of, curves_of, map_of
from app.look.colour import contrast
from app.look.themes import DARK, LIGHT, Theme
from tests.toy_models.guidance.drawn_rows import (
    as_predicted,
    confirmation_rows,
    error_as_predicted,
    screen_rows,
)
from toy_models.guidance.answer import FILE, computed, read_answer
from toy_models.guidance.cells import cell_of, screen
from toy_models.guidance.contrasts import contrasts
from toy_models.guidance.rows import RESULTS

ROWS = screen_rows(as_predicted, error_as_predicted)


def test_the_map_has_a_half_for_each_heat_and_marks_the_chosen_cell() -> None:
    points = computed(ROWS, []).points
    chosen = points[3].cell
    halves = map_of(points, chosen, LIGHT).data
    for half, heat in zip(halves, (0.8, 2.5), strict=True):
        names = [name for name, _ in half.customdata]
        assert {cell_of(name).heat for name in names} == {heat}
        assert [symbol == "x" for symbol in half.marker.symbol] == [
            cell_of(name).wrong > 0 for name in names
        ]
        assert [size > 10 for size in half.marker.size] == [name == chosen for name in names]
        assert len(set(half.marker.color)) == (2 if chosen in names else 1)
    assert chosen in [name for half in halves for name, _ in half.customdata]


@pytest.mark.parametrize("theme", [LIGHT, DARK])
def test_the_chosen_mark_is_the_strongest_in_either_theme(theme: Theme) -> None:
    points = computed(ROWS, []).points
    half = map_of(points, points[0].cell, theme).data[0]
    at = [name for name, _ in half.customdata].index(points[0].cell)
    others = [colour for other, colour in enumerate(half.marker.color) if other != at]
    assert half.marker.color[at] == theme.ink
    assert contrast(theme.ink, theme.paper) > 1.5 * contrast(others[0], theme.paper) > 1.5 * 3


def test_marks_of_one_place_can_be_told_apart_and_none_leaves_the_map() -> None:
    points = read_answer(RESULTS / FILE).points
    figure = map_of(points, points[0].cell, LIGHT)
    for half, axis in zip(figure.data, (figure.layout.xaxis, figure.layout.xaxis2), strict=True):
        marks = [(x / MARK[0], y / MARK[1]) for x, y in zip(half.x, half.y, strict=True)]
        assert min(math.dist(*pair) for pair in itertools.combinations(marks, 2)) > 0.95
        assert all(axis.range[0] < x < axis.range[1] for x in half.x)
        # Marks that nothing covers stand at the square root of their error.
        alone = [
            x for x, (name, _) in zip(half.x, half.customdata, strict=True)
            if any(p.cell == name and math.isclose(x, p.error**0.5) for p in points)
        ]  # fmt: skip
        assert len(alone) > 3


def test_the_map_has_no_more_room_than_its_intervals_and_the_band_need() -> None:
    found = read_answer(RESULTS / FILE).points
    low, high = map_of(found, "", LIGHT).layout.yaxis.range
    assert low < 100 * min(one.difference.interval.low for one in found) < 0.9 * low
    assert 1 < high < 3


def test_contrasts_have_a_row_each_with_their_interval() -> None:
    found = contrasts(confirmation_rows([screen()[0]], {"sv": 0.04}))
    figure = contrasts_of(found, [one.one for one in found], [one.words for one in found], LIGHT)
    (data,) = figure.data
    assert list(data.x) == [pytest.approx(100 * one.interval.mean) for one in found]  # points
    assert data.x[0] + data.error_x.array[0] == pytest.approx(100 * found[0].interval.high)
    assert [words.text for words in figure.layout.annotations] == [
        f"{one.one}<br><b>{one.words}</b>" for one in found
    ]
    (band,) = figure.layout.shapes
    assert (band.x0, band.x1) == (-1, 1)


def test_the_curves_have_a_line_for_each_run_and_a_mean_for_each_arm() -> None:
    rows = [row for row in ROWS if row.cell == screen()[0].name]
    figure = curves_of(rows, {"norm": "Softmax", "sv": "SV"}, LIGHT)
    assert len(figure.data) == len(rows) + 2
    assert [line.name for line in figure.data if line.showlegend] == ["Softmax", "SV"]
