"""The frugal form equals the readable one, in value and gradient."""

import pytest
import torch
import torch.nn.functional as F

from losses.cosines import Pieces
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


def split(loss):
    """The loss with everything split, into pieces of three rows (and a last one of two)."""
    loss.pieces = Pieces(worth_splitting=0, on_cpu=33)
    return loss


def batch():
    generator = torch.Generator().manual_seed(5)
    cos = 2 * torch.rand(8, 11, generator=generator, dtype=torch.float64) - 1
    return cos.requires_grad_(), torch.randint(11, (8,), generator=generator)


@pytest.mark.parametrize(("f", "g", "h"), CASES)
def test_same_value_and_gradient_as_the_readable_form(f, g, h):
    cos, labels = batch()
    loss = split(compose(f, g, h, scale=16.0).eval())
    nll = F.cross_entropy(loss.logits(cos, labels), labels, reduction="none")
    readable = loss.g(nll) * nll
    frugal = loss(cos, labels)
    torch.testing.assert_close(frugal, readable, rtol=1e-12, atol=1e-13)
    weights = torch.linspace(-1, 2, 8, dtype=torch.float64)
    torch.testing.assert_close(
        torch.autograd.grad((weights * frugal).sum(), cos)[0],
        torch.autograd.grad((weights * readable).sum(), cos)[0],
        rtol=1e-11,
        atol=1e-13,
    )


@pytest.mark.parametrize("name", ["uniface", "sphereface2"])
def test_a_threshold_in_pieces_has_the_same_value_and_gradients(name):
    cos, labels = batch()
    found = {}
    for form, loss in (
        ("whole", build(name, scale=6.0)),
        ("pieces", split(build(name, scale=6.0))),
    ):
        loss = loss.double()
        loss_B = loss(cos, labels)
        weights = torch.linspace(-1, 2, 8, dtype=torch.float64)
        of = torch.autograd.grad((weights * loss_B).sum(), (cos, *loss.parameters()))
        found[form] = (loss_B, *of)
    assert len(found["whole"]) == 3
    for whole, pieces in zip(found["whole"], found["pieces"], strict=True):
        torch.testing.assert_close(pieces, whole, rtol=1e-11, atol=1e-13)


def test_gradcheck_in_pieces():
    cos, labels = batch()
    loss = split(build("sv_am_softmax", scale=8.0))
    assert torch.autograd.gradcheck(lambda c: loss(c, labels), (cos,))


@pytest.mark.parametrize("dtype", [torch.float16, torch.bfloat16, torch.float32])
def test_dtypes(dtype):
    cos, labels = batch()
    narrow = cos.detach().to(dtype).requires_grad_()
    loss = split(build("sv_arc_softmax", scale=64.0))
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


def test_the_rows_of_the_pieces_are_all_rows():
    cos = torch.zeros(8, 11)
    assert Pieces(on_cpu=33).rows(cos) == [range(0, 3), range(3, 6), range(6, 8)]
    assert Pieces(on_cpu=1).rows(cos[:2]) == [range(0, 1), range(1, 2)]
    assert len(Pieces().rows(torch.zeros(64, 10_000))) == 5


@pytest.mark.parametrize(("classes", "kept"), [(8_000, 2), (10_000, 1)])
def test_a_large_batch_keeps_nothing_but_its_cosines(classes, kept):
    """Tensors as large as the cosines that wait for the backward pass, beside the cosines."""
    cos = torch.zeros(64, classes, requires_grad=True)
    seen = set()

    def note(tensor):
        if tensor.numel() == cos.numel():
            seen.add(tensor.data_ptr())
        return tensor

    with torch.autograd.graph.saved_tensors_hooks(note, lambda tensor: tensor):
        build("norm_softmax")(cos, torch.zeros(64, dtype=torch.long))
    assert len(seen) == kept
