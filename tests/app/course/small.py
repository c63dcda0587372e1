"""A small lesson with one choice and one drawing, for tests of the course."""

from __future__ import annotations

from app.course.walk import Walk
from lessons.ask import Ask
from lessons.course import Place
from lessons.figure import Code, Live
from lessons.kinds.circle import circle
from lessons.lesson import Lesson
from lessons.narrative import parse, parse_recall
from toy_models.config import LossChoice

TEXT = """+++
number = 5
title = "A title"
minutes = 1
+++
# One?

![seen](figure:circle)

## Predict

Where?

![a line](draw:circle.border)

- close
  > near
- above
  > far

## Play

So.

![seen](figure:circle?angle=20..60)

## Why

Because [this](#circle?angle=30).

## Transfer

And there?

- [x] one
- [ ] two
  > No.

## Answer

One.
"""
RECALL = "# Again?\n\n- [x] yes\n  > Right.\n- [ ] no\n\n# Later?\n\n- [ ] yes\n- [x] no\n"


def figure() -> Live:
    """A circle that asks for a border at 60 degrees."""
    return circle(
        losses=[LossChoice.of("norm_softmax")],
        tour="angle=20..100..40",
        says=(("", "It is {angle}."),),
        reading="How to read it, $w_k$.",
        code=Code(real=("losses.am_softmax:am_margin",), short="lessons.in_six_lines:am_softmax"),
        asks={"border": Ask(outcome=(60.0,), low=0, high=120, start=20, close=5, unit="°")},
    )


LESSON = Lesson("small", parse(TEXT, {}), {"circle": figure()}, "", "torch")
BEFORE = (Place(4, "Before?", "", "before", 1), parse_recall(RECALL, {})[0])
WALK = Walk.of(LESSON, (BEFORE,))
AGAIN, PREDICT, PLAY, WHY, TRANSFER, ANSWER = WALK.steps
