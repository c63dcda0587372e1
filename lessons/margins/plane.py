"""Where each margin lies, worked out from the losses themselves: nothing is trained.

A picture is a point of a plane: θ_y, the angle to its own class, and θ_k, that to another one.  A
border is where both have the same score, f(θ_y) = cos θ_k.

A: angles to the own class, B: angles between two class weights.

The plane is that of "ArcFace", arXiv:1801.07698, Fig. 5; the two borders of a pair of classes are
in "CosFace", arXiv:1801.09414, Fig. 2.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from toy_models.config import LossChoice

HALVINGS = 40


def target(choice: LossChoice, angle_A: np.ndarray) -> np.ndarray:
    """f(θ_y): what the loss makes of the cosine to the own class.  Angles in degrees; (A,)."""
    import torch

    cosines_A2 = torch.zeros((len(angle_A), 2), dtype=torch.float64)
    cosines_A2[:, 0] = torch.from_numpy(np.cos(np.radians(angle_A)))
    loss, labels_A = choice.build(), torch.zeros(len(angle_A), dtype=torch.long)
    scaled_A = loss.logits(cosines_A2, labels_A)[:, 0].numpy()
    f_A: np.ndarray = scaled_A / float(dict(choice.parameters)["scale"])
    return f_A


def border(choice: LossChoice, angle_A: np.ndarray) -> np.ndarray:
    """How far away the other class must be, at each angle to the own: θ_k in degrees, (A,)."""
    border_A: np.ndarray = np.degrees(np.arccos(np.clip(target(choice, angle_A), -1, 1)))
    return border_A


def reach(choice: LossChoice, apart_B: Any) -> np.ndarray:
    """How far from its own class a picture may lie on the way to the other, degrees, (B,).

    Two class weights are `apart_B` degrees apart.  It is 0 where not even a picture on its own
    class's weight meets the margin.
    """
    apart_B = np.asarray(apart_B, float)
    low_B, high_B = np.zeros_like(apart_B), apart_B.copy()
    for _ in range(HALVINGS):
        middle_B = (low_B + high_B) / 2
        wins_B = target(choice, middle_B) > np.cos(np.radians(apart_B - middle_B))
        low_B, high_B = np.where(wins_B, middle_B, low_B), np.where(wins_B, high_B, middle_B)
    return low_B


def gap(choice: LossChoice, apart_B: Any) -> np.ndarray:
    """The strip between the borders of two classes, seen from either side: degrees, (B,)."""
    return np.asarray(apart_B, float) - 2 * reach(choice, apart_B)
