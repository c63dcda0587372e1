"""A sample and class weights on the circle: pulls, borders, and the loss all around.

Its readings, for sentences and words that follow: `angle`, `own_angle`, `rival_angle`, `cos`,
`cos_rival`, `lead` (their difference), `rival` (its name), and for each loss of the figure
`loss.NAME`, `p.NAME`, `pull.NAME` (on the own class's cosine), `push.NAME` (on the rival's),
`support.NAME`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from lessons.ask import Ask
from lessons.figure import Code, Live, Says
from lessons.variable import ANGLE, Variable
from toy_models.config import LossChoice


@dataclass(frozen=True, kw_only=True)
class Weight:
    """A class weight."""

    name: str  # "w_y": what follows "_" stands lower
    angle: float  # degrees, counterclockwise from the right
    moves: bool = False  # it can be dragged; its variable is "w0" for the first weight


@dataclass(frozen=True, kw_only=True)
class Border:
    """Where a loss begins to find a sample wrong; without a loss, where both cosines are equal."""

    loss: int | None = None  # index
    words: str = ""  # at its end
    name: str = ""  # in a legend above the figure
    dash: tuple[int, ...] = ()


#: The two weights of the papers' figures, 120 degrees apart on the upper half of a circle.
PAIR = (Weight(name="w_y", angle=150), Weight(name="w_k", angle=30))


def circle(
    *,
    losses: Sequence[LossChoice],
    tour: str,
    says: Says,
    reading: str,
    code: Code,
    weights: Sequence[Weight] = PAIR,
    half: bool = True,
    angle: Variable = ANGLE,
    more: Sequence[Variable] = (),
    borders: Sequence[Border] = (Border(),),
    arrows: Sequence[int] = (),
    pushes: bool = False,
    around: int | None = None,
    seems: Sequence[tuple[int, str]] = (),
    roles: bool = False,
    asks: Mapping[str, Ask] | None = None,
    **settings: Any,
) -> Live:
    """The figure.

    Args:
        losses: that are calculated for the sample.
        tour, says, reading, code: as in `Live`.
        weights: the first is that of the sample's own class.
        half: only the upper half of the circle is drawn.
        angle: of the sample, degrees clockwise from its own weight.
        more: other variables, such as SCALE and MARGIN.
        borders: that are drawn.
        arrows: losses whose pull on the sample is drawn.
        pushes: their pulls on the weights are drawn, too.
        around: the loss that is drawn around the circle.
        seems: losses with "own" or "rival": it is drawn where they behave as if the sample were.
        roles: all wrong classes have the colour of a rival; else each class has its own.
        asks: an angle from the own weight for each place.
        settings: of `Live`.
    """
    moved = tuple(
        Variable(
            name=f"w{k}", label=f"The weight {weight.name}", low=weight.angle - 180,
            high=weight.angle + 180, start=weight.angle, unit="°",
        )
        for k, weight in enumerate(weights) if weight.moves
    )  # fmt: skip
    content = {
        "weights": [{"name": weight.name, "angle": weight.angle} for weight in weights],
        "own": 0,
        "half": half,
        "borders": [
            {"loss": border.loss, "words": border.words, "dash": list(border.dash)}
            for border in borders
        ],
        "legend": [
            {"name": border.name, "role": losses[border.loss].name, "dash": list(border.dash)}
            for border in borders
            if border.name and border.loss is not None
        ],
        "arrows": list(arrows),
        "pushes": pushes,
        "seems": [{"loss": loss, "side": side} for loss, side in seems],
        "roles": roles,
        **({} if around is None else {"around": around}),
    }
    return Live(
        kind="circle",
        content=content,
        variables=(angle, *more, *moved),
        losses=tuple(losses),
        tour=tour,
        says=says,
        reading=reading,
        code=code,
        asks=dict(asks or {}),
        **settings,
    )
