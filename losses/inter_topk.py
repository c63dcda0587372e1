"""Inter-TopK: the nearest rivals are pushed by an angle, whether they beat the target or not.

Zhao et al., "Multi-Query Multi-Head Attention Pooling and Inter-TopK Penalty for Speaker
Verification", arXiv:2110.05042, Eq. 5.

    cos_k becomes  cos(theta_k - m')    for the K rivals with the largest cosines

Which rivals these are depends on the sample's other cosines: the boundary is the cosine of the
rival that comes after them.

Notation: m' is in radians.  Rivals that tie with the one after the K nearest are not pushed.  Below
m' the angle stops at 0, where cos(theta_k - m') would turn back.
"""

import torch
from torch import Tensor

from losses.arc_softmax import arc_margin
from losses.batch import Batch
from losses.sv_softmax import beats


def topk_boundary(cos_y_B: Tensor, f_B: Tensor, *, nearest: float, batch: Batch) -> Tensor:
    """The largest cosine of a rival that is not among the K nearest.  Shape (B,)."""
    return batch.rival_at(int(nearest) + 1)


def topk_guide(cos_BC: Tensor, boundary_B: Tensor, *, push: float) -> Tensor:
    """cos(theta_k - m') for the nearest rivals, as an edited cosine.  Shape (B, C)."""
    return torch.where(beats(cos_BC, boundary_B), arc_margin(cos_BC, margin=-push), cos_BC)
