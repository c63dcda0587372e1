"""Words and lines that several figures share."""

from __future__ import annotations

from typing import Any

import numpy as np

from lessons.kinds.curves import Line
from lessons.length.settings import STRENGTHS
from lessons.length.worse import KINDS
from lessons.variable import Variable

SHORT = "lessons.in_six_lines:softmax"
LOSSES = ("softmax", "normalised softmax", "Arc", "SV-Arc", "MagFace", "AdaFace")  # by NAMES
NAMED = {"blur": "blurred", "dark": "dark", "noise": "noisy"}
COLOURS = {"blur": "class-0", "dark": "class-1", "noise": "class-2"}


def relative(length_SLKV: np.ndarray) -> np.ndarray:
    """Lengths in percent of those of sharp pictures."""
    percent: np.ndarray = 100 * length_SLKV / length_SLKV[..., :1]
    return percent


def strength(start: float, **settings: Any) -> Variable:
    """How much worse a picture is; without `values` anything between the ends."""
    return Variable(
        name="worse", label="How much worse", low=0, high=1, start=start, step=0.05, digits=1,
        **settings,
    )  # fmt: skip


def kind_lines(length_SLKV: np.ndarray, loss: int | None, **settings: Any) -> list[Line]:
    """A line for each kind of worse pictures, over the strength; None: they follow "loss"."""
    percent_SLKV = relative(length_SLKV)
    mean_LKV, deviation_LKV = percent_SLKV.mean(0), percent_SLKV.std(0, ddof=1)
    lines = []
    for at, kind in enumerate(KINDS):
        mean, deviation = mean_LKV[1:, at], deviation_LKV[1:, at]
        if loss is not None:
            mean, deviation = mean_LKV[loss, at], deviation_LKV[loss, at]
        lines.append(
            Line(
                name=NAMED[kind], key=kind, role=COLOURS[kind], x=STRENGTHS, y=mean,
                low=mean - deviation, high=mean + deviation,
                of="" if loss is not None else "loss", **settings,
            )
        )  # fmt: skip
    return lines
