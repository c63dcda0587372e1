"""SV-Softmax taken apart: each of its ingredients alone, as a guidance of the equation.

SV-Softmax replaces the cosine of a support vector by  cos_k + (t - 1)(cos_k + 1).  That does two
things: it *shifts* the cosine, so that the sample's probabilities are those of a larger margin,
and it multiplies the gradient at the rival by a *factor* t.  Each is here without the other, and
with the controls that ask whether it matters *which* rivals are pushed.

B: batch, C: classes.  Every function returns cos_k + ln(h_k) / s; the true class has no meaning.
"""

from __future__ import annotations

import torch
from torch import Tensor, nn

from losses.batch import Batch
from losses.sv_softmax import beats, sv_guide


def shift_only(cos_BC: Tensor, boundary_B: Tensor, *, t: float) -> Tensor:
    """The shifted cosine with the gradient of the cosine: p as in SV-Softmax, no factor t."""
    return cos_BC + (sv_guide(cos_BC, boundary_B, t=t) - cos_BC).detach()


def factor_only(cos_BC: Tensor, boundary_B: Tensor, *, t: float) -> Tensor:
    """The plain cosine with t times its gradient: p as in softmax, with the factor t."""
    factor = 1 + (t - 1) * beats(cos_BC, boundary_B)
    return factor * cos_BC - ((factor - 1) * cos_BC).detach()


def normalised_guide(cos_BC: Tensor, boundary_B: Tensor, *, t: float, scale: float) -> Tensor:
    """h divided by its mean over the classes: rivals weigh differently, together as before."""
    log_h_BC = scale * (sv_guide(cos_BC, boundary_B, t=t) - cos_BC)
    log_mean_B1 = log_h_BC.exp().mean(1, keepdim=True).log()
    return cos_BC + (log_h_BC - log_mean_B1) / scale


class RandomRivals(nn.Module):
    """As many rivals as there are support vectors, but others: the indicator moved round.

    Every batch moves the indicator's columns by another number of classes, drawn from the buffer
    `state`: a sample keeps the number of its guided rivals and loses their choice.
    """

    state: Tensor

    def __init__(self) -> None:
        super().__init__()
        self.register_buffer("state", torch.zeros((), dtype=torch.long))

    def observe(self, batch: Batch, **_: object) -> None:
        """Count the batch."""
        self.state += 1

    def forward(self, cos_BC: Tensor, boundary_B: Tensor, *, t: float) -> Tensor:
        """`sv_guide` on the moved indicator."""
        draw = torch.Generator().manual_seed(int(self.state))
        by = int(torch.randint(1, cos_BC.shape[1], (), generator=draw))
        moved_BC = beats(cos_BC, boundary_B).roll(by, dims=1)
        return cos_BC + (t - 1) * (cos_BC + 1) * moved_BC


class Oracle(nn.Module):
    """SV-Softmax that knows which labels are wrong: it never pushes a flip's true class harder.

    `observe` reads `batch.true_labels_B`.
    """

    def __init__(self) -> None:
        super().__init__()
        self._true_labels_B: Tensor | None = None

    def observe(self, batch: Batch, **_: object) -> None:
        """Remember the true classes of this batch."""
        self._true_labels_B = batch.true_labels_B

    def forward(self, cos_BC: Tensor, boundary_B: Tensor, *, t: float) -> Tensor:
        """`sv_guide`, but for the true class."""
        guided_BC = sv_guide(cos_BC, boundary_B, t=t)
        if self._true_labels_B is None:
            return guided_BC
        true_B1 = self._true_labels_B.unsqueeze(1)
        return guided_BC.scatter(1, true_B1, cos_BC.gather(1, true_B1))
