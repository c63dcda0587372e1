"""The figures of the experiment: a row a comparison, a line a run."""

import pytest

from app.figures.guidance import contrasts_of, curves_of
from app.look.themes import LIGHT
from tests.toy_models.guidance.drawn_rows import (
    as_predicted,
    confirmation_rows,
    error_as_predicted,
    screen_rows,
)
from toy_models.guidance.cells import screen
from toy_models.guidance.contrasts import contrasts

ROWS = screen_rows(as_predicted, error_as_predicted)


def test_contrasts_have_a_row_each_with_their_interval() -> None:
    found = contrasts(confirmation_rows([screen()[0]], {"sv": 0.04}))
    answers = [f"{one.words}, it seems" for one in found]
    figure = contrasts_of(found, [one.one for one in found], answers, LIGHT)
    (data,) = figure.data
    assert list(data.x) == [pytest.approx(100 * one.interval.mean) for one in found]  # points
    assert data.x[0] + data.error_x.array[0] == pytest.approx(100 * found[0].interval.high)
    assert [words.text for words in figure.layout.annotations] == [
        f"{one.one}<br><b>{answer}</b>" for one, answer in zip(found, answers, strict=True)
    ]
    assert [over[-1] for over in data.customdata] == answers  # what it says under the pointer
    (band,) = figure.layout.shapes
    assert (band.x0, band.x1) == (-1, 1)


def test_the_curves_have_a_line_for_each_run_and_a_mean_for_each_arm() -> None:
    rows = [row for row in ROWS if row.cell == screen()[0].name]
    figure = curves_of(rows, {"norm": "Softmax", "sv": "SV"}, LIGHT)
    assert len(figure.data) == len(rows) + 2
    assert [line.name for line in figure.data if line.showlegend] == ["Softmax", "SV"]
