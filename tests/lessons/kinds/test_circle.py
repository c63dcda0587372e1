"""The circle: what the browser is given."""

from __future__ import annotations

from lessons.figure import Code
from lessons.kinds.circle import PAIR, Border, Weight, circle
from lessons.variable import MARGIN
from toy_models.config import LossChoice

CODE = Code(real=("losses.am_softmax:am_margin",), short="lessons.in_six_lines:am_softmax")


def test_weights_that_move_are_variables() -> None:
    figure = circle(
        losses=[LossChoice.of("am_softmax", margin=0.2)],
        weights=(PAIR[0], Weight(name="w_k", angle=30, moves=True)),
        borders=[Border(), Border(loss=0, words="margin", name="AM", dash=(3, 3))],
        arrows=[0], more=(MARGIN,),
        tour="angle=20..100", says=(("", "x"),), reading="", code=CODE,
    )  # fmt: skip
    assert [variable.name for variable in figure.variables] == ["angle", "m", "w1"]
    moved = figure.variable("w1")
    assert moved
    assert (moved.low, moved.start, moved.high) == (-150, 30, 210)
    assert figure.content["weights"][0] == {"name": "w_y", "angle": 150}
    assert figure.content["borders"][1] == {"loss": 0, "words": "margin", "dash": [3, 3]}
    assert figure.content["legend"] == [{"name": "AM", "role": "am_softmax", "dash": [3, 3]}]
    assert "around" not in figure.content
