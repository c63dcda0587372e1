"""Class weights as points of a circle or a sphere, which repel one another and can be dragged.

Around each point lies its room: half of the angle to the nearest, or, with a variable "m", half of
the angle that an AM margin of m asks for.

Its readings: `nearest`, degrees between the two nearest points; `widest`, the same in the widest
known arrangement; `room` and `best`, the largest AM margins that these two allow; `asked`, degrees
that m asks for; `spare`, best less m; `crowded`, how many classes have less than m asks for.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from lessons.figure import Code, Live, Says
from lessons.variable import Variable
from toy_models.config import LossChoice
from toy_models.packing import CLASSES, centres, nearest_angle

TURN = Variable(
    name="turn", label="Turn the sphere", low=0, high=360, start=30, step=5, unit="°", slider=True,
    seconds=20,
)  # fmt: skip
SEED = 8  # of where the points begin


def points(
    *,
    dimension: int,
    count: int,
    tour: str,
    says: Says,
    reading: str,
    code: Code,
    loss: LossChoice,
    more: Sequence[Variable] = (),
    at_random: bool = False,
    **settings: Any,
) -> Live:
    """The figure; the number of points is the variable "K".

    Args:
        dimension: 2 for a circle, 3 for a sphere, which the variable "turn" turns.
        count: of points at the start.
        tour, says, reading, code: as in `Live`.
        loss: by which they repel one another.
        more: other variables, such as an "m".
        at_random: they begin at random, and stay there while a question is asked; else so many
            begin as far apart as they can be.
        settings: of `Live`.
    """
    classes = Variable.of_values(
        "K", "Classes K", tuple(map(float, CLASSES)), float(count), seconds=8
    )
    start_KD = np.random.default_rng(SEED).normal(size=(CLASSES[-1], dimension))
    start_KD /= np.linalg.norm(start_KD, axis=1, keepdims=True)
    if not at_random:
        start_KD[:count] = centres(count, dimension)
    content = {
        "dimension": dimension,
        "start": np.round(start_KD, 4).tolist(),
        "waits": at_random,
        "widest": {
            str(k): round(float(np.degrees(nearest_angle(centres(k, dimension)))), 3)
            for k in CLASSES
        },
    }
    turn = (TURN,) if dimension == 3 else ()
    return Live(
        kind="points",
        content=content,
        variables=(classes, *more, *turn),
        losses=(loss,),
        tour=tour,
        says=says,
        reading=reading,
        code=code,
        **settings,
    )
