"""The first term that is not finite is named, whichever it is."""

import pytest
import torch
from torch import Tensor

from losses import Loss, build
from losses.batch import Batch
from losses.divergence import Diverged, first_bad_term


def forward(loss: Loss, poison: tuple[str, float] | None = None) -> tuple[Tensor, Tensor, Batch]:
    """Sound features, weights and batch, of which one entry of one tensor can be replaced."""
    generator = torch.Generator().manual_seed(0)
    tensors = {
        "features": torch.randn(5, 3, generator=generator),
        "weights": torch.randn(4, 3, generator=generator),
        "cosines": 2 * torch.rand(5, 4, generator=generator) - 1,
        "norms": 20 + torch.rand(5, generator=generator),
    }
    if poison:
        name, value = poison
        tensors[name].view(-1)[-1] = value
    batch = Batch(tensors["cosines"], torch.tensor([0, 1, 2, 3, 0]), tensors["norms"])
    return tensors["features"], tensors["weights"], batch


@pytest.mark.parametrize("value", [float("nan"), float("inf"), float("-inf")])
@pytest.mark.parametrize(
    ("name", "poisoned", "term"),
    [
        ("sv_softmax", "features", "the features x"),
        ("sv_softmax", "weights", "the class weights w"),
        ("sv_softmax", "cosines", "the cosines"),
    ],
)
def test_a_poisoned_input_is_named(name: str, poisoned: str, term: str, value: float) -> None:
    loss = build(name)
    assert first_bad_term(*forward(loss, (poisoned, value)), loss) == term


def test_the_margin_is_named() -> None:
    loss = build("magface")
    assert first_bad_term(*forward(loss, ("norms", float("nan"))), loss) == "the margin f"


def test_the_guidance_is_named() -> None:
    loss = build("curricularface", scale=8.0, margin=1.5)
    (t,) = loss.buffers()
    t.fill_(float("nan"))
    assert first_bad_term(*forward(loss), loss) == "the guidance h"


def test_the_probability_is_named() -> None:
    loss = build("adacos")
    (s,) = loss.buffers()
    s.fill_(float("inf"))
    assert first_bad_term(*forward(loss), loss) == "-log p"


def test_the_mining_weight_is_named() -> None:
    loss = build("f_softmax")
    loss.values["gamma"] = float("nan")
    assert first_bad_term(*forward(loss), loss) == "the mining weight g"


def test_the_loss_is_named() -> None:
    loss = build("magface")
    loss.values["lambda_g"] = float("inf")
    assert first_bad_term(*forward(loss), loss) == "the loss"


@pytest.mark.parametrize("name", ["softmax", "f_softmax", "sv_arc_softmax", "magface", "adacos"])
def test_nothing_is_named_where_all_is_finite(name: str) -> None:
    loss = build(name)
    assert first_bad_term(*forward(loss), loss) is None


def test_of_two_the_first_is_named() -> None:
    loss = build("f_softmax")
    loss.values["gamma"] = float("nan")
    assert first_bad_term(*forward(loss, ("weights", float("nan"))), loss) == "the class weights w"


def test_it_is_an_arithmetic_error() -> None:
    assert issubclass(Diverged, ArithmeticError)
