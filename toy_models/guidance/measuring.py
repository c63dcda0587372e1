"""What the networks are worth: on people they have never seen, and on their training pictures.

N: pictures, D: dimension, C: classes, P: people.
"""

from __future__ import annotations

import copy
import math
from dataclasses import dataclass, fields, replace

import numpy as np
import torch
import torch.nn.functional as F
from numpy.typing import NDArray
from torch import Tensor

from evidence.resampling import ScoredPairs, people_weights, tar_of_replicates
from evidence.verification import Verification
from losses.batch import Batch
from losses.equation import Loss
from losses.leverage import equivalent_margin
from toy_models.data.grey import standardised
from toy_models.guidance.arms import T
from toy_models.guidance.cells import UNSEEN_IDENTITIES, UNSEEN_PICTURES, Cell
from toy_models.guidance.training import Arms

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

FAR = 1e-3
KEPT = 8  # times as many impostor scores are kept as FAR needs: a replicate's threshold is lower
TRAINING_PICTURES = 2000  # of which the training error is measured
CHUNK = 256  # pictures that go through the networks at once


@dataclass(frozen=True, kw_only=True)
class Unseen:
    """Pictures of people whom no training has seen."""

    pictures_N: Tensor
    people_N: Ints
    family: int

    @classmethod
    def of(cls, cell: Cell, seed: int, identities: int = UNSEEN_IDENTITIES) -> Unseen:
        """The people of a cell and a seed."""
        pictures_N, people_N = cell.data.unseen(seed, identities, UNSEEN_PICTURES)
        return cls(
            pictures_N=torch.from_numpy(pictures_N), people_N=people_N, family=cell.data.family
        )


@torch.no_grad()
def unit_features(state: Arms, inputs_N: Tensor) -> Tensor:
    """Unit features of pictures in every arm, on the CPU.  Shape (L, N, D)."""
    device = state.finite_steps_L.device
    parts = [state.network(standardised(part).to(device)) for part in inputs_N.split(CHUNK)]
    return F.normalize(torch.cat(parts, dim=1), dim=-1).cpu()


@dataclass(frozen=True, kw_only=True)
class Strangers:
    """How well pictures of unseen people are told apart."""

    tar: float  # at FAR
    tar_family: float  # at FAR, with impostors of the same family only
    eer: float


def strangers(features_ND: Tensor, unseen: Unseen, *, with_eer: bool = True) -> Strangers:
    """TAR at FAR 1e-3, the same among look-alikes, and the equal error rate."""
    scores_NN = (features_ND @ features_ND.T).numpy()
    first, second = np.triu_indices(len(scores_NN), k=1)
    scores = scores_NN[first, second]
    a, b = unseen.people_N[first], unseen.people_N[second]
    genuine = scores[a == b]
    impostor = scores[a != b]
    family = scores[(a != b) & (a // unseen.family == b // unseen.family)]
    if with_eer:
        everybody = Verification.of(genuine, impostor)
    else:
        # The highest scores are enough for TAR, and millions need not be sorted.
        kept = min(len(impostor), int(FAR * len(impostor)) + 2)
        highest = np.partition(impostor, len(impostor) - kept)[-kept:]
        everybody = replace(Verification.of(genuine, highest), impostors=len(impostor))
    return Strangers(
        tar=everybody.tar_at(FAR),
        tar_family=Verification.of(genuine, family).tar_at(FAR),
        eer=everybody.eer() if with_eer else math.nan,
    )


def replicates(features_ND: Tensor, unseen: Unseen, count: int, seed: int) -> Floats:
    """TAR at FAR of bootstrap replicates of the people; the weights depend on `seed` alone."""
    scores_NN = (features_ND @ features_ND.T).numpy()
    pairs = ScoredPairs.of(scores_NN, unseen.people_N, far=FAR, times=KEPT)
    return tar_of_replicates(pairs, FAR, people_weights(pairs.people, count, seed))


@dataclass(frozen=True, kw_only=True)
class Known:
    """What an arm does on its training pictures."""

    error: float  # share whose nearest class weight is not the given label's, no margin
    true_error: float  # the same against the labels before any went wrong
    with_support_vector: float  # share of samples, by the loss's own boundary
    gradient_of_flips: float  # share of all |dL / dcos| that samples with a wrong label own
    equivalent_margin: float  # mean (t - 1)(1 + cos_k) over cosines that beat the target's
    nearest_weight: float  # degrees from a class weight to its nearest, the mean over classes


UNKNOWN = Known(**{field.name: math.nan for field in fields(Known)})  # of an arm that diverged


def measured_pictures(state: Arms) -> Ints:
    """Which training pictures are measured: the first TRAINING_PICTURES in a drawn order."""
    return np.random.default_rng(0).permutation(len(state.dataset.labels_N))[:TRAINING_PICTURES]


def known_features(state: Arms) -> Tensor:
    """Unit features of these pictures in every arm, on the CPU.  Shape (L, N, D)."""
    inputs_NI = state.dataset.inputs_NI[measured_pictures(state)]
    return unit_features(state, torch.from_numpy(inputs_NI))


def known(state: Arms, at: int, features_ND: Tensor) -> Known:
    """Measures of arm `at`, of which `features_ND` are the `known_features`."""
    data, rows_N = state.dataset, measured_pictures(state)
    labels_N = torch.from_numpy(data.labels_N[rows_N])
    true_N = torch.from_numpy(data.true_labels_N[rows_N])
    weights_CD = F.normalize(state.classifier.weight_LCD[at].detach().cpu(), dim=-1)
    cos_NC = (features_ND @ weights_CD.T).clamp(-1, 1)
    nearest_N = cos_NC.argmax(1)
    loss: Loss = state.losses[at]  # type: ignore[assignment]
    pull_N, support_N = _pull_and_support(loss, cos_NC, labels_N, true_N)
    flipped_N = labels_N != true_N
    ahead_NC = cos_NC > cos_NC.gather(1, labels_N.unsqueeze(1))
    among_CC = (weights_CD @ weights_CD.T).fill_diagonal_(-1).clamp(-1, 1)
    return Known(
        error=float((nearest_N != labels_N).double().mean()),
        true_error=float((nearest_N != true_N).double().mean()),
        with_support_vector=float(support_N.double().mean()),
        gradient_of_flips=float(pull_N[flipped_N].sum() / pull_N.sum().clamp(min=1e-30)),
        equivalent_margin=float(equivalent_margin(cos_NC[ahead_NC], T).mean())
        if ahead_NC.any()
        else 0.0,
        nearest_weight=float(among_CC.amax(1).acos().rad2deg().mean()),
    )


def _pull_and_support(
    loss: Loss, cos_NC: Tensor, labels_N: Tensor, true_N: Tensor
) -> tuple[Tensor, Tensor]:
    """sum_k |dL / dcos_k| of each sample, and whether it has a support vector."""
    loss = copy.deepcopy(loss).cpu()  # ablations change with every batch that they observe
    cos_NC = cos_NC.clone().requires_grad_()
    batch = Batch(cos_NC, labels_N, true_labels_B=true_N)
    loss.observe(batch)
    terms = loss.terms(batch)
    (gradient_NC,) = torch.autograd.grad(terms.loss_B.sum(), cos_NC)
    return gradient_NC.abs().sum(1), terms.support_BC.any(1)
