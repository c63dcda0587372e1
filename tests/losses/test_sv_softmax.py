"""SV-Softmax and SV-X against the paper, its limits and the published values."""

import math

import pytest
import torch

from losses import build
from losses.sv_softmax import beats, sv_guide
from tests.losses.loop import GRID, am, arc, assert_equal, cosines, loop, psi, sv_factor

LABELS_A = torch.tensor([1, 2, 0])
ROWS_A = torch.tensor([[2.0, 3, 1, -1], [-1, 2.1, 2, 6], [-2, 3, 4, -2.1]], dtype=torch.float64)
LABELS_B = torch.tensor([0, 0, 2])
ROWS_B = torch.tensor(
    [[0.60, 0.30, 0.10, -0.20], [0.40, 0.55, 0.10, 0.00], [0.20, 0.10, 0.25, 0.60]],
    dtype=torch.float64,
)


@pytest.mark.parametrize(("scale", "t"), GRID)
@pytest.mark.parametrize(
    ("name", "parameters", "f"),
    [
        ("sv_softmax", {}, lambda c: c),
        ("sv_am_softmax", {"margin": 0.35}, am(0.35)),
        ("sv_arc_softmax", {"margin": 0.5}, arc(0.5)),
        ("sv_a_softmax", {"margin": 2.0}, psi(2.0)),
    ],
)
def test_equals_the_paper(name, parameters, f, scale, t):
    cos, labels = cosines(seed=int(scale * 10 * t))
    loss = build(name, scale=scale, t=t, **parameters)
    assert_equal(loss(cos, labels), loop(cos, labels, scale=scale, f=f, h=sv_factor(scale, t)))


@pytest.mark.parametrize(
    ("name", "parameters", "mean"),
    [
        ("sv_softmax", {"t": 1.2}, 4.366085),
        ("sv_softmax", {"t": 1.0}, 3.591712),
        ("sv_am_softmax", {"t": 1.2, "margin": 0.35}, 4.643609),
        ("sv_am_softmax", {"t": 1.0, "margin": 0.35}, 3.867867),
    ],
)
def test_published_values_at_scale_1(name, parameters, mean):
    actual = build(name, scale=1.0, **parameters)(ROWS_A, LABELS_A).mean()
    assert actual.item() == pytest.approx(mean, abs=1e-6)


@pytest.mark.parametrize(
    ("name", "t", "values"),
    [
        ("sv_softmax", 1.0, (0.000124, 4.511049, 10.500034)),
        ("sv_softmax", 1.2, (0.000124, 13.800001, 20.100000)),
        ("sv_am_softmax", 1.0, (1.703438, 15.000002, 21.000006)),
        ("sv_am_softmax", 1.2, (9.300092, 24.300000, 30.600001)),
        ("sv_arc_softmax", 1.0, (4.721148, 19.151034, 25.344191)),
        ("sv_arc_softmax", 1.2, (12.509732, 28.451032, 34.944185)),
    ],
)
def test_golden_vectors(name, t, values):
    actual = build(name, scale=30.0, t=t)(ROWS_B, LABELS_B)
    expected = torch.tensor(values, dtype=torch.float64)
    torch.testing.assert_close(actual, expected, rtol=0, atol=1e-6)


def test_support_vectors_of_the_golden_rows():
    found = build("sv_softmax").support_vectors(ROWS_B, LABELS_B)
    assert found.tolist() == [[False] * 4, [False, True, False, False], [False] * 3 + [True]]


def test_margin_widens_the_support_set():
    cos = torch.tensor([[0.5, 0.3, 0.1]])
    labels = torch.tensor([0])
    assert not build("sv_softmax").support_vectors(cos, labels).any()
    assert build("sv_am_softmax", margin=0.35).support_vectors(cos, labels).tolist() == [
        [False, True, False]
    ]


def test_a_tie_is_not_a_support_vector():
    cos = torch.tensor([[0.5, 0.5, 0.2]])
    assert not build("sv_softmax").support_vectors(cos, torch.tensor([0])).any()
    assert not beats(cos, torch.tensor([0.5])).any()


@pytest.mark.parametrize(
    ("name", "plain"),
    [
        ("sv_softmax", "norm_softmax"),
        ("sv_a_softmax", "a_softmax"),
        ("sv_am_softmax", "am_softmax"),
        ("sv_arc_softmax", "arc_softmax"),
    ],
)
def test_t_1_is_the_plain_loss_exactly(name, plain):
    cos, labels = cosines(seed=3)
    torch.testing.assert_close(
        build(name, t=1.0)(cos, labels), build(plain)(cos, labels), rtol=0, atol=0
    )


def test_a_sample_that_no_class_beats_is_plain_softmax_exactly():
    cos = torch.tensor([[0.9, 0.3, -0.5], [0.1, 0.8, 0.7]], dtype=torch.float64)
    labels = torch.tensor([0, 1])
    expected = build("norm_softmax")(cos, labels)
    torch.testing.assert_close(build("sv_softmax")(cos, labels), expected, rtol=0, atol=0)


@pytest.mark.parametrize(("cos_k", "jump"), [(0.0, 6.00), (0.3, 7.80), (0.5, 9.00), (0.7, 10.20)])
def test_the_jump_at_the_boundary(cos_k, jump):
    loss = build("sv_softmax", scale=30.0, t=1.2)
    just_beaten = torch.tensor([[cos_k, cos_k + 1e-12]], dtype=torch.float64)
    tied = torch.tensor([[cos_k, cos_k]], dtype=torch.float64)
    label = torch.tensor([0])
    assert loss(tied, label).item() == pytest.approx(math.log(2))
    assert loss(just_beaten, label).item() == pytest.approx(jump, abs=0.005)


def test_h_as_a_cosine_is_h_as_a_factor():
    cos = torch.linspace(-1, 1, 41, dtype=torch.float64).unsqueeze(0)
    boundary = torch.tensor([0.2], dtype=torch.float64)
    for scale, t in GRID:
        log_h = scale * (sv_guide(cos, boundary, t=t) - cos)
        expected = [scale * (t - 1) * (c + 1) if c > 0.2 else 0.0 for c in cos[0].tolist()]
        torch.testing.assert_close(log_h[0], torch.tensor(expected, dtype=torch.float64))


@pytest.mark.parametrize(("name", "t"), [("sv_softmax", 1.2), ("sv_am_softmax", 1.3)])
def test_gradient_is_the_papers(name, t):
    """Eq. 14 and 15: s (p_y - 1), s p_k, and s t p_k for a support vector."""
    scale = 30.0
    cos, labels = cosines(seed=8)
    cos.requires_grad_()
    loss = build(name, scale=scale, t=t)
    (grad,) = torch.autograd.grad(loss(cos, labels).sum(), cos)
    p = loss.logits(cos, labels).softmax(1).tolist()
    supported = loss.support_vectors(cos, labels).tolist()
    for i, label in enumerate(labels.tolist()):
        for k in range(cos.shape[1]):
            if k == label:
                expected = scale * (p[i][k] - 1)
            else:
                expected = scale * (t if supported[i][k] else 1) * p[i][k]
            assert grad[i, k].item() == pytest.approx(expected, rel=1e-10, abs=1e-12)
