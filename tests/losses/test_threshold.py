"""A threshold: p_y as a product of decisions, its learnt b, and its place on shards."""

import math

import pytest
import torch

from losses import build, compose
from losses.batch import Batch
from losses.shard import Shard
from losses.threshold import LearntThreshold
from tests.losses.loop import arc, assert_equal, cosines, sv_factor


def decisions(cos, labels, *, scale, b, f, h=lambda c, f_y: 1.0):
    """-log of the probability that every class decides right, sample by sample."""
    found = []
    for row, label in zip(cos.tolist(), labels.tolist(), strict=True):
        f_y = f(row[label])
        p = 1 / (1 + math.exp(b - scale * f_y))
        for k, c in enumerate(row):
            if k != label:
                p *= 1 / (1 + h(c, f_y) * math.exp(scale * c - b))
        found.append(-math.log(p))
    return torch.tensor(found, dtype=torch.float64)


@pytest.mark.parametrize("scale", [1.0, 7.5, 16.0])
def test_margin_and_guidance_stand_before_the_threshold_as_before_the_rivals(scale):
    cos, labels = cosines(seed=71)
    loss = compose("arc", h="sv", b="unified", scale=scale, margin=0.3, t=1.2)
    expected = decisions(
        cos, labels, scale=scale, b=math.log(70), f=arc(0.3), h=sv_factor(scale, 1.2)
    )
    assert_equal(loss(cos, labels), expected)


def test_a_mining_weighs_the_product():
    cos, labels = cosines(seed=72)
    nll = decisions(cos, labels, scale=4.0, b=math.log(70), f=lambda c: c)
    loss = compose(g="focal", b="unified", scale=4.0, gamma=2.0)
    assert_equal(loss(cos, labels), (1 - (-nll).exp()) ** 2 * nll)


def test_b_starts_where_it_is_told_and_moves_by_its_weight():
    threshold = LearntThreshold()
    assert threshold.from_start(1.25).item() == 1.25
    threshold.moved.data.fill_(0.5)
    b = threshold.from_start(1.25)
    assert (b.item(), b.dtype) == (1.75, torch.float64)


def test_a_float32_batch_stays_float32():
    cos, labels = cosines(seed=73)
    loss_B = build("uniface", scale=8.0)(cos.float(), labels)
    assert loss_B.dtype == torch.float32
    torch.testing.assert_close(loss_B.double(), build("uniface", scale=8.0)(cos, labels))


def test_the_gradient_of_b_is_asked_for_once_from_all_shards():
    """Each shard has some rivals; the target's decision is made on all of them."""
    cos, labels = cosines(seed=74)
    whole = build("uniface", scale=4.0)
    expected = torch.autograd.grad(whole(cos, labels).mean(), list(whole.parameters()))[0]

    halves = [cos[:, :3], cos[:, 3:]]
    here = [labels < 3, labels >= 3]
    columns = [labels.clamp(max=2), (labels - 3).clamp(min=0)]
    cos_y = cos.gather(1, labels.unsqueeze(1)).squeeze(1)
    loss = build("uniface", scale=4.0)
    (moved,) = loss.parameters()

    def above(part, of_own):
        shard = Shard(here[part], 7, add=lambda x: x, largest=None, alike=of_own, beside=None)
        return loss.terms(Batch(halves[part], columns[part], None, cos_y, shard))

    parts = [above(part, lambda b: b) for part in (0, 1)]
    assert_equal(parts[0].above_B + parts[1].above_B, whole.terms(Batch(cos, labels)).above_B)
    own = [torch.autograd.grad(terms.above_B.mean(), moved)[0] for terms in parts]
    # What `alike` does: the same value, and the gradients of all shards summed.
    stopped = above(0, lambda b: b.detach())
    (of_target,) = torch.autograd.grad(stopped.nll_B.mean(), moved)
    torch.testing.assert_close((of_target + sum(own)).double(), expected.double())


def test_training_moves_b_until_errors_of_both_kinds_balance():
    draw = torch.Generator().manual_seed(0)
    cos = 0.4 * torch.randn(400, 5, generator=draw, dtype=torch.float64).clamp(-2, 2)
    labels = torch.randint(5, (400,), generator=draw)
    cos = cos.scatter(1, labels[:, None], cos.gather(1, labels[:, None]) + 0.4).clamp(-1, 1)
    loss = build("uniface", scale=8.0, margin=0.0).double()
    steps = torch.optim.SGD(loss.parameters(), lr=0.5)
    for _ in range(200):
        steps.zero_grad()
        loss(cos, labels).mean().backward()
        steps.step()
    p = loss.terms(Batch(cos, labels)).p_BC
    own = p.gather(1, labels[:, None]).squeeze(1)
    torch.testing.assert_close((1 - own).sum(), p.sum() - own.sum(), rtol=1e-6, atol=1e-6)
