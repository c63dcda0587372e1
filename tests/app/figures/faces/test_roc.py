"""The ROC: its points, thinned only where nobody could tell."""

from __future__ import annotations

import numpy as np

from app.figures.faces.roc import POINTS_AT_MOST, Line, roc
from app.look.losses import loss_look
from app.look.themes import DARK, LIGHT

LOOK, OTHER = loss_look("arc_softmax"), loss_look("sv_softmax")


def test_points_are_drawn_as_they_are() -> None:
    far, tar = np.array([0, 0.001, 0.01, 1]), np.array([0.1, 0.2, 0.5, 1])
    figure = roc(
        [Line("a", far, tar, LOOK), Line("b", far, tar / 2, OTHER, kind="dash", points=True)], LIGHT
    )
    assert figure.data[0].x.tolist() == [0.001, 0.01, 1]  # 0 has no logarithm
    assert figure.data[0].y.tolist() == [20, 50, 100]
    assert [line.name for line in figure.data] == ["a", "b"]
    assert [line.line.dash for line in figure.data] == ["solid", "dash"]
    assert figure.data[0].line.color != figure.data[1].line.color
    assert figure.layout.height > roc([], LIGHT).layout.height
    assert figure.layout.xaxis.range == (-3, 0)
    assert [line.mode for line in figure.data] == ["lines", "lines+markers"]
    assert [line.line.shape for line in figure.data] == ["hv", "linear"]


def test_many_points_are_thinned_evenly_in_the_logarithm_and_keep_their_ends() -> None:
    far = np.arange(1, 100_001) / 100_000
    (line,) = roc([Line("a", far, np.sqrt(far), LOOK)], LIGHT).data
    assert len(line.x) <= POINTS_AT_MOST
    assert (line.x[0], line.x[-1]) == (1e-5, 1)
    np.testing.assert_allclose(line.y, 100 * np.sqrt(line.x))
    assert np.diff(np.log10(line.x)).max() < 0.31  # between 1e-5 and 2e-5 there is nothing


def test_without_lines_or_impostors_there_is_an_empty_chart() -> None:
    assert roc([], LIGHT).layout.xaxis.range == (-4, 0)
    (line,) = roc([Line("a", np.zeros(3), np.ones(3), LOOK)], LIGHT).data
    assert len(line.x) == 0


def test_the_theme_decides_the_ink() -> None:
    assert roc([], DARK).layout.font.color == DARK.ink
