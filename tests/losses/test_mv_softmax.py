"""MV-Softmax: both modes, and its place beside SV-Softmax."""

import math

import pytest
import torch

from losses import build
from tests.losses.loop import SCALES, am, arc, assert_equal, cosines, loop
from tests.losses.test_sv_softmax import LABELS_B, ROWS_B

TS = (0.0, 0.1, 0.2, 0.4)


@pytest.mark.parametrize("scale", SCALES)
@pytest.mark.parametrize("t", TS)
@pytest.mark.parametrize(("name", "f"), [("mv_am_softmax", am(0.35)), ("mv_arc_softmax", arc(0.5))])
@pytest.mark.parametrize("mode", ["adaptive", "fixed"])
def test_equals_the_paper(scale, t, name, f, mode):
    def factor(c, f_y):
        if c <= f_y:
            return 1.0
        return math.exp(scale * t * (c + 1)) if mode == "adaptive" else math.exp(scale * t)

    cos, labels = cosines(seed=32)
    loss = build(name, scale=scale, t=t, mode=mode)
    assert_equal(loss(cos, labels), loop(cos, labels, scale=scale, f=f, h=factor))


@pytest.mark.parametrize(("mode", "mean"), [("adaptive", 22.826683), ("fixed", 19.733447)])
def test_golden_vectors(mode, mean):
    loss = build("mv_am_softmax", mode=mode)(ROWS_B, LABELS_B).mean()
    assert loss.item() == pytest.approx(mean, abs=1e-6)


def test_adaptive_is_sv_softmax_with_1_more():
    cos, labels = cosines(seed=33)
    torch.testing.assert_close(
        build("mv_arc_softmax", t=0.3, scale=30.0)(cos, labels),
        build("sv_arc_softmax", t=1.3)(cos, labels),
        rtol=0,
        atol=0,
    )
