"""The paper's Eq. 12 with Eq. 4's weight, in the most boring code possible: the oracle.

Everything is a Python float; nothing here imports `losses`.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from itertools import product

import torch
from torch import Tensor

SCALES = (1.0, 7.5, 30.0, 64.0)
TS = (1.0, 1.1, 1.2, 1.4)
GRID = list(product(SCALES, TS))


def cosines(seed: int, samples: int = 6, classes: int = 7) -> tuple[Tensor, Tensor]:
    """Random float64 cosines over the whole range, and labels."""
    generator = torch.Generator().manual_seed(seed)
    cos = 2 * torch.rand(samples, classes, generator=generator, dtype=torch.float64) - 1
    return cos, torch.randint(classes, (samples,), generator=generator)


def loop(
    cos: Tensor,
    labels: Tensor,
    *,
    scale: float,
    f: Callable[[float], float] = lambda c: c,
    h: Callable[[float, float], float] = lambda c, f_y: 1.0,
    g: Callable[[float], float] = lambda p: 1.0,
) -> Tensor:
    """-g(p) log p, sample by sample; h(cos_k, f) is the factor in the denominator."""
    losses = []
    for row, label in zip(cos.tolist(), labels.tolist(), strict=True):
        f_y = f(row[label])
        target = math.exp(scale * f_y)
        rivals = 0.0
        for k, c in enumerate(row):
            if k != label:
                rivals += h(c, f_y) * math.exp(scale * c)
        log_p = scale * f_y - math.log(target + rivals)
        # For p near 1 the difference above cancels; log1p does not.
        if rivals < target:
            log_p = -math.log1p(rivals / target)
        losses.append(-g(math.exp(log_p)) * log_p)
    return torch.tensor(losses, dtype=torch.float64)


def sv_factor(scale: float, t: float) -> Callable[[float, float], float]:
    """Eq. 7 with Eq. 13's indicator."""
    return lambda c, f_y: math.exp(scale * (t - 1) * (c + 1)) if c > f_y else 1.0


def am(margin: float) -> Callable[[float], float]:
    """Eq. 3, AM."""
    return lambda c: c - margin


def arc(margin: float) -> Callable[[float], float]:
    """Eq. 3, Arc, with the continuation past pi - m."""

    def f(c: float) -> float:
        theta = math.acos(c)
        if theta + margin <= math.pi:
            return math.cos(theta + margin)
        return c - (1 - math.cos(margin))

    return f


def psi(margin: float) -> Callable[[float], float]:
    """Eq. 3, A, as the pieces of the SphereFace paper."""

    def f(c: float) -> float:
        theta = math.acos(c)
        for k in range(20):
            if k * math.pi / margin <= theta <= (k + 1) * math.pi / margin:
                return (-1) ** k * math.cos(margin * theta) - 2 * k
        raise AssertionError(theta)

    return f


def assert_equal(actual: Tensor, expected: Tensor) -> None:
    """To 1e-10, relative."""
    torch.testing.assert_close(actual, expected, rtol=1e-10, atol=1e-13)
