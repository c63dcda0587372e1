"""Focal weights, alone and fused with a margin."""

import pytest
import torch

from losses import build
from losses.focal import focal_weight
from tests.losses.loop import SCALES, am, arc, assert_equal, cosines, loop


@pytest.mark.parametrize("scale", SCALES)
@pytest.mark.parametrize("gamma", [0.0, 0.5, 2.0, 5.0])
@pytest.mark.parametrize(
    ("name", "f"),
    [("f_softmax", lambda c: c), ("f_am_softmax", am(0.35)), ("f_arc_softmax", arc(0.5))],
)
def test_equals_the_paper(scale, gamma, name, f):
    cos, labels = cosines(seed=28)
    cos = 0.5 * cos  # p_y stays away from 1, where the loop's 1 - p cancels
    loss = build(name, scale=scale, gamma=gamma)(cos, labels)
    expected = loop(cos, labels, scale=scale, f=f, g=lambda p: (1 - p) ** gamma)
    near_1 = expected < 1e-4
    assert_equal(loss[~near_1], expected[~near_1])
    torch.testing.assert_close(loss[near_1], expected[near_1], rtol=0, atol=1e-9)


@pytest.mark.parametrize(
    ("name", "plain"), [("f_softmax", "norm_softmax"), ("f_am_softmax", "am_softmax")]
)
def test_gamma_0_is_the_plain_loss_exactly(name, plain):
    cos, labels = cosines(seed=29)
    torch.testing.assert_close(
        build(name, gamma=0.0)(cos, labels), build(plain)(cos, labels), rtol=0, atol=0
    )


def test_the_papers_figure_2():
    """p = 0.2 and 0.6: focal losses 1.030 and 0.082, a ratio of 12.6; softmax's is 3.15."""
    log_p = torch.tensor([0.2, 0.6], dtype=torch.float64).log()
    loss = -focal_weight(log_p, gamma=2.0) * log_p
    assert loss.tolist() == pytest.approx([1.030, 0.082], abs=5e-4)
    assert (loss[0] / loss[1]).item() == pytest.approx(12.60, abs=0.01)


def test_a_sure_sample_has_no_nan_even_for_gamma_below_1():
    log_p = torch.zeros(1, requires_grad=True)
    (slope,) = torch.autograd.grad((-focal_weight(log_p, gamma=0.5) * log_p).sum(), log_p)
    assert torch.isfinite(slope).all()
