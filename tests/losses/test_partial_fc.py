"""Partial FC's draw: all labels, and others up to the share."""

import pytest
import torch

from losses.partial_fc import sampled_classes

LABELS = torch.tensor([3, 3, 90])


@pytest.mark.parametrize("share", [0.01, 0.3, 1.0])
def test_labels_are_in_and_the_share_is_met(share):
    chosen = sampled_classes(LABELS, 100, share, seed=1, step=2)
    assert chosen[LABELS].all()
    assert int(chosen.sum()) == max(2, round(100 * share))


def test_seed_and_step_decide():
    def draw(seed, step):
        return sampled_classes(LABELS, 100, 0.3, seed=seed, step=step).tolist()

    assert draw(1, 2) == draw(1, 2)
    assert draw(1, 2) != draw(1, 3)
    assert draw(1, 2) != draw(2, 2)


def test_rivals_are_drawn_evenly():
    counts = sum(sampled_classes(LABELS, 20 * 5, 0.3, seed=0, step=s).int() for s in range(400))
    others = torch.tensor([k for k in range(100) if k not in (3, 90)])
    expected = 400 * 28 / 98
    assert float((counts[others] - expected).abs().max()) < 5 * (expected * 0.71) ** 0.5
