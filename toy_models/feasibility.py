"""Whether a loss's margin can be met at all with K classes in d dimensions.

The best case: the class weights are as far apart as they can be (`toy_models.packing`), and every
sample lies on its own class weight.  If a rival beats the target even there, the margin cannot be
met.  Otherwise a sample has some *room*: the angle by which it may move towards the nearest rival
while the margin is still met.  For the plain softmax the room is half the angle between two class
weights.

Only `judge` needs torch.  The browser has the same calculation in `app/lab/browser`, and a test
compares the two.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

import numpy as np

from toy_models.config import LossChoice
from toy_models.packing import centres, nearest_angle

Verdict = Literal["met", "barely", "never"]

BARELY = 0.25  # of the plain softmax's room; with less, only a tight cluster meets the margin
HALVINGS = 50


@dataclass(frozen=True, kw_only=True)
class Feasibility:
    """What is possible with some loss, number of classes and dimension."""

    nearest: float  # radians between two neighbouring class weights
    room: float  # radians a sample may stray; negative where the margin cannot be met at all
    best_p: float  # p_y of the loss, margin and guidance included, with each sample on its weight
    floor: float  # the loss there, nats; the mean over the classes
    verdict: Verdict


def judge(choice: LossChoice, classes: int, dimension: int) -> Feasibility:
    """What is possible at best.

    Raises:
        ValueError: a loss that needs more than cosines, or an unknown arrangement.
    """
    import torch

    from losses.batch import Batch

    loss = choice.build().eval()
    if not loss.spec.normalised or loss.spec.needs_norms:
        raise ValueError(f"{loss.spec.title} reads lengths; only cosines are judged here.")
    centres_KD = centres(classes, dimension)
    nearest = nearest_angle(centres_KD)

    own_boundary = loss.spec.guidance and loss.spec.guidance.boundary
    among_rivals = bool(own_boundary and own_boundary.reads_batch)

    def boundary(theta: float) -> float:
        """The cosine that a rival must exceed when the target is at this angle."""
        cos_1C = torch.tensor([[np.cos(theta), -1.0]], dtype=torch.float64)
        terms = loss.terms(Batch(cos_1C, torch.tensor([0])))
        # A boundary among the rivals says nothing of the margin: then f itself must be beaten.
        return float(terms.f_B if among_rivals else terms.boundary_B)

    room = room_of(boundary, nearest)
    cos_KK = torch.tensor(np.clip(centres_KD @ centres_KD.T, -1, 1))
    labels_K = torch.arange(classes)
    with torch.no_grad():
        # One sample at a time: a mining that compares a batch keeps the only one there is.
        loss_K = torch.stack(
            [loss(cos_KK[k : k + 1], labels_K[k : k + 1])[0] for k in range(classes)]
        )
        log_p_K = -loss.terms(Batch(cos_KK, labels_K)).nll_B
    return Feasibility(
        nearest=nearest,
        room=room,
        best_p=float(log_p_K.mean().exp()),
        floor=float(loss_K.mean()),
        verdict=verdict(room, nearest),
    )


def room_of(boundary: Callable[[float], float], nearest: float) -> float:
    """How far a sample may move from its class weight towards the nearest rival, radians.

    Negative if a rival beats it on its class weight already: the nearest rival's angle would have
    to be larger by so much.
    """

    def lead(theta: float) -> float:
        return boundary(theta) - float(np.cos(nearest - theta))

    if lead(0.0) < 0:
        return nearest - float(np.arccos(np.clip(boundary(0.0), -1, 1)))
    low, high = 0.0, nearest / 2
    if lead(high) >= 0:
        return high
    for _ in range(HALVINGS):
        middle = (low + high) / 2
        low, high = (middle, high) if lead(middle) >= 0 else (low, middle)
    return low


def verdict(room: float, nearest: float) -> Verdict:
    """Whether the margin can be met: never, barely or easily."""
    if room < 0:
        return "never"
    return "barely" if room < BARELY * nearest / 2 else "met"


def largest_margin(kind: Literal["am", "arc"], classes: int, dimension: int) -> float:
    """The largest m that can be met: Arc's in radians, AM's in cosine units."""
    nearest = nearest_angle(centres(classes, dimension))
    return nearest if kind == "arc" else 1 - float(np.cos(nearest))
