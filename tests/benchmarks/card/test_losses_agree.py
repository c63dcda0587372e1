"""Losses on the device and float64 on the CPU: one that is wrong is found, and named."""

import pytest
import torch

from benchmarks.card import losses_agree
from benchmarks.card.losses_agree import LossesAgree

TRUE = losses_agree._one_pass


@pytest.fixture(autouse=True)
def _precision():
    before = torch.get_float32_matmul_precision()
    yield
    torch.set_float32_matmul_precision(before)


def test_a_loss_that_is_wrong_in_chunks(monkeypatch):
    def wrong(name, size, device, dtype, form, chunks=None):
        loss, *gradients = TRUE(name, size, device, dtype, form, chunks)
        if (name, form, dtype) == ("npcface", "chunked", torch.float64):
            gradients[0][0] *= 1.001
        return [loss, *gradients]

    monkeypatch.setattr(losses_agree, "_one_pass", wrong)
    found = [*LossesAgree("cpu", quick=True).agreements()]
    bad = [one.what for one in found if not one.holds]
    assert bad == ["4 losses, float64, chunked, and dense on the CPU; worst: npcface"]


def test_the_margin_decides_in_the_drawn_batch():
    """Targets are near, and rivals compete: no gradient is zero."""
    loss, embeddings, weights = TRUE("sv_arc_softmax", (16, 50, 8), "cpu", torch.float64, "dense")
    assert loss > 0
    assert float(embeddings.norm()) > 1e-3
    assert float(weights.norm(dim=1).min()) > 0
