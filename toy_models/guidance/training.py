"""All arms of a cell and a seed, trained together: one start, one order of batches.

L: arms, B: batch, C: classes, D: dimension.

Each arm ends with the weights that it would have got by itself: a test holds that.  An arm that
meets a number that is not finite is out from there on, and the others go on.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import islice

import torch
from torch import Tensor, nn

from losses.stack import Stack
from losses.t_warm_up import risen
from toy_models.batches import batches
from toy_models.classifier import StackedClassifier
from toy_models.data import Dataset, load
from toy_models.data.grey import standardised
from toy_models.flat_weights import in_one_piece
from toy_models.guidance.arms import RISE, Arm
from toy_models.guidance.cells import Cell
from toy_models.networks import StackedCNN

BATCH = 128
LEARNING_RATE = 0.01  # of Adam; it falls along a cosine
LOOKS = (0.1, 0.25, 0.4, 0.55, 0.7, 0.85, 1.0)  # shares of the steps at which arms are measured


@dataclass
class Arms:
    """The networks of a cell's arms while they train."""

    cell: Cell
    arms: tuple[Arm, ...]
    dataset: Dataset
    network: StackedCNN
    classifier: StackedClassifier
    stack: Stack
    step: int
    finite_steps_L: Tensor  # how many steps each arm made before a number was not finite

    @property
    def losses(self) -> list[nn.Module]:
        """The loss of each arm."""
        return list(self.stack.losses)


def train(
    cell: Cell,
    arms: Sequence[Arm],
    seed: int,
    look: Callable[[Arms], None],
    *,
    dataset: Dataset | None = None,
    device: str = "cpu",
    looks: Sequence[float] = LOOKS,
) -> None:
    """Train, and call `look` at the steps that `looks` names as shares of all.

    Args:
        cell: data, network, steps.
        arms: what is compared.
        seed: of data, start and batches.
        look: reads the networks, and changes nothing.
        dataset: the cell's data of this seed, if they are there already.
        device: "cpu" or "cuda".
        looks: shares of the steps, rising.
    """
    data = dataset or load(cell.data, cell.wrong, seed)
    draw = torch.Generator().manual_seed(seed)
    height, width = data.inputs_NI.shape[1:]
    network = StackedCNN(len(arms), cell.channels, (height, width), cell.dimension, draw)
    classifier = StackedClassifier(data.classes, cell.dimension, [True] * len(arms), draw)
    losses = [arm.loss() for arm in arms]
    stack = Stack(losses)
    for module in (network, classifier, stack):
        module.to(device)
    weights = in_one_piece([*network.parameters(), *classifier.parameters()])
    optimiser = torch.optim.Adam([weights], lr=LEARNING_RATE, fused=True)
    inputs_N = standardised(torch.from_numpy(data.inputs_NI)).to(device)
    labels_N = torch.from_numpy(data.labels_N).to(device)
    true_N = torch.from_numpy(data.true_labels_N).to(device)
    state = Arms(
        cell, tuple(arms), data, network, classifier, stack, 0,
        torch.zeros(len(arms), dtype=torch.long, device=device),
    )  # fmt: skip
    look_at = {max(1, round(share * cell.steps)) for share in looks}
    alive_L = torch.ones(len(arms), dtype=torch.bool, device=device)
    # As in the toys' own training, the order of the batches has a seed of its own.
    for rows_B in islice(batches(len(labels_N), BATCH, seed + 1), cell.steps):
        for loss, arm in zip(losses, arms, strict=True):
            if arm.raised:
                loss.set(**{arm.raised: _raised(arm, state.step / cell.steps)})
        for group in optimiser.param_groups:
            group["lr"] = LEARNING_RATE * 0.5 * (1 + math.cos(math.pi * state.step / cell.steps))
        rows_B = rows_B.to(device)
        cos_LBC, norms_LB = classifier(network(inputs_N[rows_B]))
        loss_L = stack(cos_LBC, labels_N[rows_B], norms_LB, true_N[rows_B]).mean(1)
        alive_L &= torch.isfinite(loss_L.detach())
        optimiser.zero_grad(set_to_none=False)
        # Each arm has weights of its own, so the sum gives each the gradient of its own loss.
        loss_L.sum().backward()
        optimiser.step()
        state.step += 1
        state.finite_steps_L += alive_L
        if state.step in look_at:
            look(state)


def _raised(arm: Arm, share: float) -> float:
    """The raised parameter when this share of the steps is made."""
    start, end = RISE
    final = arm.values[arm.raised]
    assert isinstance(final, float)
    return risen(arm.spec.parameters[arm.raised].low, final, (share - start) / (end - start))
