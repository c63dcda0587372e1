"""Margins and mining in one another's words: which margin pushes a sample as SV-Softmax's t does.

On the circle a sample can move in one way only, so the gradient is one number, the *pull*: minus
dL / d(angle), the way it is moved.  The margin that translates a t is the smallest one whose pull
is that of SV-Softmax on this sample, where it stands now.  For many samples there is none: plain
SV-Softmax leaves one without a support vector as softmax does, and no t can do what a margin does
to it; and a strong t pulls harder than any margin.

Needs torch.  The browser has the same search, and a test compares the two.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np
import torch

from toy_models.config import LossChoice

SCAN = 120  # intervals in which a solution is looked for
HALVINGS = 50
SAME = 1e-6  # relative difference of two pulls that are the same


def pull(choice: LossChoice, sample: float, weights_C: Sequence[float], label: int) -> float:
    """-dL / d(angle of the sample), nats a radian; angles in radians around the circle."""
    angle = torch.tensor(sample, dtype=torch.float64, requires_grad=True)
    cos_1C = (angle - torch.tensor(list(weights_C), dtype=torch.float64)).cos()[None]
    loss_1 = choice.build().eval()(cos_1C, torch.tensor([label]))
    (slope,) = torch.autograd.grad(loss_1.sum(), angle)
    return -float(slope)


def same(wanted: float, of: Callable[[float], float], low: float, high: float) -> float | None:
    """The smallest x from `low` to `high` with of(x) = wanted, or None.

    `of` may jump; a jump over what is wanted is no solution.
    """

    def close(value: float) -> bool:
        return abs(value - wanted) <= SAME * max(1.0, abs(wanted))

    before, x_before = of(low), low
    if close(before):
        return low
    for x in np.linspace(low, high, SCAN + 1)[1:].tolist():
        value = of(x)
        if (before - wanted) * (value - wanted) <= 0:
            a, b, at_a = x_before, x, before
            for _ in range(HALVINGS):
                middle = (a + b) / 2
                at_middle = of(middle)
                if (at_a - wanted) * (at_middle - wanted) <= 0:
                    b = middle
                else:
                    a, at_a = middle, at_middle
            if close(of(b)):
                return float(b)
        before, x_before = value, x
    return None


def margin_for_t(
    kind: str, t: float, scale: float, sample: float, weights_C: Sequence[float], label: int
) -> float | None:
    """The margin of `am_softmax` or `arc_softmax` that pulls as SV-Softmax with this t does."""
    sv = LossChoice.of("sv_softmax", scale=scale, t=t)
    high = {"am_softmax": 1.0, "arc_softmax": 1.5}[kind]
    return same(
        pull(sv, sample, weights_C, label),
        lambda m: pull(LossChoice.of(kind, scale=scale, margin=m), sample, weights_C, label),
        0.0,
        high,
    )


def t_for_margin(
    kind: str, margin: float, scale: float, sample: float, weights_C: Sequence[float], label: int
) -> float | None:
    """The t of SV-Softmax that pulls as `am_softmax` or `arc_softmax` with this margin does."""
    return same(
        pull(LossChoice.of(kind, scale=scale, margin=margin), sample, weights_C, label),
        lambda t: pull(LossChoice.of("sv_softmax", scale=scale, t=t), sample, weights_C, label),
        1.0,
        2.0,
    )
