"""SV-Softmax taken apart: values and gradients of each part, in float64."""

import pytest
import torch
from torch import Tensor

import losses
from losses.batch import Batch
from losses.equation import Loss
from toy_models.guidance.arms import Arm, confirmed
from toy_models.guidance.cells import TINY

S, T = TINY.scale, 1.2
ARMS = {arm.name: arm for arm in confirmed(TINY, equivalent_margin=0.25)}


def batch(true_labels: Tensor | None = None) -> Batch:
    draw = torch.Generator().manual_seed(0)
    cos = torch.rand(40, 9, generator=draw, dtype=torch.float64) * 1.6 - 0.8
    labels = torch.randint(9, (40,), generator=draw)
    return Batch(cos.requires_grad_(), labels, true_labels_B=true_labels)


def risen(name: str) -> Loss:
    loss = ARMS[name].loss().double()
    assert {**loss.values}[ARMS[name].raised] == ARMS[name].values[ARMS[name].raised]
    return loss


def value_and_gradient(loss: Loss, on: Batch) -> tuple[Tensor, Tensor]:
    loss.observe(on)
    loss_B = loss.terms(on).loss_B
    (gradient_BC,) = torch.autograd.grad(loss_B.sum(), on.cos_BC)
    return loss_B.detach(), gradient_BC


SV = losses.build("sv_softmax", scale=S, t=T)
NORM = losses.build("norm_softmax", scale=S)


def test_the_shift_has_the_value_of_sv_and_its_gradient_without_the_factor() -> None:
    value, gradient = value_and_gradient(risen("shift"), batch())
    of_sv, sv_gradient = value_and_gradient(SV, batch())
    torch.testing.assert_close(value, of_sv)
    factor = torch.where(SV.support_vectors(batch().cos_BC, batch().labels_B), T, 1.0)
    torch.testing.assert_close(gradient * factor, sv_gradient)


def test_the_factor_has_the_value_of_softmax_and_t_times_its_gradient() -> None:
    value, gradient = value_and_gradient(risen("factor"), batch())
    of_norm, norm_gradient = value_and_gradient(NORM, batch())
    torch.testing.assert_close(value, of_norm)
    factor = torch.where(SV.support_vectors(batch().cos_BC, batch().labels_B), T, 1.0)
    torch.testing.assert_close(gradient, factor * norm_gradient)


def test_normalised_weights_have_mean_1() -> None:
    loss, on = risen("normalised"), batch()
    terms = loss.terms(on)
    h_BC = (S * (terms.guide(on.cos_BC) - on.cos_BC)).exp()
    torch.testing.assert_close(h_BC.mean(1), torch.ones(40, dtype=torch.float64))
    of_sv = (S * (SV.terms(on).guide(on.cos_BC) - on.cos_BC)).exp()
    torch.testing.assert_close(h_BC, of_sv / of_sv.mean(1, keepdim=True))


def test_random_rivals_are_as_many_and_others_in_every_batch() -> None:
    loss, on = risen("random"), batch()
    support_BC = SV.terms(on).support_BC
    drawn = []
    for _ in range(4):
        loss.observe(on)
        pushed_BC = loss.terms(on).guide(on.cos_BC) != on.cos_BC
        torch.testing.assert_close(pushed_BC.sum(1), support_BC.sum(1))
        assert not torch.equal(pushed_BC, support_BC)
        drawn.append(pushed_BC)
    assert any(not torch.equal(drawn[0], other) for other in drawn[1:])
    again = risen("random")
    again.observe(on)
    assert torch.equal(again.terms(on).guide(on.cos_BC) != on.cos_BC, drawn[0])


def test_the_oracle_pushes_all_but_the_true_class_of_a_flip() -> None:
    labels = batch().labels_B
    true = labels.clone()
    true[:20] = (labels[:20] + 1) % 9
    on = batch(true)
    loss = risen("oracle")
    loss.observe(on)
    guided, of_sv = loss.terms(on).guide(on.cos_BC), SV.terms(on).guide(on.cos_BC)
    is_true = torch.zeros_like(guided, dtype=torch.bool).scatter(1, true.unsqueeze(1), True)
    torch.testing.assert_close(guided[is_true], on.cos_BC[is_true])
    torch.testing.assert_close(guided[~is_true], of_sv[~is_true])
    assert (of_sv[is_true] != on.cos_BC[is_true]).any()


def test_inter_top_k_pushes_the_five_nearest_rivals_by_an_angle() -> None:
    loss, on = risen("top_k"), batch()
    loss.observe(on)
    guided = loss.terms(on).guide(on.cos_BC).detach()
    for row, label, pushed in zip(on.cos_BC.detach(), on.labels_B, guided, strict=True):
        rivals = [k for k in range(9) if k != int(label)]
        nearest = sorted(rivals, key=lambda k: -row[k])[:5]
        for k in rivals:
            angle = row[k].acos() - (0.06 if k in nearest else 0)
            torch.testing.assert_close(pushed[k], angle.cos())


@pytest.mark.parametrize("name", ["shift", "factor", "random", "normalised", "oracle", "top_k"])
def test_at_its_neutral_value_each_is_softmax(name: str) -> None:
    arm: Arm = ARMS[name]
    loss = arm.loss().double()
    loss.set(**{arm.raised: arm.spec.parameters[arm.raised].low})
    value, gradient = value_and_gradient(loss, batch(batch().labels_B))
    of_norm, norm_gradient = value_and_gradient(NORM, batch())
    torch.testing.assert_close(value, of_norm)
    torch.testing.assert_close(gradient, norm_gradient)
