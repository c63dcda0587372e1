"""Losses that are put together freely: any margin, mining and guidance, with a threshold or not."""

from __future__ import annotations

from collections.abc import Iterable

from losses.catalogue.shared import SCALE
from losses.catalogue.table import LOSSES
from losses.refusals import instead_of
from losses.slots import Slot
from losses.spec import LossSpec

COMPOSED = "composed"  # the name of every such loss, for `losses.build`


def _by_name(slots: Iterable[Slot | None]) -> dict[str, Slot | None]:
    return {"none": None} | {slot.name: slot for slot in slots if slot and slot.name}


#: What can fill each slot: whatever a loss of the catalogue fills it with.
MARGINS = _by_name(spec.margin for spec in LOSSES.values())
MININGS = _by_name(spec.mining for spec in LOSSES.values())
GUIDANCES = _by_name(spec.guidance for spec in LOSSES.values())
THRESHOLDS = _by_name(spec.threshold for spec in LOSSES.values())
TABLES = {"f": MARGINS, "g": MININGS, "h": GUIDANCES, "b": THRESHOLDS}


def composed_spec(f: str = "none", g: str = "none", h: str = "none", b: str = "none") -> LossSpec:
    """A row made of any margin `f`, mining `g` and guidance `h`, with a threshold `b` or without.

    Raises:
        ValueError: no such slot; the message lists what there is.
    """
    slots = []
    for (symbol, table), chosen in zip(TABLES.items(), (f, g, h, b), strict=True):
        if chosen not in table:
            raise ValueError(f"Unknown slot {symbol}={chosen!r}{instead_of(chosen, table)}")
        slots.append(table[chosen])
    margin, mining, guidance, threshold = slots
    return LossSpec(
        name=COMPOSED,
        title=" + ".join(slot.title for slot in slots if slot) or "Softmax",
        family=COMPOSED,
        paper="free composition of slots",
        arxiv="",
        equation=f"f={f}, g={g}, h={h}" + (f", b={b}" if threshold else ""),
        scale=SCALE,
        margin=margin,
        mining=mining,
        guidance=guidance,
        threshold=threshold,
    )
