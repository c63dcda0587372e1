"""Parts of their own, clipping within the update, and the state before the first step."""

import pytest
import torch
from torch import nn
from torch.distributed.tensor import DTensor

from face_training import recipes
from face_training.head.head import Head
from face_training.training.optimisers import Optimiser
from losses import build
from tests.face_training.processes import in_processes


def parts():
    generator = torch.Generator().manual_seed(2)
    made = nn.Linear(3, 2, bias=False), nn.Linear(2, 4, bias=False)
    for part in made:
        nn.init.normal_(part.weight, generator=generator)
    return made


def made(*overrides, rate=None):
    backbone, head = parts()
    settings = recipes.read("smoke", overrides).optimiser
    return backbone, head, Optimiser(settings, backbone, head, rate=rate)


PLAIN = ("optimiser.momentum=0.0", "optimiser.weight_decay=0.0")
GO_ON, STOP = torch.tensor(False), torch.tensor(True)


def trained(backbone, head, optimiser, update, steps=3):
    for step in range(steps):
        optimiser.set_rate(0.1 / (step + 1))
        optimiser.forget_gradients()
        head(backbone(torch.ones(1, 3))).square().sum().backward()
        update()
    return torch.cat([backbone.weight.flatten(), head.weight.flatten()])


@pytest.mark.parametrize(("largest", "expected"), [(0.0, 10.0), (20.0, 10.0), (5.0, 5.0)])
def test_clipping_leaves_a_small_gradient_and_shortens_a_long_one(largest, expected):
    backbone, head, optimiser = made(f"optimiser.clip_backbone={largest}", *PLAIN)
    before = backbone.weight.detach().clone(), head.weight.detach().clone()
    backbone.weight.grad = torch.tensor([[6.0, 0, 0], [0, 8, 0]])
    head.weight.grad = torch.full((4, 2), 100.0)
    optimiser.set_rate(1.0)
    norms = optimiser.norms()
    optimiser.update(norms, GO_ON)
    assert float(norms[0]) == pytest.approx(10)
    assert float((backbone.weight.detach() - before[0]).norm()) == pytest.approx(expected, rel=1e-5)
    torch.testing.assert_close(head.weight, before[1] - 100)


@pytest.mark.parametrize("name", ["sgd", "adamw"])
def test_it_is_torchs_own_update(name):
    backbone, head, optimiser = made(f"optimiser.name={name}", "optimiser.weight_decay=0.1")
    found = trained(backbone, head, optimiser, lambda: optimiser.update(optimiser.norms(), GO_ON))
    backbone, head = parts()
    weights = [*backbone.parameters(), *head.parameters()]
    plain = {
        "sgd": lambda: torch.optim.SGD(weights, 1.0, 0.9, weight_decay=0.1),
        "adamw": lambda: torch.optim.AdamW(weights, 1.0, (0.9, 0.999), weight_decay=0.1),
    }[name]()
    for step in range(3):
        for group in plain.param_groups:
            group["lr"] = 0.1 / (step + 1)
        plain.zero_grad()
        head(backbone(torch.ones(1, 3))).square().sum().backward()
        plain.step()
    expected = torch.cat([backbone.weight.flatten(), head.weight.flatten()])
    torch.testing.assert_close(found, expected)


@pytest.mark.parametrize("name", ["sgd", "adamw"])
def test_the_rate_may_be_a_tensor(name):
    found = []
    for rate in (None, torch.zeros(())):
        backbone, head, optimiser = made(f"optimiser.name={name}", rate=rate)
        update = lambda o=optimiser: o.update(o.norms(), GO_ON)  # noqa: E731
        found.append(trained(backbone, head, optimiser, update))
    torch.testing.assert_close(*found)


@pytest.mark.parametrize("name", ["sgd", "adamw"])
def test_stopped_it_changes_nothing(name):
    backbone, head, optimiser = made(f"optimiser.name={name}", "optimiser.clip_backbone=1.0")
    update = lambda: optimiser.update(optimiser.norms(), GO_ON)  # noqa: E731
    trained(backbone, head, optimiser, update)

    def everything():
        return [backbone.weight, head.weight, *(value for _, _, value in optimiser.state())]

    before = [value.detach().clone() for value in everything()]
    head.weight.grad *= float("nan")
    optimiser.update(optimiser.norms(), STOP)
    assert all(map(torch.equal, everything(), before))
    optimiser.update([torch.ones(()), torch.ones(())], GO_ON)
    assert not torch.equal(backbone.weight, before[0])


def test_the_state_is_there_before_the_first_step():
    for name, keys in (("sgd", ["momentum_buffer"]), ("adamw", ["step", "exp_avg", "exp_avg_sq"])):
        backbone, head, optimiser = made(f"optimiser.name={name}")
        found = [(weight, key) for weight, key, _ in optimiser.state()]
        assert found == [(w, key) for w in (backbone.weight, head.weight) for key in keys]
        assert not any(bool(value.any()) for _, _, value in optimiser.state())
    assert not list(made("optimiser.momentum=0.0")[-1].state())


def stepped(ranks, folder):
    """Two steps of a head with a threshold on this rank's share of four samples."""
    settings = recipes.read("smoke", ("optimiser.clip_head=0.5",)).optimiser
    head = Head(build("uniface", scale=8.0), 5, 3, ranks, dtype=torch.float64)
    backbone = nn.Linear(1, 1)
    optimiser = Optimiser(settings, backbone, head)
    inputs = torch.linspace(-1, 1, 12, dtype=torch.float64).view(4, 3)
    own = slice(*(4 // ranks.count * place for place in (ranks.rank, ranks.rank + 1)))
    norms = []
    for _ in range(2):
        optimiser.set_rate(0.1)
        optimiser.forget_gradients()
        backbone(torch.ones(1)).sum().backward()
        head(inputs[own], torch.tensor([0, 4, 2, 2])[own]).backward()
        found = optimiser.norms()
        optimiser.update(found, GO_ON)
        norms.append(found[1])
    weight = head.weight.full_tensor() if isinstance(head.weight, DTensor) else head.weight
    if ranks.rank == 0:
        moved = next(head.loss.parameters())
        torch.save([torch.stack(norms), weight.detach(), moved.detach()], folder / "kept")


def test_a_threshold_beside_sharded_weights_shares_their_norm(tmp_path):
    in_processes(stepped, 1, tmp_path)
    alone = torch.load(tmp_path / "kept")
    in_processes(stepped, 2, tmp_path)
    shared = torch.load(tmp_path / "kept")
    assert alone[2] != 0
    for one, other in zip(alone, shared, strict=True):
        torch.testing.assert_close(one, other, rtol=1e-12, atol=1e-14)
