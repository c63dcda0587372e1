"""A sheet of pictures with one label, some of them wrongly; the reader marks those.

Where steps are given, a cross says which pictures have a support vector at the step.  Its readings
beside the variables: `crossed`, how many that are, `found`, how many of them have a wrong label,
and `false`, how many a right one.

K: kept steps, P: pictures.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from lessons.ask import Ask
from lessons.figure import Code, Live, Says
from lessons.variable import Variable

HIDDEN, SHOWN = 0.0, 1.0  # values of the variable "truth"


def pictures(
    *,
    pixels_PHW: np.ndarray,
    wrong_P: np.ndarray,
    label: str,
    tour: str,
    says: Says,
    reading: str,
    code: Code,
    steps_K: np.ndarray | None = None,
    crossed_KP: np.ndarray | None = None,
    start: float | None = None,
    ask: str = "",
    **settings: Any,
) -> Live:
    """The figure.

    Args:
        pixels_PHW: grey, 0 to 255.
        wrong_P: which have a wrong label.
        label: of all of them; the words below a picture whose label is wrong are "not LABEL".
        tour, says, reading, code: as in `Live`.
        steps_K: if there is a network that looks at them; the clock is the variable "step".
        crossed_KP: which it finds wrong.
        start: of the step; None is the last.
        ask: the name under which the wrong ones are asked for, or empty.
        settings: of `Live`.
    """
    variables: list[Variable] = [
        Variable.of_values(
            "truth", "The truth", (HIDDEN, SHOWN), HIDDEN, words=("hidden", "shown"), seconds=1
        )
    ]
    if steps_K is not None:
        ends: Sequence[float] = (float(steps_K[0]), float(steps_K[-1]))
        variables.insert(
            0,
            Variable(
                name="step", label="Training step", low=ends[0], high=ends[1],
                start=ends[1] if start is None else start, values=tuple(map(float, steps_K)),
                slider=True, seconds=7,
            ),
        )  # fmt: skip
    count, height, width = pixels_PHW.shape
    content = {
        "label": label,
        "wrong": wrong_P.astype(int).tolist(),
        "steps": None if steps_K is None else steps_K.astype(float).tolist(),
        "crossed": None if crossed_KP is None else crossed_KP.astype(int).tolist(),
        "pictures": {
            "pixels": pixels_PHW.astype(int).ravel().tolist(), "height": height, "width": width,
        },
    }  # fmt: skip
    asked = Ask(
        outcome=tuple(wrong_P.astype(float).tolist()),
        places=tuple(map(float, range(count))),
        labels=tuple(f"picture {at + 1}" for at in range(count)),
        low=0, high=1, start=0, close=0, marks=True,
    )  # fmt: skip
    return Live(
        kind="pictures",
        content=content,
        variables=tuple(variables),
        tour=tour,
        says=says,
        reading=reading,
        code=code,
        asks={ask: asked} if ask else {},
        **settings,
    )
