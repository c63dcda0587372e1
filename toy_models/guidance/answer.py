"""The answer of the experiment, stored beside its rows: what a page reads."""

from __future__ import annotations

import functools
import json
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import numpy as np

from evidence.best_setting import at_the_end
from evidence.resampling import Interval
from evidence.screening import Effect
from toy_models.guidance.contrasts import Contrast
from toy_models.guidance.findings.fates import Fate
from toy_models.guidance.rows import RESULTS
from toy_models.guidance.stages.dose_longer import HARDEST
from toy_models.guidance.stages.own_settings import CONTENDERS
from toy_models.guidance.stages.same_margin import PUSH
from toy_models.guidance.stages.table import CONTROLS

FILE = "answer.json"


@dataclass(frozen=True, kw_only=True)
class Point:
    """A cell of the screen: where it lies, and what guidance did there."""

    cell: str
    error: float  # of softmax on its training pictures at the end, a share
    tar: float  # of softmax
    difference: Contrast  # SV-Softmax minus softmax


@dataclass(frozen=True, kw_only=True)
class Own:
    """The setting that a loss chose for itself in a cell of stage 3."""

    cell: str
    title: str  # of the loss
    setting: str  # `s0.8 m0.3`: s as a multiple of s_A
    tar: float  # mean over the seeds that judge

    @property
    def at_the_end(self) -> bool:
        """Whether s or m is the first or the last that the loss could choose."""
        loss = next(one for one in CONTENDERS if one.title == self.title)
        setting = loss.setting(f"{loss.name} {self.setting}")
        return setting is not None and bool(at_the_end(loss.ladders, setting))


#: A loss with guidance less the same without, for a reader.
GUIDED = {("sv", "norm"): "SV-Softmax over softmax", ("sv_arc", "arc"): "SV-Arc over Arc"}


@dataclass(frozen=True, kw_only=True)
class Answer:
    """All stages of the experiment."""

    points: tuple[Point, ...]  # the cells of the screen, in its order
    effects: tuple[Effect, ...]  # what each factor does to the difference
    contrasts: tuple[Contrast, ...]  # of stage 2; empty before it
    own: tuple[Own, ...]  # of stage 3; empty before it
    own_contrasts: tuple[Contrast, ...]
    same_margin: tuple[Contrast, ...]  # of stage 4; empty before it
    repeated: tuple[Contrast, ...]  # of stage 6; empty before it
    dose: tuple[Contrast, ...]  # of stage 7; empty before it
    dose_longer: tuple[Contrast, ...]  # of stage 8; empty before it
    fates: tuple[Fate, ...]  # of the predictions
    trainings: int
    diverged: int
    stuck: int
    own_stuck: int  # of stage 3, its search included

    def point(self, cell: str) -> Point | None:
        """The point of the cell of this name."""
        return next((point for point in self.points if point.cell == cell), None)

    @property
    def own_guided(self) -> list[Contrast]:
        """What guidance adds where each loss has its own best setting."""
        return [one for one in self.own_contrasts if (one.one, one.other) in GUIDED]

    @property
    def own_gains(self) -> list[Contrast]:
        """Those of them that are gains, the largest first."""
        gains = [one for one in self.own_guided if one.words == "more"]
        return sorted(gains, key=lambda one: -one.interval.mean)

    @property
    def push_alone(self) -> list[Contrast]:
        """What the push gains at margins that both losses share: the smaller, then the larger."""
        return [one for one in self.same_margin if (one.one, one.other) in PUSH]

    @property
    def push_came_again(self) -> bool:
        """Whether it gained at both of these margins with other seeds and people, too."""
        again = [one.words for one in self.repeated if (one.one, one.other) in PUSH]
        return bool(again) and {*again} == {"more"}

    @property
    def hardest_at_both_lengths(self) -> tuple[float, float] | None:
        """What the largest t gains over Arc in stage 7 and in stage 8, over stage 8's seeds."""
        short, long = (
            next((one for one in found if (one.one, one.other) == HARDEST), None)
            for found in (self.dose, self.dose_longer)
        )
        if short is None or long is None:
            return None
        # Stage 8 has the first of stage 7's seeds, and none of them diverged.
        before = short.differences[: len(long.differences)]
        return float(np.mean(before)), long.interval.mean

    def margin(self, cell: str, loss: str) -> float:
        """The margin that a loss chose for itself in a cell of stage 3; 0 for one without."""
        return float(self._setting(cell, loss).partition("m")[2] or 0)

    def heat(self, cell: str, loss: str) -> float:
        """The scale s that it chose there, as a multiple of s_A."""
        return float(self._setting(cell, loss).split()[0].removeprefix("s"))

    def _setting(self, cell: str, loss: str) -> str:
        title = next(one.title for one in CONTENDERS if one.name == loss)
        return next(own.setting for own in self.own if (own.cell, own.title) == (cell, title))


def save_answer(answer: Answer, file: Path) -> None:
    """Write it as JSON, a line a part."""
    parts = {name: json.dumps(value) for name, value in asdict(answer).items()}
    lines = ",\n".join(f"{json.dumps(name)}: {text}" for name, text in parts.items())
    file.write_text("{\n" + lines + "\n}\n")


def read_answer(file: Path) -> Answer:
    """What `save_answer` wrote.

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
            own=tuple(Own(**own) for own in plain["own"]),
            own_contrasts=tuple(map(_contrast, plain["own_contrasts"])),
            **{one.name: tuple(map(_contrast, plain[one.name])) for one in CONTROLS},
            fates=tuple(Fate(**fate) for fate in plain["fates"]),
            trainings=plain["trainings"],
            diverged=plain["diverged"],
            stuck=plain["stuck"],
            own_stuck=plain["own_stuck"],
        )
    except (ValueError, KeyError, TypeError) as error:
        raise ValueError(f"{file.name} is damaged: {error}.") from None


@functools.cache
def stored_answer() -> Answer:
    """The answer that comes with the code, read once a process.  Raises as `read_answer`."""
    return read_answer(RESULTS / FILE)


def _contrast(plain: dict[str, Any]) -> Contrast:
    return Contrast(
        **{
            **plain,
            "differences": tuple(plain["differences"]),
            "stuck": tuple(plain["stuck"]),
            "interval": Interval(**plain["interval"]),
        }
    )
