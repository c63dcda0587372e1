"""The figures: what is drawn, what can be dragged, what it says."""

from __future__ import annotations

from functools import partial

from lessons.ask import Ask
from lessons.figure import Code, Figure, Moving
from lessons.kinds.circle import Border, circle
from lessons.kinds.curves import Axis
from lessons.kinds.dots import Category, dots
from lessons.lesson import Shown
from lessons.one_sample import boundary_with_margin

from .experiment import Result

CODE = Code(real=("losses.am_softmax:am_margin",), short="lessons.in_six_lines:am_softmax")


def figures(result: Result, shown: Shown) -> dict[str, Figure]:
    """By the slots of the narrative."""
    border = boundary_with_margin(result.config.margin)
    softmax, am = result.accuracy_SL.T
    return {
        "push": circle(
            losses=result.config.losses(),
            borders=[Border(), Border(loss=1, words="margin")],
            arrows=[0, 1],
            tour="angle=20..100..40",
            says=(
                (
                    f"angle < {border:.1f}",
                    "Both losses are content: AM's loss is {loss.am_softmax}.",
                ),
                ("lead > 0", "Its own class wins, but not by the margin: AM pulls."),
                ("", "The other class wins: both pull."),
            ),
            reading="Dashed: equal angles. Arrows: the pull of each loss.",
            code=CODE,
            asks={"border": Ask(outcome=(border,), low=0, high=120, start=20, close=5, unit="°")},
            explanations=result.explained["am"],
        ),
        "accuracy": dots(
            y=Axis(words="test accuracy", low=0, high=1),
            categories=[
                Category(name="Softmax", key="softmax", values=softmax, role="norm_softmax"),
                Category(name="AM", key="am", values=am, role="am_softmax"),
            ],
            says=(("", "AM reaches {am}, softmax {softmax}."),),
            reading="Dots are seeds, bars mean ± standard deviation.",
            code=CODE,
        ),
        "run": Moving(run=partial(shown, "run"), reading="A run.", code=CODE, loss=1),
    }
