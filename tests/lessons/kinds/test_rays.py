"""Rays: points and weights at every kept step, rounded, and what can be dragged."""

from __future__ import annotations

import numpy as np

from lessons.figure import Code
from lessons.kinds.rays import Panel, Pin, rays

CODE = Code(real=("losses.am_softmax:am_margin",), short="lessons.in_six_lines:softmax")


def test_what_is_sent() -> None:
    weights_KC2 = np.arange(8.0).reshape(2, 2, 2) / 3
    points_KN2 = np.ones((2, 3, 2)) / 7
    figure = rays(
        panels=[Panel(weights_KC2=weights_KC2, points_KN2=points_KN2)], names="01", extent=9,
        labels_N=np.array([0, 1, 1]), pictures_NHW=np.zeros((3, 2, 2)),
        steps_K=np.array([0, 5]), probe=(1, 2), pins=[Pin(name="A", x=1, y=1)],
        tour="step=0..5", says=(("", "x"),), reading="", code=CODE,
    )  # fmt: skip
    assert [variable.name for variable in figure.variables] == ["step", "x", "y"]
    (panel,) = figure.content["panels"]
    assert panel["points"][1] == [0.14] * 6
    assert panel["weights"][0] == [0, 0.333, 0.667, 1]
    assert panel["bias"] is None
    assert figure.content["extents"] == [[9]]
    assert len(figure.content["pictures"]["pixels"]) == 12
    assert figure.losses[0].name == "softmax"


def test_a_scale_that_follows_the_points_has_a_row_for_each_step() -> None:
    figure = rays(
        panels=[Panel(points_KN2=np.ones((2, 3, 2)))], names="01", extent=np.array([0.5, 40]),
        labels_N=np.array([0, 1, 1]), steps_K=np.array([0, 5]), tour="step=0..5",
        says=(("", "x"),), reading="", code=CODE,
    )  # fmt: skip
    assert figure.content["extents"] == [[0.5], [40]]
    assert figure.content["panels"][0]["weights"] == []
