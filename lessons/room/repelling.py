"""Class weights without a network: each class is one picture, which lies on its weight.

What remains of a loss is that the weights repel one another.  They walk down the logarithm of the
summed loss; its slope stays of one size while the loss falls by many powers of ten.

S: seeds, K: classes, D: dimensions.
"""

from __future__ import annotations

import numpy as np

from toy_models.config import LossChoice
from toy_models.packing import nearest_angle

STRIDE = 4.0  # of a step, in units of 1 / s²


def at_random(classes: int, dimension: int, seeds: tuple[int, ...]) -> np.ndarray:
    """Directions drawn at random.  Shape (S, K, D), rows of length 1."""
    size = (classes, dimension)
    drawn_SKD = np.stack(
        [np.random.default_rng((seed, classes)).normal(size=size) for seed in seeds]
    )
    return np.asarray(drawn_SKD / np.linalg.norm(drawn_SKD, axis=-1, keepdims=True))


def repelled(choice: LossChoice, start_SKD: np.ndarray, steps: int) -> np.ndarray:
    """Where weights are after so many steps.  Shape (S, K, D), rows of length 1."""
    import torch
    from torch.nn.functional import normalize

    seeds, classes, _ = start_SKD.shape
    points_SKD = torch.tensor(start_SKD)
    labels = torch.arange(classes).repeat(seeds)
    loss = choice.build()
    stride = STRIDE / loss.scale(classes) ** 2
    for _ in range(steps):
        points_SKD.requires_grad_()
        unit_SKD = normalize(points_SKD, dim=-1)
        cos_BK = (unit_SKD @ unit_SKD.mT).reshape(-1, classes)
        sum_S = loss(cos_BK, labels).reshape(seeds, classes).sum(1)
        (slope_SKD,) = torch.autograd.grad(sum_S.log().sum(), points_SKD)
        points_SKD = normalize(points_SKD.detach() - stride * slope_SKD, dim=-1)
    return points_SKD.detach().numpy()


def nearest_S(points_SKD: np.ndarray) -> np.ndarray:
    """Degrees between the two nearest weights.  Shape (S,)."""
    return np.degrees([nearest_angle(points_KD) for points_KD in points_SKD])
