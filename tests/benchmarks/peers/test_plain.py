"""Every peer computes what it is said to compute."""

import pytest
import torch

from benchmarks.peers.plain import (
    SCALE,
    cosface_of_library,
    cosine_head,
    plain_cross_entropy,
    where_sv_am_softmax,
)
from losses import build

BATCH, CLASSES, EMBEDDING = 12, 40, 8


@pytest.fixture
def batch() -> tuple[torch.Tensor, torch.Tensor, torch.Tensor]:
    """Features, class weights and labels."""
    draw = torch.Generator().manual_seed(2)
    x_BD = torch.randn(BATCH, EMBEDDING, generator=draw)
    w_CD = torch.randn(CLASSES, EMBEDDING, generator=draw)
    return x_BD, w_CD, torch.randint(CLASSES, (BATCH,), generator=draw)


def test_plain_cross_entropy_is_norm_softmax(batch) -> None:
    x_BD, w_CD, labels_B = batch
    cos_BC = cosine_head(x_BD, w_CD)
    torch.testing.assert_close(
        plain_cross_entropy(cos_BC, labels_B), build("norm_softmax")(cos_BC, labels_B).mean()
    )
    logits_BC = SCALE * torch.cosine_similarity(x_BD[:, None], w_CD[None], dim=-1)
    torch.testing.assert_close(
        plain_cross_entropy(cos_BC, labels_B),
        -logits_BC.log_softmax(1)[torch.arange(BATCH), labels_B].mean(),
    )


def test_torch_where_is_sv_am_softmax(batch) -> None:
    x_BD, w_CD, labels_B = batch
    cos_BC = cosine_head(x_BD, w_CD).requires_grad_()
    ours = build("sv_am_softmax")
    assert ours.support_vectors(cos_BC, labels_B).any()
    own, peer = ours(cos_BC, labels_B).mean(), where_sv_am_softmax(cos_BC, labels_B)
    torch.testing.assert_close(own, peer, rtol=1e-5, atol=1e-5)
    torch.testing.assert_close(
        *(torch.autograd.grad(loss, cos_BC)[0] for loss in (own, peer)), rtol=1e-5, atol=1e-5
    )


def test_cosface_of_the_library_is_am_softmax(batch) -> None:
    pytest.importorskip("pytorch_metric_learning")
    x_BD, w_CD, labels_B = batch
    x_BD.requires_grad_()
    w_CD.requires_grad_()
    own = build("am_softmax")(cosine_head(x_BD, w_CD), labels_B).mean()
    cosface = cosface_of_library(w_CD)
    peer = cosface(x_BD, labels_B)
    torch.testing.assert_close(own, peer, rtol=1e-5, atol=1e-5)
    (w_DC,) = cosface.parameters()
    own_x, own_w = torch.autograd.grad(own, (x_BD, w_CD))
    peer_x, peer_w = torch.autograd.grad(peer, (x_BD, w_DC))
    torch.testing.assert_close(own_x, peer_x, rtol=1e-5, atol=1e-5)
    torch.testing.assert_close(own_w, peer_w.T, rtol=1e-5, atol=1e-5)
