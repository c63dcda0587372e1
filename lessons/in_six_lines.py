"""Losses in plain PyTorch, at most six lines each, under their names in `losses.LOSSES`.

For readers to read and copy.  They equal the losses of the same name in `losses`; a test checks it.
`cos` has the cosines, shape (B, C), and `y` the true classes, shape (B,).
"""

import math

import torch
import torch.nn.functional as F
from torch import Tensor


def softmax(products: Tensor, y: Tensor) -> Tensor:
    return F.cross_entropy(products, y, reduction="none")  # of W x: lengths count


def norm_softmax(cos: Tensor, y: Tensor, s: float = 30.0) -> Tensor:
    return F.cross_entropy(s * cos, y, reduction="none")


def sv_softmax(cos: Tensor, y: Tensor, s: float = 30.0, t: float = 1.2) -> Tensor:
    own = cos.gather(1, y[:, None])
    harder = torch.where(cos > own, t * cos + t - 1, cos)
    return F.cross_entropy(s * harder, y, reduction="none")


def am_softmax(cos: Tensor, y: Tensor, s: float = 30.0, m: float = 0.35) -> Tensor:
    f = cos.gather(1, y[:, None]) - m
    return F.cross_entropy(s * cos.scatter(1, y[:, None], f), y, reduction="none")


def arc_softmax(cos: Tensor, y: Tensor, s: float = 30.0, m: float = 0.5) -> Tensor:
    own = cos.gather(1, y[:, None])
    inside = own > math.cos(math.pi - m)
    f = torch.where(inside, torch.cos(torch.acos(own) + m), own - 1 + math.cos(m))
    return F.cross_entropy(s * cos.scatter(1, y[:, None], f), y, reduction="none")


def subcenter_arc(cos: Tensor, y: Tensor, s: float = 64.0, m: float = 0.5) -> Tensor:
    nearest = cos if cos.dim() == 2 else cos.amax(2)  # of the centres of a class, (B, C, centres)
    return arc_softmax(nearest, y, s, m)


def sv_am_softmax(
    cos: Tensor, y: Tensor, s: float = 30.0, m: float = 0.35, t: float = 1.2
) -> Tensor:
    f = cos.gather(1, y[:, None]) - m
    harder = torch.where(cos > f, t * cos + t - 1, cos)
    return F.cross_entropy(s * harder.scatter(1, y[:, None], f), y, reduction="none")


def sv_arc_softmax(
    cos: Tensor, y: Tensor, s: float = 30.0, m: float = 0.5, t: float = 1.2
) -> Tensor:
    own = cos.gather(1, y[:, None])
    inside = own > math.cos(math.pi - m)
    f = torch.where(inside, torch.cos(torch.acos(own) + m), own - 1 + math.cos(m))
    harder = torch.where(cos > f, t * cos + t - 1, cos)
    return F.cross_entropy(s * harder.scatter(1, y[:, None], f), y, reduction="none")


def hm_softmax(cos: Tensor, y: Tensor, s: float = 30.0, keep: float = 0.9) -> Tensor:
    loss = F.cross_entropy(s * cos, y, reduction="none")
    kept = loss.detach().topk(max(1, int(keep * len(loss)))).values[-1]
    return loss * (loss.detach() >= kept)


def f_softmax(cos: Tensor, y: Tensor, s: float = 30.0, gamma: float = 2.0) -> Tensor:
    loss = F.cross_entropy(s * cos, y, reduction="none")
    return (1 - (-loss).exp()) ** gamma * loss
