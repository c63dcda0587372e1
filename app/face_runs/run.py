"""A face run: what the page knows of a run of the face training.

K: kept steps of the probe; the other letters are explained in `face_training/probe/record.py`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from app.face_runs.evaluated import Evaluated
from face_training.probe.record import Moment, Samples
from losses.catalogue import spec_and_values
from toy_models.config import LossChoice
from toy_models.record import Array

NAME_AT_MOST = 60  # signs


@dataclass(frozen=True, kw_only=True)
class Curve:
    """One measure over the steps at which it was taken."""

    steps: Array
    values: Array


@dataclass(frozen=True, kw_only=True)
class FaceRun:
    """What the page knows of a run."""

    name: str
    token: str  # another for every run, and for every state of a run that goes on
    config: Mapping[str, Any]
    loss: LossChoice | None  # None where the config names none that is known
    training: Mapping[str, Curve]  # by measure
    evaluations: Mapping[tuple[str, str], Curve]  # by set and measure
    evaluated: Evaluated  # of the network at the end
    names: tuple[str, ...]  # of the identities; may be empty
    samples: Samples | None
    moments: tuple[Moment, ...]  # by rising step
    problems: tuple[str, ...]

    @property
    def loss_title(self) -> str:
        """The loss in words."""
        if self.loss is None:
            return "an unknown loss"
        return spec_and_values(self.loss.name, dict(self.loss.parameters))[0].title

    @property
    def seed(self) -> int | None:
        """Of the training; None if the configuration does not say it."""
        training = self.config.get("training")
        seed = training.get("seed") if isinstance(training, Mapping) else None
        return seed if isinstance(seed, int) else None

    @property
    def steps_K(self) -> Array:
        """The kept steps of the probe."""
        return np.array([moment.step for moment in self.moments], np.int64)

    @property
    def last_step(self) -> int:
        """The last step of which anything is known."""
        ends = [int(curve.steps[-1]) for curve in self.training.values()]
        return max([*ends, *(moment.step for moment in self.moments)], default=0)

    def identity(self, label: int) -> str:
        """The name of an identity."""
        return shown(self.names[label]) if label < len(self.names) else f"identity {label}"

    def moment_at(self, step: int) -> Moment | None:
        """The kept moment nearest to a step; of two, the earlier."""
        return min(
            self.moments, key=lambda moment: (abs(moment.step - step), moment.step), default=None
        )


def shown(name: str) -> str:
    """A name from a file, short and with nothing in it that a chart would read as markup."""
    plain = "".join(sign if sign.isprintable() else " " for sign in name)
    plain = " ".join(plain.translate({ord("<"): "‹", ord(">"): "›", ord("&"): "+"}).split())
    return plain if len(plain) <= NAME_AT_MOST else f"{plain[: NAME_AT_MOST - 1]}…"
