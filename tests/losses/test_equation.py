"""The equation itself: plain softmax, building, changing, saving."""

import pytest
import torch
import torch.nn.functional as F

from losses import LOSSES, build, compose
from losses.batch import Batch
from tests.losses.loop import SCALES, assert_equal, cosines, loop


@pytest.mark.parametrize("scale", SCALES)
def test_norm_softmax_is_equation_1(scale):
    cos, labels = cosines(seed=11)
    assert_equal(build("norm_softmax", scale=scale)(cos, labels), loop(cos, labels, scale=scale))


def test_softmax_is_cross_entropy_of_what_it_is_given():
    products, labels = cosines(seed=12)
    products = 20 * products
    expected = F.cross_entropy(products, labels, reduction="none")
    torch.testing.assert_close(build("softmax")(products, labels), expected, rtol=1e-14, atol=0)


def test_set_changes_a_living_loss_and_keeps_its_state():
    cos, labels = cosines(seed=13)
    loss = build("curricularface")
    loss(cos, labels)
    (t,) = loss.buffers()
    before = t.clone()
    loss.set(margin=0.2, scale=16.0)
    torch.testing.assert_close(*loss.buffers(), before, rtol=0, atol=0)
    expected = build("curricularface", margin=0.2, scale=16.0).eval()
    expected.load_state_dict(loss.state_dict())
    torch.testing.assert_close(loss.eval()(cos, labels), expected(cos, labels), rtol=0, atol=0)


def test_set_refuses_what_build_refuses():
    loss = build("sv_softmax")
    with pytest.raises(ValueError, match=r"sv_softmax t must be 1 to 2, not 0\.2"):
        loss.set(t=0.2)
    assert loss.values["t"] == 1.2


@pytest.mark.parametrize("name", list(LOSSES))
def test_state_survives_saving(name):
    torch.manual_seed(0)
    norms = torch.rand(6, dtype=torch.float64) * 50
    first, second = build(name), build(name)
    for seed in range(3):
        cos, labels = cosines(seed=seed)
        first(cos, labels, norms_B=norms)
    second.load_state_dict(first.state_dict())
    cos, labels = cosines(seed=4)
    torch.testing.assert_close(
        first(cos, labels, norms_B=norms), second(cos, labels, norms_B=norms), rtol=0, atol=0
    )


def test_composition_with_nothing_is_softmax():
    cos, labels = cosines(seed=14)
    torch.testing.assert_close(
        compose()(cos, labels), build("norm_softmax")(cos, labels), rtol=0, atol=0
    )


def test_every_function_of_the_catalogue_exists():
    for name in LOSSES:
        assert repr(build(name)).startswith(f"Loss({name}") or name in repr(build(name))


@pytest.mark.parametrize("name", ["norm_softmax", "arc_softmax", "sv_am_softmax", "a_softmax"])
def test_the_margin_curve_is_the_margin_of_a_batch(name):
    loss = build(name)
    cos_T = torch.linspace(-1, 1, 21, dtype=torch.float64)
    batch = Batch(cos_T.unsqueeze(1), torch.zeros(21, dtype=torch.long))
    torch.testing.assert_close(loss.margin_curve(cos_T), loss.terms(batch).f_B)


@pytest.mark.parametrize("name", ["magface", "adaface", "npcface", "elasticface"])
def test_there_is_no_margin_curve_where_f_reads_more_than_the_cosine(name):
    assert build(name).margin_curve(torch.zeros(3)) is None


def test_composed_is_a_name_like_others():
    cos, labels = cosines(seed=15)
    built = build("composed", f="arc", h="sv", scale=20.0, t=1.3)
    torch.testing.assert_close(
        built(cos, labels), compose("arc", h="sv", scale=20.0, t=1.3)(cos, labels), rtol=0, atol=0
    )
    assert built.spec.name == "composed"
    with pytest.raises(ValueError, match=r"^Unknown slot h='arc'\. Allowed: none, sv, "):
        build("composed", h="arc")


@pytest.mark.parametrize("name", list(LOSSES))
def test_the_terms_are_those_of_the_equation(name):
    """-g log(e^{s f} / (e^{s f} + sum h_k e^{s cos_k})) + penalty, put together from its terms."""
    cos, labels = cosines(seed=16)
    norms = torch.tensor([5.0, 12, 30, 60, 100, 140], dtype=torch.float64)
    loss = build(name).eval()
    terms = loss.terms(Batch(cos, labels, norms))
    here = labels.unsqueeze(1)
    s_f_B = terms.scale * terms.f_B
    rivals_BC = (terms.scale * terms.guided_BC).scatter(1, here, -torch.inf)
    assert_equal(terms.loss_B, terms.g_B * terms.nll_B + terms.penalty_B)
    logits_BC = (terms.scale * terms.guided_BC).scatter(1, here, s_f_B[:, None])
    if terms.threshold is None:
        assert_equal(terms.log_rivals_B, rivals_BC.logsumexp(1))
        assert_equal(terms.nll_B, torch.logaddexp(s_f_B, terms.log_rivals_B) - s_f_B)
        assert_equal(terms.logits_BC, logits_BC)
        assert_equal(terms.p_BC, logits_BC.exp() / logits_BC.exp().sum(1, keepdim=True))
    else:
        b, of_target, of_rivals = terms.threshold
        assert_equal(terms.above_B, (rivals_BC - b).exp().log1p().sum(1))
        assert_equal(terms.nll_B, of_target * (b - s_f_B).exp().log1p() + of_rivals * terms.above_B)
        assert_equal(terms.logits_BC, logits_BC - b)
        assert_equal(terms.p_BC, 1 / (1 + (b - logits_BC).exp()))
    beating_BC = cos > terms.boundary_B[:, None]
    if name == "circle":  # whose h exceeds f at both ends
        beating_BC = terms.guided_BC > terms.f_B[:, None]
    expected_BC = beating_BC.scatter(1, here, False)
    torch.testing.assert_close(terms.support_BC, expected_BC)
    torch.testing.assert_close(loss(cos, labels, norms_B=norms), terms.loss_B, rtol=0, atol=0)


def test_a_small_term_is_computed_once_and_a_large_one_is_not_kept():
    cos, labels = cosines(seed=17)
    terms = build("sv_arc_softmax").terms(Batch(cos, labels))
    assert terms.f_B is terms.f_B
    assert terms.loss_B is terms.nll_B  # without mining and penalty there is nothing to multiply
    assert terms.guided_BC is not terms.guided_BC
