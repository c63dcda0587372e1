"""The bands over seeds: dots are the values, the band is one deviation around the mean."""

from __future__ import annotations

import numpy as np
import pytest

from app.figures.over_seeds import over_seeds, roc_over_seeds
from app.look.losses import looks
from app.look.themes import LIGHT

LOOKS = looks(["norm_softmax", "arc_softmax"])
VALUES = np.array([[90.0, 95.0], [91.0, 96.5], [89.0, 96.0]])


def test_dots_band_and_mean_are_those_of_the_values() -> None:
    figure = over_seeds(VALUES, ("Softmax", "Arc-Softmax"), LOOKS, (3, 4, 5), " %", LIGHT)
    dots = [trace for trace in figure.data if trace.mode == "markers"]
    assert [list(trace.y) for trace in dots] == VALUES.T.tolist()
    assert list(dots[1].customdata) == [3, 4, 5]
    assert dots[1].marker.color == LOOKS[1].light
    (band, _) = (trace for trace in figure.data if trace.fill == "toself")
    assert (min(band.y), max(band.y)) == (89, 91)
    joined = [trace for trace in figure.data if trace.hoverinfo == "skip" and trace.mode == "lines"]
    assert [list(trace.y) for trace in joined] == VALUES.tolist()
    assert list(figure.layout.xaxis.ticktext) == ["Softmax", "Arc"]


def test_a_band_of_shares_ends_at_none_and_at_all() -> None:
    values = np.array([[0.0, 100.0], [0.0, 100.0], [30.0, 60.0]])
    figure = over_seeds(values, ("Softmax", "Arc-Softmax"), LOOKS, (0, 1, 2), " %", LIGHT)
    low, high = (trace for trace in figure.data if trace.fill == "toself")
    assert min(low.y) == 0
    assert max(high.y) == 100


def test_the_roc_has_the_mean_and_the_extremes() -> None:
    far_P = np.array([1e-3, 1e-2, 1e-1])
    tar_SLP = np.array([[[0.1, 0.4, 0.8]], [[0.3, 0.6, 0.8]]])
    line, band = roc_over_seeds(far_P, tar_SLP, ("Arc",), LOOKS[1:], LIGHT).data
    assert list(line.y) == pytest.approx([20, 50, 80])
    assert list(band.y) == pytest.approx([10, 40, 80, 80, 60, 30])
