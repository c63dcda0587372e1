"""The training of many arms as it was before the experiment: what its engine is compared with.

L: arms, B: batch, C: classes.

The same networks, losses, batches and optimiser.  Convolutions run an arm at a time on every
device, and one cross-entropy takes the cosines of all arms, however many they are.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from itertools import islice

import torch
import torch.nn.functional as F
from torch import Tensor

from losses.batch import Batch
from losses.equation import Loss
from toy_models.batches import batches
from toy_models.classifier import StackedClassifier
from toy_models.data import Dataset
from toy_models.data.grey import standardised
from toy_models.flat_weights import in_one_piece
from toy_models.guidance.arms import Arm
from toy_models.guidance.cells import Cell
from toy_models.guidance.training import BATCH, LEARNING_RATE
from toy_models.networks import StackedCNN

Modules = tuple[StackedCNN, StackedClassifier]


def train_before(
    cell: Cell, arms: Sequence[Arm], seed: int, dataset: Dataset, device: str
) -> Modules:
    """All steps of a cell, with no parameter raised; the networks at the end."""
    draw = torch.Generator().manual_seed(seed)
    height, width = dataset.inputs_NI.shape[1:]
    network = StackedCNN(len(arms), cell.channels, (height, width), cell.dimension, draw)
    classifier = StackedClassifier(dataset.classes, cell.dimension, [True] * len(arms), draw)
    network.to(device)
    classifier.to(device)
    losses = [arm.loss() for arm in arms]
    weights = in_one_piece([*network.parameters(), *classifier.parameters()])
    optimiser = torch.optim.Adam([weights], lr=LEARNING_RATE, fused=True)
    inputs_N = standardised(torch.from_numpy(dataset.inputs_NI)).to(device)
    labels_N = torch.from_numpy(dataset.labels_N).to(device)
    for step, rows_B in enumerate(islice(batches(len(labels_N), BATCH, seed + 1), cell.steps)):
        for group in optimiser.param_groups:
            group["lr"] = LEARNING_RATE * 0.5 * (1 + math.cos(math.pi * step / cell.steps))
        rows_B = rows_B.to(device)
        cos_LBC, norms_LB = classifier(network.in_turn(inputs_N[rows_B]))
        total = _losses(losses, cos_LBC, labels_N[rows_B], norms_LB).mean(1).sum()
        if not torch.isfinite(total):
            raise ArithmeticError("a number is not finite")
        optimiser.zero_grad(set_to_none=False)
        total.backward()
        optimiser.step()
    return network, classifier


def _losses(losses: Sequence[Loss], cos_LBC: Tensor, labels_B: Tensor, norms_LB: Tensor) -> Tensor:
    """The loss of each sample under each loss.  Shape (L, B)."""
    labels_LB = labels_B.expand(len(losses), -1)
    terms = []
    for loss, cos_BC, norms_B in zip(losses, cos_LBC.unbind(), norms_LB.unbind(), strict=True):
        batch = Batch(cos_BC, labels_B, norms_B)
        loss.observe(batch)
        terms.append(loss.terms(batch))
    f_LB1 = torch.stack([of.f_B for of in terms]).unsqueeze(-1)
    guided_LBC = torch.stack([of.guide(of.batch.cos_BC) for of in terms])
    scale_L11 = torch.as_tensor([of.scale for of in terms]).to(cos_LBC).view(-1, 1, 1)
    logits_LBC = scale_L11 * guided_LBC.scatter(-1, labels_LB.unsqueeze(-1), f_LB1)
    nll_LB = F.cross_entropy(logits_LBC.mT, labels_LB, reduction="none")
    for of, nll_B in zip(terms, nll_LB.unbind(), strict=True):
        of.nll_B = nll_B
    return torch.stack([of.loss_B for of in terms])
