"""From the networks to one frame of the record.

L: losses, N: recorded samples, C: classes, S: centres of a class, D: embedding dimension.

Of a class with several centres the record keeps one: that of most of its samples.  All cosines are
those with the nearest centre of a class.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import torch
import torch.nn.functional as F
from numpy.typing import NDArray
from torch import Tensor

from losses.batch import Batch
from losses.equation import Loss
from toy_models.record import MARGIN_ANGLES, Frame, pack_push, pack_unit


@dataclass(frozen=True, kw_only=True)
class Samples:
    """Inputs with labels, as tensors."""

    inputs_N: Tensor
    labels_N: Tensor
    mislabelled_N: Tensor


def record_frame(
    step: int,
    features_LND: Tensor,
    weights: Sequence[Tensor],
    losses: list[Loss],
    recorded: Samples,
    test_features_LMD: Tensor,
    test_labels_M: Tensor,
) -> Frame:
    """Everything that the record keeps of one step; `weights` are (C, S, D) for each loss."""
    per_loss = [
        _record_loss(features_ND, weight_CSD.detach(), loss, recorded)
        for features_ND, weight_CSD, loss in zip(features_LND, weights, losses, strict=True)
    ]
    test_cos_LMC = torch.stack(
        [
            _cosines(F.normalize(features_MD), F.normalize(weight_CSD.detach(), dim=-1)).amax(-1)
            for features_MD, weight_CSD in zip(test_features_LMD, weights, strict=True)
        ]
    )
    test_accuracy_L = (test_cos_LMC.argmax(-1) == test_labels_M).float().mean(1)
    return Frame(
        step=step,
        test_accuracy_L=test_accuracy_L.numpy(),
        **{name: np.stack([fields[name] for fields in per_loss]) for name in per_loss[0]},
    )


def _record_loss(
    features_ND: Tensor, weight_CSD: Tensor, loss: Loss, recorded: Samples
) -> dict[str, NDArray[Any]]:
    """The fields of a frame for one loss, the test accuracy excepted."""
    labels_N = recorded.labels_N
    norms_N = features_ND.norm(dim=1)
    unit_ND, unit_CSD = F.normalize(features_ND), F.normalize(weight_CSD, dim=-1)
    cos_NCS = _cosines(unit_ND, unit_CSD).clamp(-1, 1)
    size_NCS = torch.ones(())  # of what the loss takes, beside the cosine
    if not loss.spec.normalised:
        size_NCS = norms_N.view(-1, 1, 1) * weight_CSD.norm(dim=-1)
    centre_NC1 = (cos_NCS * size_NCS).argmax(-1, keepdim=True)
    cos_NC = cos_NCS.gather(-1, centre_NC1).squeeze(-1).requires_grad_()
    taken_NC = cos_NC  # what the loss takes
    if not loss.spec.normalised:
        taken_NC = cos_NC * size_NCS.gather(-1, centre_NC1).squeeze(-1)
    terms = loss.terms(Batch(taken_NC, labels_N, norms_N))
    (pull_NC,) = torch.autograd.grad(terms.loss_B.sum(), cos_NC)

    with torch.no_grad():
        support_NC = terms.support_BC
        log_h_NC = terms.scale * (terms.guided_BC - taken_NC)
        log_h_N = torch.where(support_NC, log_h_NC, 0).amax(1).clamp(min=0)
        # Only the nearest centre of each class is pulled.
        pull_NCS = torch.zeros_like(cos_NCS).scatter(-1, centre_NC1, pull_NC.unsqueeze(-1))
        pull_ND, pull_MD = _along_the_sphere(
            pull_NCS.flatten(1), cos_NCS.flatten(1), unit_ND, unit_CSD.flatten(0, 1)
        )
        pull_CSD = pull_MD.view_as(unit_CSD)
        force_N = pull_ND.norm(dim=1)
        classes = len(unit_CSD)
        kept_C = _kept_centres(centre_NC1.squeeze(-1), labels_N, unit_CSD.shape)
        push_CC = torch.zeros(classes, classes).index_add(0, labels_N, pull_NC.abs())

        cos_y_N = cos_NC.gather(1, labels_N.unsqueeze(1)).squeeze(1)
        cos_rival_N, rival_N = cos_NC.scatter(1, labels_N.unsqueeze(1), -2).max(1)
        target_N, nearest_N = cos_y_N.acos(), cos_rival_N.clamp(-1).acos()
        supported_N = support_NC.any(1)
        wrong_N = cos_rival_N > cos_y_N
        support_pairs = support_NC.sum() / (support_NC.numel() - len(support_NC))

    half, single = np.float16, np.float32
    with np.errstate(over="ignore"):
        return {
            "weights_LCD": pack_unit(unit_CSD[torch.arange(classes), kept_C].numpy()),
            "features_LND": pack_unit(unit_ND.numpy()),
            "norms_LN": norms_N.numpy().astype(half),
            "support_LNc": np.packbits(support_NC.numpy(), axis=-1),
            "log_h_LN": log_h_N.numpy().astype(half),
            "mining_LN": terms.g_B.detach().numpy().astype(half),
            "target_angle_LN": target_N.numpy().astype(half),
            "rival_angle_LN": nearest_N.numpy().astype(half),
            "rival_LN": rival_N.numpy().astype(np.uint16),
            "force_LN": force_N.numpy().astype(half),
            "push_LND": pack_push(-pull_ND.numpy()),
            "weight_push_LCD": pack_push(-pull_CSD[torch.arange(classes), kept_C].numpy()),
            "class_push_LCC": push_CC.numpy().astype(half),
            "margin_LT": _margin_table(loss).astype(single),
            "loss_LN": terms.loss_B.detach().numpy().astype(half),
            "train_accuracy_L": (~wrong_N).float().mean().numpy(),
            "angle_gap_L": (nearest_N - target_N).mean().numpy(),
            "support_samples_L": supported_N.float().mean().numpy(),
            "support_pairs_L": support_pairs.numpy().astype(single),
            "gradient_share_L4": _shares(
                force_N, supported_N, wrong_N, recorded.mislabelled_N
            ).numpy(),
        }


def _cosines(unit_ND: Tensor, unit_CSD: Tensor) -> Tensor:
    """With every centre of every class.  Shape (N, C, S)."""
    return (unit_ND @ unit_CSD.flatten(0, 1).T).unflatten(1, unit_CSD.shape[:2])


def _kept_centres(centre_NC: Tensor, labels_N: Tensor, shape: torch.Size) -> Tensor:
    """For each class the centre that is nearest to most of its samples.  Shape (C,)."""
    own_N = centre_NC.gather(1, labels_N.unsqueeze(1)).squeeze(1)
    classes, centres, _ = shape
    count_M = torch.bincount(labels_N * centres + own_N, minlength=classes * centres)
    return count_M.view(classes, centres).argmax(1)


def _along_the_sphere(
    pull_NC: Tensor, cos_NC: Tensor, unit_ND: Tensor, unit_CD: Tensor
) -> tuple[Tensor, Tensor]:
    """The gradients on the directions of the features and of the class weights.

    From the gradient on the cosines, and without the radial parts.  Shapes (N, D) and (C, D).
    """
    radial_NC = pull_NC * cos_NC
    pull_ND = pull_NC @ unit_CD - radial_NC.sum(1, keepdim=True) * unit_ND
    pull_CD = pull_NC.T @ unit_ND - radial_NC.sum(0).unsqueeze(1) * unit_CD
    return pull_ND, pull_CD


def _margin_table(loss: Loss) -> NDArray[Any]:
    """f at MARGIN_ANGLES, shape (T,); NaN where f needs more than the angle."""
    f_T = loss.margin_curve(torch.from_numpy(MARGIN_ANGLES).cos())
    return np.full(MARGIN_ANGLES.shape, np.nan) if f_T is None else f_T.numpy()


def _shares(force_N: Tensor, supported_N: Tensor, wrong_N: Tensor, mislabelled_N: Tensor) -> Tensor:
    """Shares of the summed force by `record.OWNERS`.  Shape (4,); zeros if there is no force.

    A mislabelled sample counts as such whatever else it is.  Of the others, a support vector's
    target is beaten by a class outright; a semi-hard sample's only after the loss's margin.
    """
    owner_N = torch.zeros_like(supported_N, dtype=torch.long)
    owner_N[supported_N] = 1
    owner_N[wrong_N] = 2
    owner_N[mislabelled_N] = 3
    share_4 = torch.zeros(4).index_add(0, owner_N, force_N)
    return share_4 / share_4.sum().clamp(min=1e-30)
