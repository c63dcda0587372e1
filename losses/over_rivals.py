"""Sums and maxima over the rivals of each sample, a piece of cosines at a time.

B: batch, R: the samples of one piece, K: its classes.

With 100,000 classes each edited copy of the cosines is a hundred megabytes, and writing it is
slower than the arithmetic.  So the edited cosines of a piece are gone when the next one is read.
Where a piece has all classes of its samples, its gradient is made with its sum; else the backward
pass reads each piece again, and the forward pass keeps nothing but what they are read from.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, NamedTuple

import torch
from torch import Tensor
from torch.autograd.function import once_differentiable

from losses.compiled import compiled
from losses.cosines import Cosines
from losses.on_a_piece import (
    Arguments,
    Guide,
    Indicator,
    largest_of,
    log_sum_and_pull_of,
    log_sum_of,
    nearest_of,
    pull_of,
    sum_of,
)


class Seen(NamedTuple):
    """What one pass over the rivals gives, each of shape (B,)."""

    sum_B: Tensor  # ln sum_{k != y} h_k e^{s cos_k}; or with b, sum ln(1 + h_k e^{s cos_k - b})
    beating_B: Tensor | None  # how many are support vectors, if the pass watched
    largest_B: Tensor | None  # the largest cosine of any, if the pass watched


@dataclass(frozen=True)
class Rule:
    """How the cosine of a rival becomes its term of the sum: e^{s guide(cos, boundary)}.

    With a threshold b the term is ln(1 + e^{s guide(cos, boundary) - b}), and the sum has no ln.
    """

    scale: float | Tensor
    guide: Guide
    arguments: Arguments
    b: Tensor | None = None
    watch: Indicator | None = None  # says which rivals are support vectors; None: not counted
    watched: Arguments = field(default_factory=dict)


def log_sum_over_rivals(cosines: Cosines, boundary_B: Tensor, rule: Rule) -> Seen:
    """ln sum_{k != y} e^{s guide(cos_k)} over the classes here, in the boundary's dtype.

    The gradient reaches b, and the inputs of the cosines through the guidance; it does not reach
    `boundary_B`.
    """
    return Seen(*_LogSum.apply(cosines, boundary_B, rule, rule.b, *cosines.inputs))


# The next three take pieces that hold all samples each: what they are given is not cut into rows.


@torch.no_grad()
def sum_over_rivals(
    cosines: Cosines, like_B: Tensor, function: Callable[..., Tensor], arguments: Arguments
) -> Tensor:
    """sum_{k != y} function(cos_k, **arguments) over the classes here, in the dtype of `like_B`.

    Shape (..., B), where the function turns (B, K) into (..., B, K).
    """
    body = _body(cosines, sum_of)
    total_B: Tensor | None = None
    for piece in cosines.pieces():
        where = (piece.target_R, piece.first, like_B)
        found_B = body(*cosines.read(piece).values, *where, function, arguments)
        total_B = found_B if total_B is None else total_B + found_B
    if total_B is None:
        return function(like_B.new_empty(len(like_B), 0), **arguments).sum(-1)
    return total_B


@torch.no_grad()
def largest_over_rivals(cosines: Cosines, like_B: Tensor) -> Tensor:
    """max_{k != y} cos_k over the classes here; the lowest number without any.  Shape (B,)."""
    body = _body(cosines, largest_of)
    largest_B = torch.full_like(like_B, torch.finfo(like_B.dtype).min)
    for piece in cosines.pieces():
        found_B = body(*cosines.read(piece).values, piece.target_R, piece.first, like_B)
        largest_B = torch.maximum(largest_B, found_B)
    return largest_B


@torch.no_grad()
def nearest_over_rivals(cosines: Cosines, like_B: Tensor, count: int) -> Tensor:
    """The largest cosines of rivals, falling; the lowest number where there are fewer.

    Shape (B, count).
    """
    nearest_BK = like_B.new_full((len(like_B), count), torch.finfo(like_B.dtype).min)
    for piece in cosines.pieces():
        products_BK, factor_K = cosines.read(piece).values
        found_BK = nearest_of(products_BK, factor_K, piece.target_R, piece.first, like_B, count)
        nearest_BK = torch.cat([nearest_BK, found_BK], 1).topk(count).values
    return nearest_BK


def _body(cosines: Cosines, function: Callable[..., Any]) -> Callable[..., Any]:
    return compiled(function).for_one_pass() if cosines.compiled else function


def _at_once(cosines: Cosines, boundary_B: Tensor, rule: Rule) -> bool:
    """Whether the gradient can be made in the forward pass: half the work of making it later."""
    exact = all(values.dtype == boundary_B.dtype for values in cosines.inputs)
    return cosines.whole_rows and exact and rule.b is None and rule.watch is None


def _sum_and_gradient(cosines: Cosines, boundary_B: Tensor, rule: Rule) -> tuple[Tensor, Tensor]:
    """The log-sum (B,), and the gradient of the cosines from a gradient of 1 of each sample."""
    body = _body(cosines, log_sum_and_pull_of)
    sum_B = torch.full_like(boundary_B, torch.finfo(boundary_B.dtype).min)
    gradients = cosines.gradients([True])
    for piece in cosines.pieces():
        where = (piece.target_R, piece.first, piece.of(boundary_B))
        read = cosines.read(piece)
        sum_R, pull_RK = body(*read.values, *where, rule.scale, rule.guide, rule.arguments)
        piece.of(sum_B).copy_(sum_R)
        gradients.add(piece, read, pull_RK)
    (made_BC,) = gradients.of_inputs()
    assert made_BC is not None
    return sum_B, made_BC


class _LogSum(torch.autograd.Function):
    @staticmethod
    def forward(
        ctx: Any,
        cosines: Cosines,
        boundary_B: Tensor,
        rule: Rule,
        b: Tensor | None,
        *_inputs: Tensor,
    ) -> tuple[Tensor | None, ...]:
        ctx.again, ctx.rule = cosines.again(), rule
        ctx.at_once = ctx.needs_input_grad[4] and _at_once(cosines, boundary_B, rule)
        if ctx.at_once:
            sum_B, ctx.made_BC = _sum_and_gradient(cosines, boundary_B, rule)
            ctx.save_for_backward(boundary_B, sum_B, *cosines.kept)
            return sum_B, None, None
        body = _body(cosines, log_sum_of)
        lowest = torch.finfo(boundary_B.dtype).min
        join, nothing = (torch.logaddexp, lowest) if b is None else (torch.add, 0.0)
        sum_B = torch.full_like(boundary_B, nothing)
        watches = rule.watch is not None
        beating_B = torch.zeros_like(boundary_B, dtype=torch.long) if watches else None
        largest_B = torch.full_like(boundary_B, lowest) if watches else None
        how = (rule.scale, rule.guide, rule.arguments, b, rule.watch, rule.watched)
        for piece in cosines.pieces():
            where = (piece.target_R, piece.first, piece.of(boundary_B))
            sum_R, beating_R, largest_R = body(*cosines.read(piece).values, *where, *how)
            so_far_R = piece.of(sum_B)
            join(so_far_R, sum_R, out=so_far_R)
            if beating_B is not None and largest_B is not None:
                piece.of(beating_B).add_(beating_R)
                nearest_R = piece.of(largest_B)
                torch.maximum(nearest_R, largest_R, out=nearest_R)
        ctx.save_for_backward(boundary_B, sum_B, *cosines.kept)
        if beating_B is not None:
            ctx.mark_non_differentiable(beating_B, largest_B)
        return sum_B, beating_B, largest_B

    @staticmethod
    @once_differentiable
    def backward(ctx: Any, grad_B: Tensor, *_watched: Tensor) -> tuple[Tensor | None, ...]:
        boundary_B, sum_B, *kept = ctx.saved_tensors
        cosines, rule = ctx.again(*kept), ctx.rule
        if ctx.at_once:
            made_BC, ctx.made_BC = ctx.made_BC, None
            if made_BC is None:  # this is the second backward pass
                _, made_BC = _sum_and_gradient(cosines, boundary_B, rule)
            return None, None, None, None, made_BC.mul_(grad_B.unsqueeze(1))
        body = _body(cosines, pull_of)
        gradients = cosines.gradients(ctx.needs_input_grad[4:])
        b = None if rule.b is None else rule.b.detach()
        of_b = None if b is None else torch.zeros_like(b)
        how = (rule.scale, rule.guide, rule.arguments, b)
        with torch.autocast(grad_B.device.type, enabled=False):
            for piece in cosines.pieces():
                where = (piece.target_R, piece.first, piece.of(boundary_B))
                grad_R = piece.of(grad_B)
                own = (piece.of(sum_B), grad_R)
                read = cosines.read(piece)
                pull_RK, above_R = body(*read.values, *where, *how, *own)
                gradients.add(piece, read, pull_RK)
                if of_b is not None:
                    of_b -= above_R @ grad_R
        return None, None, None, of_b, *gradients.of_inputs()
