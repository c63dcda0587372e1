"""What is done with one piece of cosines: each function is one pass over a tensor (R, K).

R: the samples of the piece, K: its classes.

The true class of a sample is left out here, inside the piece.  Taking it out of a finished sum
would cancel: with s = 64 and a target far ahead, float32 would leave nothing of the rivals.

The same functions run as they are and under torch.compile (`losses.compiled`), where a number such
as the scale is a scalar tensor.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import torch
import torch.nn.functional as F
from torch import Tensor

#: h as an edited cosine: (cos_RK, boundary_R, **arguments) -> (R, K); None leaves them as they are.
Guide = Callable[..., Tensor] | None
#: I_k: (cos_RK, boundary_R, **arguments) -> (R, K), bool.
Indicator = Callable[..., Tensor]
Arguments = Mapping[str, Any]


def log_sum_of(
    products_RK: Tensor,
    factor_K: Tensor | None,
    target_R: Tensor,
    first: int | Tensor,
    boundary_R: Tensor,
    scale: float | Tensor,
    guide: Guide,
    arguments: Arguments,
    b: Tensor | None,
    watch: Indicator | None,
    watched: Arguments,
) -> tuple[Tensor, Tensor | None, Tensor | None]:
    """ln of the sum of h e^{s cos} over the rivals in the piece, in the boundary's dtype.

    With a threshold b the sum of ln(1 + h e^{s cos - b}) instead.  With `watch`, which says who is
    a support vector, also how many are, and the largest cosine of any.  Each has the shape (R,).
    """
    cos_RK = cosines_of(products_RK, factor_K, boundary_R.dtype)
    logits_RK = _guided(cos_RK, boundary_R, guide, arguments) * scale
    lowest = torch.finfo(logits_RK.dtype).min
    logits_RK = _overwrite(logits_RK, target_R, first, lowest)
    sum_R = _log_sum_exp(logits_RK) if b is None else sum_above(logits_RK, b)
    if watch is None:
        return sum_R, None, None
    away_RK = left_out(cos_RK, target_R, first)
    beating_RK = watch(cos_RK, boundary_R, **watched) & away_RK.logical_not()
    return sum_R, beating_RK.sum(1), torch.where(away_RK, lowest, cos_RK).amax(1)


def pull_of(
    products_RK: Tensor,
    factor_K: Tensor | None,
    target_R: Tensor,
    first: int | Tensor,
    boundary_R: Tensor,
    scale: float | Tensor,
    guide: Guide,
    arguments: Arguments,
    b: Tensor | None,
    log_sum_R: Tensor,
    gradient_R: Tensor,
) -> tuple[Tensor, Tensor | None]:
    """The gradient of the products, from that of the sum over all pieces.  Shape (R, K).

    It goes through the guidance, as the SV-Softmax paper's Eq. 14 and 15 say: k != y, s p_k, and
    t s p_k for a support vector; the gradient that arrives brings 1 - p_y.  With a threshold b, p_k
    is the probability that the rival is above it; its sum over the rivals, (R,), is the second.
    """
    cos_RK = cosines_of(products_RK, factor_K, boundary_R.dtype)
    guided_RK, through = _with_gradient(cos_RK, boundary_R, guide, arguments)
    if b is None:
        share_RK = (guided_RK * scale - log_sum_R.unsqueeze(1)).exp()
    else:
        share_RK = (guided_RK * scale - b).sigmoid()
    share_RK = _overwrite(share_RK, target_R, first, 0)
    above_R = None if b is None else share_RK.sum(1)
    pull_RK = through(share_RK.mul_((scale * gradient_R).unsqueeze(1)))
    return pull_RK if factor_K is None else pull_RK * factor_K, above_R


def log_sum_and_pull_of(
    products_RK: Tensor,
    factor_K: Tensor | None,
    target_R: Tensor,
    first: int | Tensor,
    boundary_R: Tensor,
    scale: float | Tensor,
    guide: Guide,
    arguments: Arguments,
) -> tuple[Tensor, Tensor]:
    """Both at once, for a piece with all rivals of its samples: log-sum (R,) and pull (R, K).

    The pull is for a gradient of 1 of each sample.
    """
    cos_RK = cosines_of(products_RK, factor_K, boundary_R.dtype)
    guided_RK, through = _with_gradient(cos_RK, boundary_R, guide, arguments)
    logits_RK = guided_RK * scale
    lowest = torch.finfo(logits_RK.dtype).min
    logits_RK = _overwrite(logits_RK, target_R, first, lowest)
    share_RK = logits_RK.softmax(1)
    # The fused softmax is faster than exp, but it adds the terms one by one to the largest, and
    # small ones are lost.  Its shares tell by how much: they do not add up to 1.
    total_R1 = share_RK.sum(1, keepdim=True)
    log_total_R1 = (total_R1 / share_RK.amax(1, keepdim=True)).log()
    pull_RK = through(share_RK.mul_(scale / total_R1))
    log_sum_R = (log_total_R1 + logits_RK.amax(1, keepdim=True)).squeeze(1)
    return log_sum_R, pull_RK if factor_K is None else pull_RK * factor_K


def sum_of(
    products_RK: Tensor,
    factor_K: Tensor | None,
    target_R: Tensor,
    first: int | Tensor,
    like_R: Tensor,
    function: Callable[..., Tensor],
    arguments: Arguments,
) -> Tensor:
    """The sum of function(cos_RK, **arguments) over the rivals in the piece.  Shape (..., R)."""
    cos_RK = cosines_of(products_RK, factor_K, like_R.dtype)
    away_RK = left_out(cos_RK, target_R, first)
    return torch.where(away_RK, 0, function(cos_RK, **arguments)).sum(-1)


def largest_of(
    products_RK: Tensor,
    factor_K: Tensor | None,
    target_R: Tensor,
    first: int | Tensor,
    like_R: Tensor,
) -> Tensor:
    """The largest cosine of any rival in the piece; the lowest number without any.  (R,)."""
    cos_RK = cosines_of(products_RK, factor_K, like_R.dtype)
    away_RK = left_out(cos_RK, target_R, first)
    return torch.where(away_RK, torch.finfo(cos_RK.dtype).min, cos_RK).amax(1)


def nearest_of(
    products_RK: Tensor,
    factor_K: Tensor | None,
    target_R: Tensor,
    first: int | Tensor,
    like_R: Tensor,
    count: int,
) -> Tensor:
    """The largest cosines of rivals in the piece, as many as asked or as there are columns."""
    cos_RK = cosines_of(products_RK, factor_K, like_R.dtype)
    away_RK = left_out(cos_RK, target_R, first)
    rivals_RK = torch.where(away_RK, torch.finfo(cos_RK.dtype).min, cos_RK)
    return rivals_RK.topk(min(count, rivals_RK.shape[1])).values


def cosines_of(products_RK: Tensor, factor_K: Tensor | None, dtype: torch.dtype) -> Tensor:
    """The cosines from the products of a piece.  Shape (R, K)."""
    products_RK = products_RK.to(dtype)
    return products_RK if factor_K is None else products_RK * factor_K


def left_out(values_RK: Tensor, target_R: Tensor, first: int | Tensor) -> Tensor:
    """True for the true class of a sample and for columns before the first.  Bool, (R, K)."""
    column_K = torch.arange(values_RK.shape[1], device=values_RK.device)
    return (column_K == target_R.unsqueeze(1)) | (column_K < first)


def log_sum_exp(logits_RC: Tensor) -> Tensor:
    """ln of the sum of e^logits over the classes, of which there may be none.  Shape (R,)."""
    if not logits_RC.shape[1]:
        # Not -inf: a difference of two of those would be NaN.
        return logits_RC.sum(1) + torch.finfo(logits_RC.dtype).min
    return torch.logsumexp(logits_RC, 1)


def sum_above(logits_RC: Tensor, b: Tensor) -> Tensor:
    """The sum of ln(1 + e^{logits - b}) over the classes.  Shape (R,)."""
    return -F.logsigmoid(b - logits_RC).sum(1)


def _log_sum_exp(logits_RK: Tensor) -> Tensor:
    """The same, of logits that nobody needs any more.  Shape (R,).

    The fused log-softmax would be a third faster on a CPU, but it adds the small terms one by one
    to the large one, and with 85,742 classes in float32 many are lost.
    """
    if torch.compiler.is_compiling():
        return torch.logsumexp(logits_RK, 1)
    largest_R1 = logits_RK.amax(1, keepdim=True)
    return logits_RK.sub_(largest_R1).exp_().sum(1).log_() + largest_R1.squeeze(1)


def _overwrite(values_RK: Tensor, target_R: Tensor, first: int | Tensor, value: float) -> Tensor:
    """`value` for what is left out.  Without a compiler in place, which reads only those."""
    if torch.compiler.is_compiling():
        return torch.where(left_out(values_RK, target_R, first), value, values_RK)
    if first:
        values_RK.narrow(1, 0, int(first)).fill_(value)
    last = values_RK.shape[1] - 1
    column_R1 = target_R.clamp(0, last).unsqueeze(1)
    outside_R1 = column_R1 != target_R.unsqueeze(1)
    kept_R1 = torch.where(outside_R1, values_RK.gather(1, column_R1), value)
    return values_RK.scatter_(1, column_R1, kept_R1)


def _guided(cos_RK: Tensor, boundary_R: Tensor, guide: Guide, arguments: Arguments) -> Tensor:
    return cos_RK if guide is None else guide(cos_RK, boundary_R, **arguments)


def _with_gradient(
    cos_RK: Tensor, boundary_R: Tensor, guide: Guide, arguments: Arguments
) -> tuple[Tensor, Callable[[Tensor], Tensor]]:
    """The guided cosines, and what takes their gradient back to the cosines."""
    if guide is None:
        return cos_RK, lambda gradient_RK: gradient_RK
    if torch.compiler.is_compiling():
        guided_RK, back, *_ = torch.func.vjp(
            lambda cos: guide(cos, boundary_R, **arguments), cos_RK
        )
        return guided_RK, lambda gradient_RK: back(gradient_RK)[0]
    with torch.enable_grad():
        cos_RK = cos_RK.detach().requires_grad_()
        guided_RK = guide(cos_RK, boundary_R, **arguments)
    return guided_RK.detach(), lambda gradient_RK: torch.autograd.grad(
        guided_RK, cos_RK, gradient_RK
    )[0]
