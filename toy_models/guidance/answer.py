"""The answer of the experiment, computed once from the rows and stored beside them.

Intervals and tests over hundreds of rows take half a minute and scipy; a page wants neither.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import numpy as np

from evidence.resampling import Interval
from evidence.screening import Effect
from toy_models.guidance.cells import screen
from toy_models.guidance.contrasts import (
    Contrast,
    contrasts,
    screened_contrasts,
    screened_effects,
)
from toy_models.guidance.fates import Fate, fates, mean_error
from toy_models.guidance.rows import Row

FILE = "answer.json"


@dataclass(frozen=True, kw_only=True)
class Point:
    """A cell of the screen: where it lies, and what guidance did there."""

    cell: str
    error: float  # of softmax on its training pictures at the end, a share
    tar: float  # of softmax
    difference: Contrast  # SV-Softmax minus softmax


@dataclass(frozen=True, kw_only=True)
class Answer:
    """Both stages of the experiment."""

    points: tuple[Point, ...]  # the cells of the screen, in its order
    effects: tuple[Effect, ...]  # what each factor does to the difference
    contrasts: tuple[Contrast, ...]  # of stage 2; empty before it
    fates: tuple[Fate, ...]  # of the predictions
    trainings: int
    diverged: int
    stuck: int

    def point(self, cell: str) -> Point | None:
        """The point of the cell of this name."""
        return next((point for point in self.points if point.cell == cell), None)


def computed(screened: Sequence[Row], confirmed: Sequence[Row]) -> Answer:
    """The answer of these rows.

    Raises:
        ValueError: a cell of the screen has no pair of runs.
    """
    found = {one.cell: one for one in screened_contrasts(screened)}
    rows = [*screened, *confirmed]
    points = []
    for cell in screen():
        if cell.name not in found:
            continue
        tars = [row.tar for row in screened if (row.cell, row.arm) == (cell.name, "norm")]
        points.append(
            Point(
                cell=cell.name,
                error=mean_error(screened, cell.name),
                tar=float(np.nanmean(tars)),
                difference=found[cell.name],
            )
        )
    return Answer(
        points=tuple(points),
        effects=tuple(screened_effects(screened)),
        contrasts=tuple(contrasts(confirmed)) if confirmed else (),
        fates=tuple(fates(screened, confirmed)),
        trainings=len(rows),
        diverged=sum(row.diverged_at is not None for row in rows),
        stuck=sum(row.stuck and row.diverged_at is None for row in rows),
    )


def save(answer: Answer, file: Path) -> None:
    """Write it as JSON, a line a part."""
    parts = {name: json.dumps(value) for name, value in asdict(answer).items()}
    lines = ",\n".join(f"{json.dumps(name)}: {text}" for name, text in parts.items())
    file.write_text("{\n" + lines + "\n}\n")


def read(file: Path) -> Answer:
    """What `save` wrote.

    Raises:
        ValueError: there is no such file, or it is damaged.
    """
    if not file.exists():
        raise ValueError(
            f"There is no {file.name} yet: `python -m toy_models.guidance --run` makes it."
        )
    try:
        plain: dict[str, Any] = json.loads(file.read_text())
        return Answer(
            points=tuple(
                Point(**{**point, "difference": _contrast(point["difference"])})
                for point in plain["points"]
            ),
            effects=tuple(
                Effect(**{**effect, "names": tuple(effect["names"])}) for effect in plain["effects"]
            ),
            contrasts=tuple(map(_contrast, plain["contrasts"])),
            fates=tuple(Fate(**fate) for fate in plain["fates"]),
            trainings=plain["trainings"],
            diverged=plain["diverged"],
            stuck=plain["stuck"],
        )
    except (ValueError, KeyError, TypeError) as error:
        raise ValueError(f"{file.name} is damaged: {error}.") from None


def _contrast(plain: dict[str, Any]) -> Contrast:
    return Contrast(
        **{
            **plain,
            "differences": tuple(plain["differences"]),
            "interval": Interval(**plain["interval"]),
        }
    )
