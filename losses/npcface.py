"""NPCFace: a harder push against hard negatives, and they raise the positive's margin too.

Zeng et al., "NPCFace: Negative-Positive Cooperation Training for Large-scale Face Recognition",
arXiv:2007.10172; constants as in the implementation by the same institute, FaceX-Zoo.

    hard      I_k = 1 where cos_k > cos(theta_y + hard_margin)
    rivals    cos_k becomes  t cos_k + a  where I_k = 1
    target    f = cos(theta_y + m),  m = m0 + m1 mean of the hard cos_k   (m0 with none)

Deviation: FaceX-Zoo drops the margin where cos theta_y <= 0 (its "easy margin"), a downward
jump; here the arc's continuous continuation is used.  As there, m carries no gradient.

The mean over the hard rivals is a pass of its own over all cosines, before that of the loss.
"""

import torch
from torch import Tensor

from losses.arc_softmax import arc_margin
from losses.batch import Batch
from losses.sv_softmax import beats


def npc_boundary(cos_y_B: Tensor, f_B: Tensor, *, hard_margin: float) -> Tensor:
    """cos(theta_y + hard_margin), above which a rival is hard.  Shape (B,)."""
    return arc_margin(cos_y_B, margin=hard_margin)


def npc_guide(cos_BC: Tensor, boundary_B: Tensor, *, t: float, a: float) -> Tensor:
    """t cos_k + a for the hard rivals, as an edited cosine.  Shape (B, C)."""
    return torch.where(beats(cos_BC, boundary_B), t * cos_BC + a, cos_BC)


def npc_margin(
    cos_y_B: Tensor, *, m0: float, m1: float, hard_margin: float, batch: Batch
) -> Tensor:
    """f = cos(theta_y + m0 + m1 * mean hard cosine).  Shape (B,); margins in radians."""
    with torch.no_grad():
        boundary_B = npc_boundary(cos_y_B, cos_y_B, hard_margin=hard_margin)
        count_B, total_B = batch.sum_over_rivals(_hard, boundary_B=boundary_B)
        m_B = m0 + m1 * total_B / count_B.clamp(min=1)
    return arc_margin(cos_y_B, margin=m_B)


def _hard(cos_BK: Tensor, *, boundary_B: Tensor) -> Tensor:
    """Whether a rival is hard, 1 or 0, and its cosine if so.  Shape (2, B, K)."""
    hard_BK = beats(cos_BK, boundary_B)
    return torch.stack([hard_BK.to(cos_BK.dtype), torch.where(hard_BK, cos_BK, 0)])
