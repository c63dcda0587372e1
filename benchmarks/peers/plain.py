"""The same losses as plain torch code or a library has them.

B: batch, C: classes, D: embedding dimension.

Each is the code that a user would write, or take from a library; none is made slower than it needs
to be.  All return the mean over the batch.
"""

from __future__ import annotations

import torch
import torch.nn.functional as F
from torch import Tensor, nn

SCALE, MARGIN, T = 30.0, 0.35, 1.2  # the catalogue's own defaults


def plain_cross_entropy(cos_BC: Tensor, labels_B: Tensor) -> Tensor:
    """No margin, no guidance: the cost that every training has anyway."""
    return F.cross_entropy(SCALE * cos_BC, labels_B)


def where_sv_am_softmax(cos_BC: Tensor, labels_B: Tensor) -> Tensor:
    """SV-AM-Softmax in plain torch, line by line from the paper's Eq. 12."""
    labels_B1 = labels_B.unsqueeze(1)
    f_B1 = cos_BC.gather(1, labels_B1) - MARGIN
    guided_BC = torch.where(cos_BC > f_B1.detach(), T * cos_BC + T - 1, cos_BC)
    return F.cross_entropy(SCALE * guided_BC.scatter(1, labels_B1, f_B1), labels_B)


def cosine_head(features_BD: Tensor, weight_CD: Tensor) -> Tensor:
    """The cosines of features and class weights, (B, C): what CosFaceLoss computes inside."""
    return F.normalize(features_BD) @ F.normalize(weight_CD).T


def cosface_of_library(weight_CD: Tensor) -> nn.Module:
    """CosFaceLoss of pytorch-metric-learning on these weights: our am_softmax, head included.

    Its parameter `W` has shape (D, C).  Raises ImportError without the library.
    """
    from pytorch_metric_learning.losses import CosFaceLoss

    classes, embedding = weight_CD.shape
    loss: nn.Module = CosFaceLoss(classes, embedding, margin=MARGIN, scale=SCALE)
    loss.W = nn.Parameter(weight_CD.detach().T.clone(memory_format=torch.contiguous_format))
    return loss
