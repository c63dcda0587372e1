"""CurricularFace: the formula and the running target cosine."""

import pytest
import torch

from losses import build
from tests.losses.loop import SCALES, arc, assert_equal, cosines, loop


@pytest.mark.parametrize("scale", SCALES)
def test_equals_the_paper_over_three_batches(scale):
    loss = build("curricularface", scale=scale)
    t = 0.0
    for seed in range(3):
        cos, labels = cosines(seed=seed)
        targets = [row[label] for row, label in zip(cos.tolist(), labels.tolist(), strict=True)]
        t = 0.01 * sum(targets) / len(targets) + 0.99 * t
        actual = loss(cos, labels)
        # The state is float32, so use its rounding of t for the comparison to 1e-10.
        stored = loss.state_dict()["_guidance.t"].item()
        assert stored == pytest.approx(t, rel=1e-6)

        def factor(c, f_y, t=stored):
            from math import exp

            return exp(scale * (c * (t + c) - c)) if c > f_y else 1.0

        assert_equal(actual, loop(cos, labels, scale=scale, f=arc(0.5), h=factor))


def test_t_moves_only_in_training_and_only_on_a_loss():
    cos, labels = cosines(seed=34)
    loss = build("curricularface")
    loss.logits(cos, labels)
    loss.eval()(cos, labels)
    assert loss.state_dict()["_guidance.t"] == 0
    loss.train()(cos, labels)
    assert loss.state_dict()["_guidance.t"] != 0


def test_the_state_has_no_gradient():
    cos, labels = cosines(seed=35)
    loss = build("curricularface")
    loss(cos.requires_grad_(), labels).sum().backward()
    assert not loss.state_dict()["_guidance.t"].requires_grad


def test_early_a_hard_class_counts_less_and_later_more():
    cos = torch.tensor([[0.3, 0.3]])
    early = build("curricularface").eval().logits(cos, torch.tensor([0]))[0, 1] / 64
    assert early.item() == pytest.approx(0.09)
    late = build("curricularface").eval()
    late.load_state_dict({"_guidance.t": torch.tensor(1.0)})
    assert late.logits(cos, torch.tensor([0]))[0, 1].item() / 64 == pytest.approx(0.39)
