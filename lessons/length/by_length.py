"""One sample over the length of its feature: nothing is trained.

A: angles, C: classes, X: lengths, Z: qualities.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from toy_models.config import LossChoice

if TYPE_CHECKING:
    from torch import Tensor

    from losses.batch import Batch


def costs(choice: LossChoice, cos_AC: np.ndarray, lengths_X: np.ndarray) -> np.ndarray:
    """The loss of samples of class 0 at each length, nats.  Class weights are 1 long.  (A, X)."""
    import torch

    import losses

    loss = losses.build(choice.name, **dict(choice.parameters))
    cos_BC = torch.tensor(cos_AC).repeat_interleave(len(lengths_X), 0)
    norms_B = torch.tensor(lengths_X).repeat(len(cos_AC))
    taken_BC = cos_BC if loss.spec.normalised else cos_BC * norms_B[:, None]
    loss_B = loss(taken_BC, torch.zeros(len(norms_B), dtype=torch.long), norms_B=norms_B)
    return loss_B.reshape(len(cos_AC), -1).numpy()


def among(angle_A: np.ndarray, classes: int) -> np.ndarray:
    """Cosines of samples at angles from their own class, degrees, and at 90 from all others."""
    cos_AC = np.zeros((len(angle_A), classes))
    cos_AC[:, 0] = np.cos(np.radians(angle_A))
    return cos_AC


def best_lengths(
    choice: LossChoice, angle_A: np.ndarray, classes: int, lengths_X: np.ndarray
) -> np.ndarray:
    """The length that costs least, at each angle.  Shape (A,)."""
    best_A: np.ndarray = lengths_X[costs(choice, among(angle_A, classes), lengths_X).argmin(1)]
    return best_A


def pull_by_quality(margin: float, angle_A: np.ndarray, quality_Z: np.ndarray) -> np.ndarray:
    """df / dcos of AdaFace's margin: how much harder than without one it pulls.  Shape (Z, A).

    Quality is z of its Eq. 9: -1 for short features, 0 for those of mean length, 1 for long ones.
    """
    import torch

    from losses.adaface import AdaFaceMargin

    settings = {"margin": margin, "h": 1.0, "t_alpha": 1.0}
    margins, mean, deviation = AdaFaceMargin(), 50.0, 10.0
    margins.observe(_lengths(torch.tensor([mean - deviation, mean, mean + deviation])), **settings)
    rows = []
    for quality in quality_Z:
        cos_A = torch.tensor(np.cos(np.radians(angle_A))).requires_grad_()
        length = mean + float(quality) * (deviation + 0.001)
        batch = _lengths(torch.full_like(cos_A, length))
        (pull_A,) = torch.autograd.grad(margins(cos_A, batch=batch, **settings).sum(), cos_A)
        rows.append(pull_A.numpy())
    return np.array(rows)


def _lengths(norms_B: Tensor) -> Batch:
    """A batch of which only the lengths are read."""
    import torch

    from losses.batch import Batch

    return Batch(norms_B[:, None], torch.zeros(len(norms_B), dtype=torch.long), norms_B)
