"""ElasticFace: the margin of each sample is drawn anew.

Boutros et al., "ElasticFace: Elastic Margin Loss for Deep Face Recognition", arXiv:2109.09416,
Eq. 6 to 8.

    m_i ~ Normal(m, sigma),  one draw for each sample and step
    f = cos(theta_y + m_i)   (Arc)     or     f = cos(theta_y) - m_i   (Cos)

The "plus" form sorts the draws so that the hardest samples get the largest margins.

The draws depend on the seed and on how many batches were seen, and on nothing else: the count is
a buffer, so a resumed run draws on where it stopped, and every process draws alike.
"""

import torch
from torch import Tensor, nn

from losses.am_softmax import am_margin
from losses.arc_softmax import arc_margin
from losses.batch import Batch

_MARGINS = {"arc": arc_margin, "cos": am_margin}


class ElasticMargin(nn.Module):
    """The random margin and how many batches it has seen, the buffer `seen`."""

    seen: Tensor

    def __init__(self) -> None:
        super().__init__()
        self.register_buffer("seen", torch.zeros((), dtype=torch.long))

    def observe(self, batch: Batch, **parameters: object) -> None:
        """Count the batch, so that the next draws are new ones."""
        self.seen += 1

    def forward(
        self, cos_y_B: Tensor, *, margin: float, sigma: float, kind: str, plus: bool, seed: float
    ) -> Tensor:
        """f with a drawn margin.  Shape (B,); m and sigma in radians (arc) or cosine units."""
        generator = torch.Generator().manual_seed(int(seed) * 1_000_003 + int(self.seen))
        m_B = margin + sigma * torch.randn(
            len(cos_y_B), generator=generator, dtype=torch.float64
        ).to(cos_y_B)
        if plus:
            hardest_first_B = cos_y_B.detach().argsort()
            m_B = torch.empty_like(m_B).scatter(
                0, hardest_first_B, m_B.sort(descending=True).values
            )
        return _MARGINS[kind](cos_y_B, margin=m_B)
