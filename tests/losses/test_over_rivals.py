"""The frugal form equals the readable one, in value and gradient."""

import pytest
import torch
import torch.nn.functional as F

from losses.batch import Batch
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


def test_a_second_backward_pass_gives_the_same():
    cos, labels = batch()
    loss_B = split(build("sv_am_softmax", scale=8.0))(cos, labels)
    weights = torch.linspace(-1, 2, 8, dtype=torch.float64)
    first, second = (
        torch.autograd.grad((weights * loss_B).sum(), cos, retain_graph=True)[0] for _ in range(2)
    )
    assert torch.equal(first, second)


def test_what_is_watched_is_found_in_the_same_pass():
    cos, labels = batch()
    loss = split(build("sv_am_softmax", scale=8.0))
    found, plain = (loss.terms(Batch(cos, labels), watch=watch) for watch in (True, False))
    torch.testing.assert_close(found.loss_B, plain.loss_B, rtol=1e-13, atol=1e-13)
    torch.testing.assert_close(found.support_B, plain.support_BC.sum(1).double())
    torch.testing.assert_close(found.nearest_B, plain.nearest_B)
    (wanted, also) = (torch.autograd.grad(of.loss_B.sum(), cos)[0] for of in (found, plain))
    torch.testing.assert_close(wanted, also, rtol=1e-12, atol=1e-14)


@pytest.mark.parametrize("cut", [Pieces(worth_splitting=0), Pieces(worth_splitting=2**62)])
def test_float32_loses_no_small_terms_of_a_long_sum(cut):
    """As with ArcFace's 85,742 classes: one near rival, and very many that are far."""
    generator = torch.Generator().manual_seed(0)
    cos = 0.045 * torch.randn(2, 85_742, generator=generator, dtype=torch.float64)
    cos[:, :2] = torch.tensor([0.7, 0.3])
    found = []
    for dtype in (torch.float64, torch.float32):
        loss = build("am_softmax", scale=64.0, margin=0.35)
        loss.pieces = cut
        given = cos.to(dtype, copy=True).requires_grad_()
        loss_B = loss(given, torch.tensor([0, 0]))
        loss_B.sum().backward()
        found.append((loss_B.detach().double(), given.grad.double()))
    (exact_B, exact_BC), (loss_B, gradient_BC) = found
    torch.testing.assert_close(loss_B, exact_B, rtol=0, atol=1e-6)
    torch.testing.assert_close(gradient_BC, exact_BC, rtol=2e-5, atol=1e-9)


def test_a_large_batch_keeps_its_gradient_beside_its_cosines():
    """The memory that is taken in the forward pass and still held after it, in cosines."""
    cos = torch.zeros(64, 10_000, requires_grad=True)
    labels = torch.zeros(64, dtype=torch.long)
    held = []
    with torch.profiler.profile(profile_memory=True, acc_events=True) as watched:
        held.append(build("norm_softmax")(cos, labels))
    events = watched.profiler.kineto_results.events()
    kept = sum(event.nbytes() for event in events if event.name() == "[memory]")
    assert kept / (4 * cos.numel()) == pytest.approx(1, abs=0.01)
