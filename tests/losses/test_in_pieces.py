"""The frugal form equals the readable one, in value and gradient."""

import pytest
import torch
import torch.nn.functional as F

from losses import in_pieces
from losses.equation import build, compose

CASES = [
    ("none", "none", "none"),
    ("am", "none", "sv"),
    ("arc", "focal", "sv"),
    ("arc", "hard", "mv"),
    ("am", "none", "curricular"),
    ("arc", "none", "arcneg"),
    ("npc", "none", "npc"),
    ("circle", "none", "circle"),
]


@pytest.fixture
def small_pieces(monkeypatch):
    """Everything is split, into pieces of three rows (and a last one of two)."""
    import losses.equation

    monkeypatch.setattr(losses.equation, "WORTH_SPLITTING", 0)
    monkeypatch.setattr(in_pieces, "_PIECE", 33)


def batch():
    generator = torch.Generator().manual_seed(5)
    cos = 2 * torch.rand(8, 11, generator=generator, dtype=torch.float64) - 1
    return cos.requires_grad_(), torch.randint(11, (8,), generator=generator)


@pytest.mark.usefixtures("small_pieces")
@pytest.mark.parametrize(("f", "g", "h"), CASES)
def test_same_value_and_gradient_as_the_readable_form(f, g, h):
    cos, labels = batch()
    loss = compose(f, g, h, scale=16.0).eval()
    nll = F.cross_entropy(loss.logits(cos, labels), labels, reduction="none")
    readable = loss.mining_weights(nll) * nll
    frugal = loss(cos, labels)
    torch.testing.assert_close(frugal, readable, rtol=1e-12, atol=1e-13)
    weights = torch.linspace(-1, 2, 8, dtype=torch.float64)
    torch.testing.assert_close(
        torch.autograd.grad((weights * frugal).sum(), cos)[0],
        torch.autograd.grad((weights * readable).sum(), cos)[0],
        rtol=1e-11,
        atol=1e-13,
    )


@pytest.mark.usefixtures("small_pieces")
def test_gradcheck_in_pieces():
    cos, labels = batch()
    loss = build("sv_am_softmax", scale=8.0)
    assert torch.autograd.gradcheck(lambda c: loss(c, labels), (cos,))


@pytest.mark.usefixtures("small_pieces")
@pytest.mark.parametrize("dtype", [torch.float16, torch.bfloat16, torch.float32])
def test_dtypes(dtype):
    cos, labels = batch()
    narrow = cos.detach().to(dtype).requires_grad_()
    loss = build("sv_arc_softmax", scale=64.0)
    loss_B = loss(narrow, labels)
    loss_B.sum().backward()
    assert loss_B.dtype == torch.float32
    assert narrow.grad.dtype == dtype
    wide = narrow.detach().float().requires_grad_()
    expected_B = F.cross_entropy(loss.logits(wide, labels), labels, reduction="none")
    expected_B.sum().backward()
    torch.testing.assert_close(loss_B, expected_B)
    # exp(s cos - logsumexp) at s = 64 rounds by up to 64 float32 steps.
    rtol = {torch.float32: 2e-5, torch.float16: 2e-3, torch.bfloat16: 2e-2}[dtype]
    torch.testing.assert_close(narrow.grad, wide.grad.to(dtype), rtol=rtol, atol=1e-6)


def test_large_batches_are_split_without_being_told(monkeypatch):
    rows = []
    guide = in_pieces._pieces
    monkeypatch.setattr(in_pieces, "_pieces", lambda cos: rows.append(1) or guide(cos))
    build("norm_softmax")(torch.zeros(64, 10_000), torch.zeros(64, dtype=torch.long))
    assert rows
