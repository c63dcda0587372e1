"""From the networks to one frame of the record.

L: losses, N: recorded samples, C: classes, D: embedding dimension.
"""

from __future__ import annotations

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
    weight_LCD: Tensor,
    losses: list[Loss],
    recorded: Samples,
    test_features_LMD: Tensor,
    test_labels_M: Tensor,
) -> Frame:
    """Everything that the record keeps of one step."""
    weights_LCD = F.normalize(weight_LCD.detach(), dim=-1)
    per_loss = [
        _record_loss(features_ND, weight_CD, loss, recorded)
        for features_ND, weight_CD, loss in zip(
            features_LND, weight_LCD.detach(), losses, strict=True
        )
    ]
    test_cos_LMC = torch.bmm(F.normalize(test_features_LMD, dim=-1), weights_LCD.mT)
    test_accuracy_L = (test_cos_LMC.argmax(-1) == test_labels_M).float().mean(1)
    return Frame(
        step=step,
        weights_LCD=pack_unit(weights_LCD.numpy()),
        test_accuracy_L=test_accuracy_L.numpy(),
        **{name: np.stack([fields[name] for fields in per_loss]) for name in per_loss[0]},
    )


def _record_loss(
    features_ND: Tensor, weight_CD: Tensor, loss: Loss, recorded: Samples
) -> dict[str, NDArray[Any]]:
    """The fields of a frame for one loss, the class weights and the test accuracy excepted."""
    labels_N = recorded.labels_N
    norms_N = features_ND.norm(dim=1)
    unit_ND, unit_CD = F.normalize(features_ND), F.normalize(weight_CD)
    cos_NC = (unit_ND @ unit_CD.T).clamp(-1, 1).requires_grad_()
    taken_NC = cos_NC  # what the loss takes
    if not loss.spec.normalised:
        taken_NC = cos_NC * norms_N.unsqueeze(1) * weight_CD.norm(dim=1)
    terms = loss.terms(Batch(taken_NC, labels_N, norms_N))
    (pull_NC,) = torch.autograd.grad(terms.loss_B.sum(), cos_NC)

    with torch.no_grad():
        support_NC = terms.support_BC
        log_h_NC = terms.scale * (terms.guided_BC - taken_NC)
        log_h_N = torch.where(support_NC, log_h_NC, 0).amax(1).clamp(min=0)
        pull_ND, pull_CD = _along_the_sphere(pull_NC, cos_NC, unit_ND, unit_CD)
        force_N = pull_ND.norm(dim=1)
        classes = len(unit_CD)
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
            "weight_push_LCD": pack_push(-pull_CD.numpy()),
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
