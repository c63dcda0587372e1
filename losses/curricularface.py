"""CurricularFace: hard classes count less at first and more later.

Huang et al., "CurricularFace", arXiv:2004.00288, Eq. 6 to 9.

    cos_k becomes  cos_k (t + cos_k)  where  cos_k > f
    t <- momentum t + (1 - momentum) mean(cos theta_y)      before use, from t = 0

Early, t is near 0 and a hard class of cosine 0.3 acts like 0.09; as the targets approach 1, so
does t, and the same class acts like 0.39.

Notation: t is a state here, not a parameter; the paper's alpha is `momentum`.
"""

import torch
from torch import Tensor

from losses.batch import Batch
from losses.running import Running
from losses.sv_softmax import beats


class CurricularGuide(Running):
    """The guidance and its running target cosine, the buffer `t`."""

    t: Tensor

    def __init__(self) -> None:
        super().__init__()
        self.register_buffer("t", torch.zeros(()))

    @torch.no_grad()
    def observe(self, batch: Batch, *, momentum: float) -> None:
        """Eq. 9: move t towards this batch's mean target cosine."""
        self.widen(batch.cos_y_B.dtype)
        self.t.lerp_(batch.cos_y_B.mean().to(self.t), 1 - momentum)

    def forward(self, cos_BC: Tensor, boundary_B: Tensor, *, momentum: float) -> Tensor:
        """Eq. 6, N(t, cos theta_k), as an edited cosine.  Shape (B, C)."""
        t = self.t.to(cos_BC.dtype)
        return torch.where(beats(cos_BC, boundary_B), cos_BC * (t + cos_BC), cos_BC)
