"""Several centres of a class: its cosine is the largest with any of them.

Deng et al., "Sub-center ArcFace: Boosting Face Recognition by Large-scale Noisy Web Faces", ECCV
2020, Eq. 3.  The maximum stands before f, g and h, so every loss can have it.

R: samples, K: classes, S: centres of a class.  The centres of a class are next to one another.
"""

from __future__ import annotations

from typing import NamedTuple

import torch
from torch import Tensor


class Best(NamedTuple):
    """The best centre of each class for each sample, and which it is."""

    cos_RK: Tensor
    centre_RK: Tensor


def best_centres(products_RN: Tensor, factor_KS: Tensor) -> Best:
    """The best of the products (R, K S) times their factors, without gradient."""
    cos_RKS = products_RN.unflatten(1, factor_KS.shape) * factor_KS
    return Best(*cos_RKS.max(-1))


def to_centres(pull_RK: Tensor, centre_RK: Tensor, factor_KS: Tensor) -> Tensor:
    """The gradient of the products, (R, K S), from that of the best of each class."""
    every_S = torch.arange(factor_KS.shape[1], device=pull_RK.device)
    is_best_RKS = centre_RK.unsqueeze(-1) == every_S
    return torch.where(is_best_RKS, pull_RK.unsqueeze(-1) * factor_KS, 0).flatten(1)


def largest(cos_RN: Tensor, centres: int) -> Tensor:
    """The same maximum as a part of the graph, of cosines with all centres.  Shape (R, K)."""
    return cos_RN if centres == 1 else cos_RN.unflatten(1, (-1, centres)).max(-1).values
