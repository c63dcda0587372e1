"""Leverage: the equivalent margin, the bounds 2 and 2 t, the table of ratios, and s_A."""

import pytest
import torch
from torch import Tensor

import losses
from losses.fixed_scale import fixed_scale
from losses.leverage import equivalent_margin, force_ratios, forces

LABEL = torch.tensor([0])


def cosines(target: float, rival: float, others: int = 0) -> Tensor:
    """One sample: its class, one near rival, and other classes at a right angle."""
    return torch.tensor([[target, rival] + [0.0] * others], dtype=torch.float64)


@pytest.mark.parametrize(("rival", "margin"), [(0.0, 0.2), (0.5, 0.3), (0.9, 0.38)])
def test_the_equivalent_margin(rival: float, margin: float) -> None:
    cos = cosines(rival - 0.05, rival)
    m = equivalent_margin(cos[0, 1], t=1.2).item()
    assert m == pytest.approx(margin)
    guided = losses.build("sv_softmax", scale=30.0, t=1.2)
    cosface = losses.build("am_softmax", scale=30.0, margin=m)
    # The same probability and pull on the target; on the rival a further factor t.
    torch.testing.assert_close(guided(cos, LABEL), cosface(cos, LABEL), rtol=1e-12, atol=0)
    target, rival_force = forces(guided, cos, LABEL)
    of_margin, rival_of_margin = forces(cosface, cos, LABEL)
    torch.testing.assert_close(target, of_margin, rtol=1e-12, atol=0)
    torch.testing.assert_close(rival_force, 1.2 * rival_of_margin, rtol=1e-12, atol=0)


def test_on_the_right_side_nothing_changes() -> None:
    ratios = force_ratios(losses.build("sv_softmax", scale=30.0), cosines(0.55, 0.5), LABEL)
    torch.testing.assert_close(torch.cat(ratios), torch.ones(2, dtype=torch.float64))


def test_with_two_classes_the_forces_grow_by_at_most_2_and_2t() -> None:
    draw = torch.Generator().manual_seed(0)
    for scale, t in ((1.0, 1.2), (30.0, 1.2), (64.0, 2.0), (8.0, 1.05)):
        cos = torch.rand(200, 2, generator=draw, dtype=torch.float64) * 2 - 1
        cos = cos.sort(dim=1).values  # the rival is ahead
        labels = torch.zeros(200, dtype=torch.long)
        loss = losses.build("sv_softmax", scale=scale, t=t)
        target, rival = force_ratios(loss, cos, labels)
        assert target.min() >= 1
        assert target.max() <= 2
        assert t - 1e-12 <= rival.min()
        assert rival.max() <= 2 * t
    # The bounds are reached at the boundary when guidance is strong.
    loss = losses.build("sv_softmax", scale=64.0, t=2.0)
    target, rival = force_ratios(loss, cosines(0.5, 0.5 + 1e-9), LABEL)
    torch.testing.assert_close(target.item(), 2.0, rtol=1e-6, atol=0)
    torch.testing.assert_close(rival.item(), 4.0, rtol=1e-6, atol=0)


@pytest.mark.parametrize(
    ("scale", "gap", "target", "rival"),
    [
        (30, 0.02, 1.55, 1.86),
        (30, 0.1, 1.05, 1.26),
        (30, 0.2, 1.002, 1.203),
        (64, 0.1, 1.002, 1.202),
    ],
)
def test_where_s_is_hot(scale: float, gap: float, target: float, rival: float) -> None:
    loss = losses.build("sv_softmax", scale=float(scale), t=1.2)
    found = force_ratios(loss, cosines(0.4, 0.4 + gap), LABEL)
    assert [ratio.item() for ratio in found] == pytest.approx([target, rival], abs=0.005)


@pytest.mark.parametrize(
    ("classes", "scale", "gap", "rival"),
    [
        (1_000, 8, 0.02, 9),
        (86_876, 16, 0.02, 60),
        (86_876, 16, 0.2, 8),
        (86_876, 30, 0.02, 2.2),
        (86_876, 30, 0.1, 1.3),
        (86_876, 30, 0.2, 1.2),
    ],
)
def test_where_s_is_cool(classes: int, scale: float, gap: float, rival: float) -> None:
    loss = losses.build("sv_softmax", scale=float(scale), t=1.2)
    cos = cosines(0.4, 0.4 + gap, others=classes - 2)
    target_ratio, rival_ratio = (ratio.item() for ratio in force_ratios(loss, cos, LABEL))
    assert rival_ratio == pytest.approx(rival, rel=0.06)
    if scale <= fixed_scale(classes):
        assert target_ratio < 1.1  # the target is pulled as before


def test_a_margin_moves_the_boundary() -> None:
    loss = losses.build("sv_am_softmax", scale=30.0, margin=0.2, t=1.2)
    inside, outside = cosines(0.5, 0.35), cosines(0.5, 0.25)
    assert force_ratios(loss, inside, LABEL)[1].item() > 1.2
    assert force_ratios(loss, outside, LABEL)[1].item() == pytest.approx(1)


def test_what_has_no_guidance_is_refused() -> None:
    with pytest.raises(ValueError, match="Arc-Softmax has no guidance"):
        force_ratios(losses.build("arc_softmax"), cosines(0.1, 0.2), LABEL)
