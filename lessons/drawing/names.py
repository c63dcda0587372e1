"""Names of losses in legends and on axes."""

from __future__ import annotations

from losses.catalogue import LOSSES


def title(loss: str) -> str:
    """As in the catalogue: "SV-AM-Softmax"."""
    return LOSSES[loss].title


def short_title(loss: str) -> str:
    """For an axis: "SV-AM"."""
    return "Focal" if loss == "f_softmax" else title(loss).replace("-Softmax", "")
