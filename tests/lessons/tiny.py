"""A small lesson, made by its folder alone, in a course of its own."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from lessons.__main__ import main
from lessons.course import Course

NARRATIVE = """+++
number = 11
title = "How wide is a margin? One run"
minutes = 2
+++

# The names of things

A margin $m$ is {{ m }} here.

# What does a margin do?

Move [the margin](#push?m=0.2).

![The push of the rival along the arc](figure:push)

## Predict

Does a margin push samples that are right?

- [ ] no
  > It does.
- [x] yes
  > Until the margin is met.

## Play

See [the end](#run?step=60).

![A run](figure:run)

## Why

{{ check(seeds == 5) }}The accuracy over {{ seeds }} seeds is {{ accuracy.am_softmax }}.

![The accuracy over seeds](figure:accuracy)

## Transfer

And with softmax?

- [x] only near the boundary
- [ ] everywhere

## Answer

Only near it.
"""

EXPERIMENT = '''"""Softmax and AM on a few clusters, over five seeds."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from lessons.experiments import Progress, provenance, silent, train_grid
from lessons.one_sample import between, explained_at, loss_and_push
from lessons.result import StoredResult
from toy_models.config import LossChoice, RunConfig
from toy_models.data import Blobs

NAMES = ("norm_softmax", "am_softmax")


@dataclass(frozen=True, kw_only=True)
class Config:
    margins: tuple[float, ...] = (0.0, 0.1, 0.2)
    steps: int = 60
    seeds: tuple[int, ...] = (0, 1, 2, 3, 4)

    @classmethod
    def quick(cls) -> Config:
        return cls(steps=3, seeds=(0, 1))

    def compared(self, seed: int) -> RunConfig:
        losses = (LossChoice.of(NAMES[0]), LossChoice.of(NAMES[1], margin=0.2))
        blobs = Blobs(classes=3, per_class=20)
        return RunConfig(data=blobs, losses=losses, steps=self.steps, kept=2, seed=seed)


@dataclass(frozen=True, kw_only=True)
class Result(StoredResult):
    config: Config
    angle_A: np.ndarray
    push_MA: np.ndarray
    accuracy_SL: np.ndarray


def run(config: Config, progress: Progress = silent) -> Result:
    angle_A = np.linspace(0, 120, 25)
    am_M = [LossChoice.of("am_softmax", margin=m) for m in config.margins]
    runs_S = train_grid(config.compared, config.seeds, progress=progress)
    return Result(
        config=config,
        provenance=provenance(),
        explained={"am": tuple(explained_at(am, 40)[0] for am in am_M)},
        angle_A=angle_A,
        push_MA=np.stack([loss_and_push(am, between(angle_A))[1] for am in am_M]),
        accuracy_SL=runs_S.stacked("test_accuracy_L")[:, -1],
    )


def shown_runs(result: Result) -> dict[str, RunConfig]:
    return {"run": replace(result.config.compared(0), kept=60, recorded=40)}
'''

NUMBERS = """from __future__ import annotations

from typing import Any

from lessons.lesson import Shown
from lessons.numerals import by_loss
from .experiment import NAMES, Result


def numbers(result: Result, shown: Shown) -> dict[str, Any]:
    return {
        "m": f"{result.config.margins[-1]:g}",
        "seeds": len(result.config.seeds),
        "accuracy": by_loss(result.accuracy_SL, NAMES, 2),
    }
"""

FIGURES = """from __future__ import annotations

from functools import partial

import plotly.graph_objects as go

from lessons.drawing.dots import dots
from lessons.drawing.layout import CATEGORIES, axis, layout
from lessons.drawing.line import curve
from lessons.figure import Chart, Code, Figure, Moving, Slider, Style
from lessons.lesson import Shown
from .experiment import NAMES, Result

CODE = Code(real=("losses.am_softmax:am_margin",), short="lessons.in_six_lines:am_softmax")


def figures(result: Result, shown: Shown) -> dict[str, Figure]:
    margin = Slider(name="m", label="Margin m", values=result.config.margins, start=0.1)
    am = result.explained["am"]
    chart = partial(Chart.of, result)
    return {
        "push": chart(push, "The push of the rival.", CODE, am, margin),
        "accuracy": chart(accuracy, "Dots are seeds.", CODE, am[:1]),
        "run": Moving(run=partial(shown, "run"), reading="A run.", code=CODE, loss=1),
    }


def push(result: Result, style: Style, at: int) -> go.Figure:
    lines = [curve(result.angle_A, result.push_MA[at], "AM", style.ink, "solid")]
    made = layout(style, 300, xaxis=axis(style, "degrees"), yaxis=axis(style, "push"))
    return go.Figure({"data": lines, "layout": made})


def accuracy(result: Result, style: Style, at: int) -> go.Figure:
    made = layout(style, 300, xaxis=CATEGORIES, yaxis=axis(style, "accuracy"))
    return go.Figure({"data": dots(style, result.accuracy_SL, NAMES), "layout": made})
"""

FILES = {
    "__init__.py": '"""Lesson 11: how wide is a margin?"""\n',
    "narrative.md": NARRATIVE,
    "notes.md": "# Notes\n",
    "experiment.py": EXPERIMENT,
    "numbers.py": NUMBERS,
    "figures.py": FIGURES,
}


def write_tiny(folder: Path) -> Course:
    """Write the lesson `tiny` into a folder, the package of a course.

    The folder's parent must be on the path; its name must differ from those of earlier folders,
    for Python remembers what it imported.
    """
    lesson = folder / "tiny"
    lesson.mkdir()
    for name, text in FILES.items():
        (lesson / name).write_text(text)
    return Course(package=folder.name)


@pytest.fixture(scope="module")
def tiny_course(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Course]:
    """A course with the lesson `tiny`, its results stored; made once for each test file."""
    folder = tmp_path_factory.mktemp("course")
    with pytest.MonkeyPatch.context() as patch:
        patch.syspath_prepend(folder.parent)
        course = write_tiny(folder)
        main(["tiny", "--run"], course)
        yield course
