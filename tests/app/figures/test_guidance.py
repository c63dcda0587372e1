"""The figures of the experiment: where points lie, what is marked, one line a run."""

import pytest

from app.figures.guidance import FLOOR, contrasts_of, curves_of, map_of
from app.look.themes import LIGHT
from tests.toy_models.guidance.drawn_rows import (
    as_predicted,
    confirmation_rows,
    error_as_predicted,
    screen_rows,
)
from toy_models.guidance.answer import computed
from toy_models.guidance.cells import cell_of, screen
from toy_models.guidance.contrasts import contrasts

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
    # No error left is drawn at the floor of the logarithm, never outside.
    assert set(halves[1].x) == {FLOOR}


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
