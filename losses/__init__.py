"""The losses: one equation with three slots, f (margin), g (mining) and h (guidance).

    LOSSES                        the catalogue, name -> specification; needs no torch
    build(name, **parameters)     a loss of the catalogue, or "composed" with f=, g= and h=
    compose(f, g, h, b, **p)      any margin with any mining and any guidance, or a threshold
    loss(cos_BC, labels_B)        the loss of each sample, unreduced
    loss.logits(...)              what goes into cross-entropy
    loss.support_vectors(...)     which classes beat the target
    loss.terms(batch)             every term of the equation on a losses.batch.Batch

`python -m losses` prints the catalogue.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from losses.catalogue import GUIDANCES, LOSSES, MARGINS, MININGS, THRESHOLDS

if TYPE_CHECKING:
    from losses.equation import Loss, build, compose
    from losses.stack import Stack

__all__ = [
    "GUIDANCES",
    "LOSSES",
    "MARGINS",
    "MININGS",
    "THRESHOLDS",
    "Loss",
    "Stack",
    "build",
    "compose",
]


def __getattr__(name: str) -> Any:
    """Bring in torch only when something is built (PEP 562)."""
    if name in ("Loss", "build", "compose"):
        from losses import equation

        return getattr(equation, name)
    if name == "Stack":
        from losses.stack import Stack

        return Stack
    raise AttributeError(f"module 'losses' has no attribute {name!r}")
