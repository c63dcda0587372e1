"""The arms: what is compared within a cell.  Data, start and batches are the same for all."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from losses.catalogue import LOSSES, composed_spec
from losses.parameters import Parameter, Value
from losses.slots import Slot
from losses.spec import LossSpec
from toy_models.guidance.cells import Cell

if TYPE_CHECKING:  # pages read which arms there are, and need no torch for that
    from losses.equation import Loss

T = 1.2  # the paper's
RISE = (0.4, 0.7)  # shares of the steps between which t, or another push, rises
CONTROL = "control"  # the family of losses that are in no catalogue
ARC_MARGIN = 0.3  # radians: the best of a few on toy faces

#: Parts of guidance and controls of it: a title, and the function of `ablations`.
PARTS = {
    "shift": ("shift alone", "shift_only"),
    "factor": ("factor alone", "factor_only"),
    "random": ("random rivals", "RandomRivals"),
    "normalised": ("SV, weights of mean 1", "normalised_guide"),
    "oracle": ("SV, wrong labels known", "Oracle"),
}

_RAISED_T = Parameter(
    symbol="t", meaning="how much harder support vectors are pushed", unit="", default=T,
    low=1.0, high=2.0,
)  # fmt: skip


@dataclass(frozen=True, kw_only=True)
class Arm:
    """A loss of the comparison.

    Attributes:
        name: how rows name it.
        title: how people name it.
        spec: the slots that it fills.
        values: of its parameters.
        raised: the parameter that rises from what changes nothing, or "" for none.
    """

    name: str
    title: str
    spec: LossSpec
    values: Mapping[str, Value] = field(default_factory=dict)
    raised: str = ""

    def loss(self) -> Loss:
        """A new loss, with a state of its own if it has one."""
        from losses.cosines import UNDIVIDED
        from losses.equation import Loss

        loss = Loss(self.spec, {**_defaults(self.spec), **self.values})
        if self.spec.family == CONTROL:
            loss.pieces = UNDIVIDED  # `ablations` look at a whole batch
        return loss


def _defaults(spec: LossSpec) -> dict[str, Value]:
    return {name: parameter.default for name, parameter in spec.parameters.items()}


def part(name: str, *, scale: float, margin: float | None = None) -> Arm:
    """One of PARTS in the place of guidance, in a softmax or, with a margin in radians, in Arc."""
    title, function = PARTS[name]
    of_loss = LOSSES["sv_softmax" if margin is None else "sv_arc_softmax"]
    assert of_loss.scale is not None
    parameters: dict[str, Parameter] = {"t": _RAISED_T}
    values: dict[str, Value] = {"scale": scale, "t": T}
    if name == "normalised":
        parameters["scale"] = of_loss.scale
    if margin is not None:
        values["margin"] = margin
    spec = LossSpec(
        name=name,
        title=title,
        family=CONTROL,
        paper="this experiment",
        arxiv="",
        equation="",
        scale=of_loss.scale,
        margin=of_loss.margin,
        guidance=Slot(
            title=title,
            formula=title,
            code=f"toy_models.guidance.ablations:{function}",
            parameters=parameters,
        ),
    )
    return Arm(name=name, title=title, spec=spec, values=values, raised="t")


def _of_catalogue(name: str, title: str, loss: str, *, raised: str = "", **values: Value) -> Arm:
    return Arm(name=name, title=title, spec=LOSSES[loss], values=values, raised=raised)


def screened(cell: Cell) -> tuple[Arm, ...]:
    """The two arms of stage 1."""
    s = cell.scale
    return (
        _of_catalogue("norm", "Softmax", "norm_softmax", scale=s),
        _of_catalogue("sv", "SV, t raised", "sv_softmax", raised="t", scale=s, t=T),
    )


def confirmed(cell: Cell, equivalent_margin: float) -> tuple[Arm, ...]:
    """The thirteen arms of stage 2.

    Args:
        cell: for its scale.
        equivalent_margin: the mean (t - 1)(1 + cos_k) of SV-Softmax's support vectors in this
            cell, measured in stage 1: the margin of the AM arm, in cosine units.
    """
    s = cell.scale
    return (
        *screened(cell),
        _of_catalogue("hotter", "Softmax at s t", "norm_softmax", scale=s * T),
        _of_catalogue("sv_constant", "SV, t from the start", "sv_softmax", scale=s, t=T),
        *(part(name, scale=s) for name in PARTS),
        Arm(
            name="top_k",
            title="Inter-TopK",
            spec=composed_spec(h="topk"),  # the authors' K = 5 and m' = 0.06
            values={"scale": s, "nearest": 5.0, "push": 0.06},
            raised="push",
        ),
        _of_catalogue("am", "AM, m as SV's", "am_softmax", scale=s, margin=equivalent_margin),
        _of_catalogue("arc", "Arc", "arc_softmax", scale=s, margin=ARC_MARGIN),
        _of_catalogue(
            "sv_arc", "SV-Arc, t raised", "sv_arc_softmax", raised="t", scale=s,
            margin=ARC_MARGIN, t=T,
        ),
    )  # fmt: skip
