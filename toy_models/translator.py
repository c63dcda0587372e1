"""Which margin moves a sample as SV-Softmax with some t does, and the other way round.

On the circle a sample can move in one way only, so the gradient is one number, the *pull*:
-dL / d(angle).  The margin for a t is the smallest margin with the pull of SV-Softmax on this
sample.  Many samples have none.  Without a support vector SV-Softmax pulls as softmax does, and no
t does what a margin does.  And a strong t pulls harder than any margin.

The browser has the same search, and a test compares the two.
"""

from __future__ import annotations

from collections.abc import Sequence

import torch

from toy_models.config import LossChoice
from toy_models.solution import smallest_solution


def pull(choice: LossChoice, sample: float, weights_C: Sequence[float], label: int) -> float:
    """-dL / d(angle of the sample), nats a radian; angles in radians around the circle."""
    angle = torch.tensor(sample, dtype=torch.float64, requires_grad=True)
    cos_1C = (angle - torch.tensor(list(weights_C), dtype=torch.float64)).cos()[None]
    loss_1 = choice.build().eval()(cos_1C, torch.tensor([label]))
    (slope,) = torch.autograd.grad(loss_1.sum(), angle)
    return -float(slope)


def margin_for_t(
    kind: str, t: float, scale: float, sample: float, weights_C: Sequence[float], label: int
) -> float | None:
    """The margin of `am_softmax` or `arc_softmax` that pulls as SV-Softmax with this t, or None."""
    sv = LossChoice.of("sv_softmax", scale=scale, t=t)
    high = {"am_softmax": 1.0, "arc_softmax": 1.5}[kind]
    return smallest_solution(
        pull(sv, sample, weights_C, label),
        lambda m: pull(LossChoice.of(kind, scale=scale, margin=m), sample, weights_C, label),
        0.0,
        high,
    )


def t_for_margin(
    kind: str, margin: float, scale: float, sample: float, weights_C: Sequence[float], label: int
) -> float | None:
    """The t of SV-Softmax that pulls as `am_softmax` or `arc_softmax` with this margin, or None."""
    return smallest_solution(
        pull(LossChoice.of(kind, scale=scale, margin=margin), sample, weights_C, label),
        lambda t: pull(LossChoice.of("sv_softmax", scale=scale, t=t), sample, weights_C, label),
        1.0,
        2.0,
    )
