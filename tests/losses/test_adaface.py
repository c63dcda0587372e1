"""AdaFace: the margin by quality, and the running mean and deviation of the norms."""

import math
import statistics

import pytest
import torch

from losses import build
from tests.losses.loop import SCALES, assert_equal, cosines, loop

NORMS = [0.0, 12.0, 18.0, 25.0, 31.0, 400.0]
CLIPPED = [0.001, 12.0, 18.0, 25.0, 31.0, 100.0]


def margin(z, m=0.4):
    """Eq. 10 and 11 for one quality z; the angle stays within 0 and the arc's continuation."""

    def f(c):
        turned = math.acos(c) - m * z
        if turned < 0:
            return 1 - (m + m * z)
        if turned > math.pi:
            return c - (1 - math.cos(m * z)) - (m + m * z)
        return math.cos(turned) - (m + m * z)

    return f


@pytest.mark.parametrize("scale", SCALES)
def test_equals_the_paper(scale):
    cos, labels = cosines(seed=44)
    loss = build("adaface", scale=scale, t_alpha=0.5)
    actual = loss(cos, labels, norms_B=torch.tensor(NORMS, dtype=torch.float64))
    mean = 0.5 * statistics.mean(CLIPPED) + 0.5 * 20
    std = 0.5 * statistics.stdev(CLIPPED) + 0.5 * 100
    state = loss.state_dict()
    assert state["_margin.mean"].item() == pytest.approx(mean, rel=1e-6)
    assert state["_margin.std"].item() == pytest.approx(std, rel=1e-6)
    # The state is float32, so go on from its rounding for the comparison to 1e-10.
    mean = state["_margin.mean"].double()
    std = (state["_margin.std"] + 0.001).double()
    expected = [
        loop(
            cos[i : i + 1],
            labels[i : i + 1],
            scale=scale,
            f=margin(min(max(0.333 * (norm - mean.item()) / std.item(), -1), 1)),
        )
        for i, norm in enumerate(CLIPPED)
    ]
    torch.testing.assert_close(actual, torch.cat(expected), rtol=1e-6, atol=1e-9)


def test_at_mean_quality_it_is_cosface():
    cos, labels = cosines(seed=45)
    norms = torch.full((6,), 20.0, dtype=torch.float64)
    torch.testing.assert_close(
        build("adaface").eval()(cos, labels, norms_B=norms),
        build("am_softmax", scale=64.0, margin=0.4)(cos, labels),
    )


def test_one_sample_leaves_the_deviation_alone():
    loss = build("adaface", t_alpha=1.0)
    loss(torch.tensor([[0.1, 0.2]]), torch.tensor([0]), norms_B=torch.tensor([7.0]))
    assert loss.state_dict()["_margin.std"] == 100
    assert loss.state_dict()["_margin.mean"] == 7


def test_norms_get_no_gradient():
    cos, labels = cosines(seed=46)
    norms = torch.full((6,), 30.0, dtype=torch.float64, requires_grad=True)
    loss = build("adaface")(cos.requires_grad_(), labels, norms_B=norms)
    assert torch.autograd.grad(loss.sum(), norms, allow_unused=True) == (None,)


def test_before_any_batch_it_is_as_exact_as_what_it_sees():
    cos, labels = cosines(seed=9)
    norms = torch.linspace(1, 90, len(cos), dtype=torch.float64)
    wide = build("adaface").double().eval()(cos, labels, norms_B=norms)
    assert_equal(build("adaface").eval()(cos, labels, norms_B=norms), wide)
