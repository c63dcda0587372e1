"""What is measured over seeds: strangers' faces, and digits with wrong labels.

S: seeds, L: losses.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from evidence.measures import Measures
from evidence.report import ranked_tar
from lessons.ask import Ask
from lessons.drawing.names import short_title
from lessons.figure import Code, Live
from lessons.kinds.curves import Axis
from lessons.kinds.dots import Category, dots
from lessons.sv_softmax.experiment import NAMES, Result

GUIDED = tuple(float(at) for at, name in enumerate(NAMES) if name.startswith("sv_"))


def faces(measures: Mapping[str, Sequence[Measures]]) -> Live:
    """Strangers' faces: who accepts most true pairs."""
    tar_SL = 100 * np.stack([ranked_tar(measures[name]) for name in NAMES], -1)
    return _dots(
        tar_SL, NAMES, Axis(words="true pairs found, %", low=0, high=100, digits=0, unit=" %"),
        "toy_models.open_set.training:train_and_test",
        reading="Toy faces of people never trained on, one wrong pair in a thousand accepted. "
        "Drawn faces, a small network: the paper's are real.",
        says=(("", "Softmax {norm_softmax}, SV {sv_softmax}; Arc {arc_softmax}, SV-Arc "
               "{sv_arc_softmax}."),),
    )  # fmt: skip


def noise(result: Result) -> Live:
    """Wrong labels: what is learned all the same; those with guidance are asked for."""
    names, accuracy_SL = (*NAMES, "f_softmax"), 100 * result.noisy_accuracy_SL
    y = Axis(words="test accuracy, %", low=30, high=100, digits=0, unit=" %")
    return _dots(
        accuracy_SL, names, y, "lessons.sv_softmax.experiment:wrong_labels",
        reading=f"Digits on the sphere, {result.config.wrong_labels:.0%} of the training labels "
        "wrong. The test labels are right.",
        says=(("", "Softmax {norm_softmax}, SV {sv_softmax}; AM {am_softmax}, SV-AM "
               "{sv_am_softmax}; Arc {arc_softmax}, SV-Arc {sv_arc_softmax}."),),
        asks={"guided": Ask.of_seeds(
            accuracy_SL[:, [int(at) for at in GUIDED]], places=GUIDED,
            labels=tuple(short_title(names[int(at)]) for at in GUIDED), low=y.low, high=y.high,
            start=75, close=4, unit=" points",
        )},
    )  # fmt: skip


def _dots(
    values_SL: np.ndarray, names: Sequence[str], y: Axis, experiment: str, *, reading: str,
    **settings: Any,
) -> Live:  # fmt: skip
    return dots(
        y=y,
        categories=[
            Category(name=short_title(name), key=name, values=values_S, role=name)
            for name, values_S in zip(names, values_SL.T, strict=True)
        ],
        reading=f"{reading} Dots are seeds, bars mean ± standard deviation.",
        code=Code(
            real=(experiment, "losses.sv_softmax:sv_guide"),
            short="lessons.in_six_lines:sv_softmax",
        ),
        **settings,
    )
