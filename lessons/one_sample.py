"""One sample between two class weights: nothing is trained, and a loss can be drawn exactly.

A: angles.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from toy_models.config import LossChoice
from toy_models.explanation import Explanation, explain

APART = 120.0  # degrees between the two class weights of the paper's figures; boundary at 60


def between(angle_A: np.ndarray | float) -> np.ndarray:
    """Cosines to w_y and w_k at angles from w_y, in degrees, on the arc to w_k.  Shape (A, 2)."""
    angle_A = np.asarray(angle_A)
    return np.cos(np.radians(np.stack([angle_A, APART - angle_A], -1)))


def loss_and_push(choice: LossChoice, cos_A2: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """The loss of each sample, nats, and dL / dcos of its rival.  Both (A,); class 0 is its own."""
    import torch

    import losses

    cosines_A2 = torch.tensor(cos_A2).requires_grad_()
    labels_A = torch.zeros(len(cosines_A2), dtype=torch.long)
    loss_A = losses.build(choice.name, **dict(choice.parameters))(cosines_A2, labels_A)
    (gradient_A2,) = torch.autograd.grad(loss_A.sum(), cosines_A2)
    return loss_A.detach().numpy(), gradient_A2[:, 1].numpy()


def is_support_vector(choice: LossChoice, cos_A2: np.ndarray) -> np.ndarray:
    """Whether the rival is a support vector of each sample.  Shape (A,), bool."""
    import torch

    import losses

    labels_A = torch.zeros(len(cos_A2), dtype=torch.long)
    loss = losses.build(choice.name, **dict(choice.parameters))
    return loss.support_vectors(torch.tensor(cos_A2), labels_A)[:, 1].numpy()


def explained(choice: LossChoice, cosines: np.ndarray | Sequence[float]) -> Explanation:
    """One sample with these cosines, class 0 its own, feature length 1, number by number."""
    return explain(choice, np.asarray(cosines).tolist(), label=0, norm=1.0)


def explained_at(choice: LossChoice, *angles: float) -> tuple[Explanation, ...]:
    """Samples between two class weights at these angles from w_y, degrees, number by number."""
    return tuple(explained(choice, between(angle)) for angle in angles)


def angle_of(cosine: float) -> float:
    """Degrees; a cosine beyond 1 or -1 counts as 1 or -1."""
    return float(np.degrees(np.arccos(np.clip(cosine, -1, 1))))


def boundary_with_margin(margin: float) -> float:
    """Degrees from w_y at which AM's boundary lies: cos φ - m = cos(APART - φ)."""
    half = np.sin(np.radians(APART / 2))
    return APART / 2 - float(np.degrees(np.arcsin(margin / (2 * half))))
