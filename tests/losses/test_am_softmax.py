"""AM-Softmax and its fusions with mining."""

import pytest
import torch

from losses import build
from tests.losses.loop import SCALES, am, assert_equal, cosines, loop


@pytest.mark.parametrize("scale", SCALES)
@pytest.mark.parametrize("margin", [0.0, 0.2, 0.35, 1.0])
def test_equals_the_paper(scale, margin):
    cos, labels = cosines(seed=20)
    loss = build("am_softmax", scale=scale, margin=margin)
    assert_equal(loss(cos, labels), loop(cos, labels, scale=scale, f=am(margin)))


def test_margin_0_is_softmax_exactly():
    cos, labels = cosines(seed=21)
    torch.testing.assert_close(
        build("am_softmax", margin=0.0)(cos, labels),
        build("norm_softmax")(cos, labels),
        rtol=0,
        atol=0,
    )


def test_by_hand():
    """cos 0.6 and 0.3 at s = 10, m = 0.35: ln(1 + e^{10 (0.3 - 0.25)}) = 0.974077."""
    loss = build("am_softmax", scale=10.0)(torch.tensor([[0.6, 0.3]]), torch.tensor([0]))
    assert loss.item() == pytest.approx(0.974077, abs=1e-6)
