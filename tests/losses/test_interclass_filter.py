"""Inter-class filtering: as in insightface's loop, and no push from what is left out."""

import math

import pytest
import torch

from losses import build, compose
from tests.losses.loop import SCALES, am, arc, assert_equal, cosines, loop


def left_out(scale, limit):
    """What multiplies e^{s cos_k}: the whole term becomes e^0 beyond the limit."""
    return lambda c, f_y: math.exp(-scale * c) if c > limit else 1.0


@pytest.mark.parametrize("scale", SCALES)
@pytest.mark.parametrize("limit", [0.0, 0.4, 1.0])
def test_equals_the_loop(scale, limit):
    cos, labels = cosines(seed=64)
    loss = build("filtered_arc", scale=scale, margin=0.3, limit=limit)
    expected = loop(cos, labels, scale=scale, f=arc(0.3), h=left_out(scale, limit))
    assert_equal(loss(cos, labels), expected)
    composed = compose("am", h="filter", scale=scale, margin=0.2, limit=limit)
    expected = loop(cos, labels, scale=scale, f=am(0.2), h=left_out(scale, limit))
    assert_equal(composed(cos, labels), expected)


def test_a_rival_beyond_the_limit_is_not_pushed_and_the_target_is_never_left_out():
    cos = torch.tensor([[0.9, 0.5, 0.39, -0.2]], dtype=torch.float64, requires_grad=True)
    loss = build("filtered_arc", scale=4.0, margin=0.2, limit=0.4)
    (grad,) = torch.autograd.grad(loss(cos, torch.tensor([0])).sum(), cos)
    assert (grad != 0).tolist() == [[True, False, True, True]]
    logits = loss.logits(cos, torch.tensor([0]))
    torch.testing.assert_close(logits[0, 1:], 4 * torch.tensor([0.0, 0.39, -0.2]).double())


def test_insightface_multiplies_with_a_mask_before_the_margin():
    """Its code: every cosine above the limit but the target's is multiplied by 0."""
    cos, labels = cosines(seed=65)
    cos.requires_grad_()
    rows = []
    for row, label in zip(cos, labels, strict=True):
        kept = [c * (0 if c > 0.4 and k != label else 1) for k, c in enumerate(row)]
        logits = torch.stack([64 * (c - 0.3 if k == label else c) for k, c in enumerate(kept)])
        rows.append(logits.logsumexp(0) - logits[label])
    theirs = torch.stack(rows)
    ours = compose("am", h="filter", scale=64.0, margin=0.3)(cos, labels)
    assert_equal(ours, theirs)
    torch.testing.assert_close(
        *(torch.autograd.grad(of.sum(), cos)[0] for of in (ours, theirs)), rtol=1e-10, atol=1e-12
    )
