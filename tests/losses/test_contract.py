"""What every loss of the catalogue, and every composition, must do."""

from itertools import product

import pytest
import torch
import torch.nn.functional as F

from losses import GUIDANCES, LOSSES, MARGINS, MININGS, THRESHOLDS, build, compose
from losses.batch import Batch
from tests.losses.loop import cosines

EVERY = pytest.mark.parametrize("name", list(LOSSES))
NORMS = torch.tensor([5.0, 12, 30, 60, 100, 140], dtype=torch.float64)


def evaluated(name, **parameters):
    """A loss whose state stands still."""
    return build(name, **parameters).eval()


@EVERY
def test_one_finite_loss_a_sample_that_is_not_negative(name):
    cos, labels = cosines(seed=1)
    loss_B = build(name)(cos, labels, norms_B=NORMS)
    assert loss_B.shape == (6,)
    assert loss_B.dtype == torch.float64
    assert torch.isfinite(loss_B).all()
    assert (loss_B >= 0).all()


# With a factor that counts as constant, finite differences see another function; the tests of
# those files compare their gradients with the formula's.
EXACT = [
    name for name, spec in LOSSES.items() if not any(slot.constant_factor for slot in spec.slots)
]


def test_these_losses_have_the_gradient_of_their_value():
    assert set(LOSSES) - set(EXACT) >= {"circle", "arcnegface", "npcface"}
    assert {"norm_softmax", "arc_softmax", "sv_arc_softmax", "magface", "adaface"} <= set(EXACT)


@pytest.mark.parametrize("name", EXACT)
def test_gradcheck(name):
    cos, labels = cosines(seed=2)
    cos, norms = (0.9 * cos).requires_grad_(), NORMS.clone().requires_grad_()
    # A scale of 8 keeps the curvature small enough for finite differences.
    scale = {"scale": 8.0} if "scale" in LOSSES[name].parameters else {}
    loss = evaluated(name, **scale)
    fixed = norms.detach()
    # MagFace is the one loss with a gradient through the norms.
    inputs = (cos, norms) if name == "magface" else (cos,)
    assert torch.autograd.gradcheck(lambda c, n=fixed: loss(c, labels, norms_B=n), inputs)


@EVERY
def test_observing_a_batch_takes_nothing_from_its_gradient(name):
    cos, labels = cosines(seed=2)
    cos.requires_grad_()
    training = build(name)
    (seen,) = torch.autograd.grad(training(cos, labels, norms_B=NORMS).sum(), cos)
    still = build(name).eval()
    still.load_state_dict(training.state_dict())
    (unseen,) = torch.autograd.grad(still(cos, labels, norms_B=NORMS).sum(), cos)
    torch.testing.assert_close(seen, unseen, rtol=0, atol=0)


@EVERY
@pytest.mark.parametrize("dtype", [torch.float16, torch.bfloat16, torch.float32, torch.float64])
def test_finite_at_the_ends_of_the_cosine_at_scale_64(name, dtype):
    ends = [[1, -1, 1, 0], [-1, 1, 1, 1], [1, 1, 1, 1], [-1, -1, -1, -1], [0, 1, -1, 1]]
    cos = torch.tensor(ends, dtype=dtype, requires_grad=True)
    labels = torch.tensor([0, 0, 3, 2, 1])
    known = LOSSES[name].parameters
    extreme = {"scale": 64.0}
    if "t" in known:
        extreme["t"] = known["t"].low + 0.2
    loss = evaluated(name, **{k: v for k, v in extreme.items() if k in known})
    loss_B = loss(cos, labels, norms_B=NORMS[:5].to(dtype))
    loss_B.sum().backward()
    assert torch.isfinite(loss_B).all()
    assert torch.isfinite(cos.grad).all()
    assert loss_B.dtype == (torch.float64 if dtype == torch.float64 else torch.float32)


@EVERY
def test_a_rounding_step_beyond_the_ends_is_finite_too(name):
    cos = torch.tensor([[1.0000002, 0.1], [-1.0000002, 0.1]], requires_grad=True)
    loss_B = evaluated(name)(cos, torch.tensor([0, 0]), norms_B=torch.tensor([20.0, 20.0]))
    loss_B.sum().backward()
    assert torch.isfinite(loss_B).all()
    assert torch.isfinite(cos.grad).all()


@EVERY
def test_the_input_is_left_alone(name):
    cos, labels = cosines(seed=3)
    before = cos.clone()
    build(name)(cos, labels, norms_B=NORMS)
    torch.testing.assert_close(cos, before, rtol=0, atol=0)


@EVERY
def test_renaming_the_classes_changes_nothing(name):
    cos, labels = cosines(seed=4)
    order = torch.tensor([3, 0, 6, 1, 5, 2, 4])
    renamed = order.argsort()[labels]
    torch.testing.assert_close(
        evaluated(name)(cos[:, order], renamed, norms_B=NORMS),
        evaluated(name)(cos, labels, norms_B=NORMS),
    )


@EVERY
def test_logits_are_what_cross_entropy_gets(name):
    cos, labels = cosines(seed=5)
    loss = evaluated(name)
    terms = loss.terms(Batch(cos, labels, NORMS))
    logits_BC = loss.logits(cos, labels, norms_B=NORMS)
    if terms.threshold:
        own_BC = F.one_hot(labels, 7).double()
        weight_BC = torch.where(own_BC > 0, terms.threshold.of_target, terms.threshold.of_rivals)
        nll_B = F.binary_cross_entropy_with_logits(
            logits_BC, own_BC, weight_BC, reduction="none"
        ).sum(1)
    else:
        nll_B = F.cross_entropy(logits_BC, labels, reduction="none")
    penalty_B = terms.penalty_B
    if name == "magface":
        a_B = NORMS.clamp(10, 110)
        torch.testing.assert_close(penalty_B, 35 * (1 / a_B + a_B / 110**2))
    elif LOSSES[name].penalty is None:
        assert not penalty_B.any()
    weighted_B = loss.g(nll_B) * nll_B + penalty_B
    torch.testing.assert_close(loss(cos, labels, norms_B=NORMS), weighted_B)


MONOTONE = [name for name, spec in LOSSES.items() if all(slot.monotone for slot in spec.slots)]


def test_with_these_losses_a_better_target_can_cost_more():
    assert set(LOSSES) - set(MONOTONE) >= {"curricularface", "npcface"}


@pytest.mark.parametrize("name", MONOTONE)
def test_a_better_target_never_costs_more(name):
    """Raise the target's cosine from -1 to 1; rivals stay."""
    grid = torch.linspace(-1, 1, 401, dtype=torch.float64)
    rivals = torch.tensor([0.3, -0.4, 0.1], dtype=torch.float64).expand(401, 3)
    cos = torch.cat([grid.unsqueeze(1), rivals], 1)
    labels = torch.zeros(1, dtype=torch.long)
    loss = evaluated(name)
    loss_B = torch.cat([loss(row.unsqueeze(0), labels, norms_B=NORMS[:1]) for row in cos])
    assert (loss_B.diff() <= 1e-9).all()


@EVERY
def test_the_true_class_is_never_a_support_vector(name):
    cos, labels = cosines(seed=6, samples=6)
    found = evaluated(name).support_vectors(cos, labels, norms_B=NORMS)
    assert found.dtype == torch.bool
    assert not found.gather(1, labels.unsqueeze(1)).any()
    assert found.any()


@EVERY
def test_bad_batches_get_one_sentence(name):
    loss = build(name)
    cos, labels = cosines(seed=7)
    with pytest.raises(ValueError, match=r"^The batch is empty.*\.$"):
        loss(cos[:0], labels[:0], norms_B=NORMS[:0])
    with pytest.raises(ValueError, match=r"^Labels must be 0 to 6 for 7 classes, not 7\.$"):
        loss(cos, labels.clone().fill_(7), norms_B=NORMS)
    with pytest.raises(ValueError, match=r"^Labels must be 0 to 6 for 7 classes, not -1\.$"):
        loss(cos, labels.clone().fill_(-1), norms_B=NORMS)
    with pytest.raises(ValueError, match="cosines of shape"):
        loss(cos, labels[:2], norms_B=NORMS)


@EVERY
def test_norms_are_asked_for_where_they_are_needed(name):
    cos, labels = cosines(seed=7)
    if LOSSES[name].needs_norms:
        with pytest.raises(ValueError, match="norms_B="):
            build(name)(cos, labels)
    else:
        build(name)(cos, labels)


@pytest.mark.parametrize(("f", "g", "h"), list(product(MARGINS, MININGS, GUIDANCES)))
def test_every_composition_is_finite_and_has_a_gradient(f, g, h):
    cos, labels = cosines(seed=9)
    cos.requires_grad_()
    loss_B = compose(f, g, h, scale=16.0).eval()(cos, labels, norms_B=NORMS)
    loss_B.sum().backward()
    assert torch.isfinite(loss_B).all()
    assert torch.isfinite(cos.grad).all()
    assert cos.grad.abs().sum() > 0


@pytest.mark.parametrize(("f", "g", "h"), [("arc", "focal", "sv"), ("x2", "hard", "topk")])
@pytest.mark.parametrize("b", THRESHOLDS)
def test_a_composition_with_a_threshold_has_a_gradient_for_it(f, g, h, b):
    cos, labels = cosines(seed=9)
    loss = compose(f, g, h, b, scale=16.0)
    loss_B = loss(cos.requires_grad_(), labels)
    loss_B.sum().backward()
    assert torch.isfinite(cos.grad).all()
    assert [weight.grad != 0 for weight in loss.parameters()] == [True] * (b != "none")


@pytest.mark.parametrize(
    ("name", "slots"),
    [
        ("f_arc_softmax", {"f": "arc", "g": "focal"}),
        ("hm_am_softmax", {"f": "am", "g": "hard"}),
        ("sv_am_softmax", {"f": "am", "h": "sv"}),
        ("mv_arc_softmax", {"f": "arc", "h": "mv", "scale": 32.0}),
        ("circle", {"f": "circle", "h": "circle", "scale": 256.0}),
        ("npcface", {"f": "npc", "h": "npc", "scale": 64.0}),
        ("uniface", {"f": "am", "b": "unified", "scale": 64.0, "margin": 0.4}),
    ],
)
def test_a_named_loss_is_its_composition(name, slots):
    cos, labels = cosines(seed=10)
    torch.testing.assert_close(
        compose(**slots)(cos, labels), build(name)(cos, labels), rtol=0, atol=0
    )


@EVERY
@pytest.mark.parametrize("half", [torch.float16, torch.bfloat16])
def test_half_precision_is_computed_in_float32_with_its_state(name, half):
    cos, labels = cosines(seed=7)
    given, loss = cos.to(half), build(name)
    exact = build(name)
    for _ in range(3):
        loss_B = loss(given, labels, norms_B=NORMS.float())
        exact_B = exact(given.float(), labels, norms_B=NORMS.float())
    torch.testing.assert_close(loss_B, exact_B, rtol=0, atol=0)
    for (key, state), same in zip(
        loss.state_dict().items(), exact.state_dict().values(), strict=True
    ):
        torch.testing.assert_close(state, same, rtol=0, atol=0, msg=key)


@EVERY
def test_float64_stays_float64_with_its_state(name):
    """Without `.double()`, and through a state dict."""
    cos, labels = cosines(seed=8)
    cos, norms = (cos / 3).double(), (NORMS / 3).double()
    loss, exact = build(name), build(name).double()
    for _ in range(3):
        loss_B = loss(cos, labels, norms_B=norms)
        exact_B = exact(cos, labels, norms_B=norms)
    torch.testing.assert_close(loss_B, exact_B, rtol=1e-14, atol=1e-14)
    loaded = build(name).eval()
    loaded.load_state_dict(loss.state_dict())
    still_B, exact_B = (of(cos, labels, norms_B=norms) for of in (loaded, exact.eval()))
    torch.testing.assert_close(still_B, exact_B, rtol=1e-14, atol=1e-14)
