"""Muon: torch's own update of the hidden matrices, the others as without it."""

import pytest
import torch
from torch import nn

from face_training import recipes
from face_training.training.muon import as_matrix, hidden_matrices, of_matrix
from face_training.training.optimisers import Optimiser

GO_ON, STOP = torch.tensor(False), torch.tensor(True)


def network(form=torch.contiguous_format):
    torch.manual_seed(3)
    layers = [
        nn.Conv2d(3, 4, 3), nn.BatchNorm2d(4), nn.Conv2d(4, 4, 3, groups=4), nn.Conv2d(4, 6, 2),
        nn.PReLU(6), nn.Flatten(), nn.Linear(24, 5),
    ]  # fmt: skip
    return nn.Sequential(*layers).double().to(memory_format=form)


def made(*overrides, form=torch.contiguous_format):
    backbone = network(form)
    torch.manual_seed(4)
    head = nn.Linear(5, 7, bias=False).double()
    settings = recipes.read("smoke", ["optimiser.name=muon", *overrides]).optimiser
    return backbone, head, Optimiser(settings, backbone, head)


def pull(backbone, head):
    draw = torch.Generator().manual_seed(5)
    images = torch.randn(8, 3, 7, 7, generator=draw, dtype=torch.float64)
    head(backbone(images)).square().mean().backward()


def trained(backbone, head, optimiser, steps=3):
    for step in range(steps):
        optimiser.set_rate(0.1 / (step + 1))
        optimiser.forget_gradients()
        pull(backbone, head)
        optimiser.update(optimiser.norms(), GO_ON)
    return [weight.detach().clone() for weight in (*backbone.parameters(), *head.parameters())]


def test_the_hidden_matrices():
    backbone = network()
    assert list(hidden_matrices(backbone)) == [backbone[3].weight, backbone[6].weight]
    backbone[3].weight.requires_grad_(False)
    assert list(hidden_matrices(backbone)) == [backbone[6].weight]


@pytest.mark.parametrize("others", ["sgd", "adamw"])
def test_it_is_torchs_own_update(others):
    found = trained(*made(f"optimiser.others={others}", "optimiser.matrix_learning_rate=0.05"))
    backbone, head, _ = made()
    matrices = list(hidden_matrices(backbone))
    rest = [weight for weight in backbone.parameters() if weight not in set(matrices)]
    rest += head.parameters()
    flat = [nn.Parameter(weight.detach().view(len(weight), -1)) for weight in matrices]
    muon = torch.optim.Muon(flat, weight_decay=0.01)
    other = {
        "sgd": lambda: torch.optim.SGD(rest, 1.0, 0.9, weight_decay=5e-4),
        "adamw": lambda: torch.optim.AdamW(rest, 1.0, (0.9, 0.999), weight_decay=5e-4),
    }[others]()
    for step in range(3):
        for optimiser, rate in ((muon, 0.05), (other, 0.1)):
            optimiser.param_groups[0]["lr"] = rate / (step + 1)
        backbone.zero_grad()
        head.zero_grad()
        pull(backbone, head)
        for one, weight in zip(flat, matrices, strict=True):
            one.grad = weight.grad.view(one.shape)
        muon.step()
        other.step()
    expected = (*backbone.parameters(), *head.parameters())
    for one, wanted in zip(found, expected, strict=True):
        torch.testing.assert_close(one, wanted.detach())


def test_the_order_of_the_memory_does_not_matter():
    plain, last = made(), made(form=torch.channels_last)
    assert not last[0][3].weight.is_contiguous()
    # Sums in another order, then in 8 bits of a mantissa: a unit in the last place of those.
    for one, other in zip(trained(*plain), trained(*last), strict=True):
        torch.testing.assert_close(one, other, rtol=0, atol=2e-3)
    (state,) = [s for w, _, s in last[2].state() if w is last[0][3].weight]
    (wanted,) = [s for w, _, s in plain[2].state() if w is plain[0][3].weight]
    assert state.shape == wanted.shape == plain[0][3].weight.shape
    torch.testing.assert_close(state, wanted, rtol=0, atol=2e-3)
    assert state.abs().max() > 1e-3


def test_a_matrix_shares_its_memory():
    weight = torch.arange(24.0).view(2, 3, 2, 2)
    for one in (weight, weight.to(memory_format=torch.channels_last)):
        matrix = as_matrix(one)
        assert matrix.data_ptr() == one.data_ptr()
        assert torch.equal(of_matrix(matrix, one), weight)


def test_stopped_it_changes_nothing():
    backbone, head, optimiser = made("optimiser.clip_backbone=0.01")
    trained(backbone, head, optimiser)

    def everything():
        states = [value for _, _, value in optimiser.state()]
        return [*backbone.parameters(), *head.parameters(), *states]

    before = [value.detach().clone() for value in everything()]
    assert len(before) > len([*backbone.parameters(), *head.parameters()])
    optimiser.update(optimiser.norms(), STOP)
    assert all(map(torch.equal, everything(), before))
    optimiser.update(optimiser.norms(), GO_ON)
    assert not torch.equal(backbone[3].weight, before[4])


def test_a_clipped_gradient_is_what_the_momentum_takes():
    momenta = []
    for largest in (0.0, 0.01):
        backbone, head, optimiser = made(f"optimiser.clip_backbone={largest}")
        optimiser.set_rate(0.1)
        pull(backbone, head)
        norm = float(optimiser.norms()[0])
        optimiser.update(optimiser.norms(), GO_ON)
        (momentum,) = [s for w, _, s in optimiser.state() if w is backbone[6].weight]
        momenta.append(momentum / (0.01 / norm if largest else 1))
    torch.testing.assert_close(momenta[0], momenta[1], rtol=1e-3, atol=0)
