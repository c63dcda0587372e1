"""The stacked networks against plain loops over single ones, in float64."""

from copy import deepcopy
from typing import Any

import pytest
import torch
import torch.nn.functional as F
from torch import Tensor

from toy_models.config import LossChoice, RunConfig
from toy_models.data import Blobs, Digits
from toy_models.networks import (
    SLOPE,
    StackedCNN,
    StackedMLP,
    build_network,
)

COPIES = 3


def generator(seed: int = 0) -> torch.Generator:
    return torch.Generator().manual_seed(seed)


def shaken(network: Any) -> Any:
    """The network in float64, every weight and bias of every copy different."""
    network = network.double()
    draw = generator(7)
    with torch.no_grad():
        for parameter in network.parameters():
            parameter += 0.3 * torch.randn(parameter.shape, generator=draw, dtype=torch.float64)
    return network


def inputs(*shape: int) -> Tensor:
    return torch.randn(shape, generator=generator(1), dtype=torch.float64)


both = pytest.mark.parametrize(
    "network",
    [
        StackedMLP(COPIES, [64, 5, 4, 2], generator()),
        StackedCNN(COPIES, (4, 3), (8, 8), 2, generator()),
    ],
    ids=["mlp", "cnn"],
)


def one_mlp(network: Any, copy: int, x: Tensor) -> Tensor:
    x = x.flatten(1)
    for weight, bias in zip(network.weights[:-1], network.biases, strict=True):
        x = F.leaky_relu(F.linear(x, weight[copy], bias[copy, 0]), SLOPE)
    return F.linear(x, network.weights[-1][copy])


def one_cnn(network: Any, copy: int, x: Tensor) -> Tensor:
    x = x.unsqueeze(1)
    for kernel, bias in zip(network.kernels, network.biases, strict=True):
        x = F.leaky_relu(F.conv2d(x, kernel[copy], bias[copy], stride=2, padding=1), SLOPE)
    return F.linear(x.flatten(1), network.weight[copy])


@pytest.mark.parametrize("widths", [[4, 2], [4, 6, 2], [64, 9, 5, 7, 3]])
def test_stacked_mlp_is_single_mlps(widths: list[int]) -> None:
    network = shaken(StackedMLP(COPIES, widths, generator()))
    x = inputs(11, widths[0])
    features = network(x)
    assert features.shape == (COPIES, 11, widths[-1])
    for copy in range(COPIES):
        torch.testing.assert_close(features[copy], one_mlp(network, copy, x))


@pytest.mark.parametrize("size", [(8, 8), (9, 6), (28, 28)])
@pytest.mark.parametrize("channels", [(4,), (4, 6, 5)])
def test_stacked_cnn_is_single_cnns(channels: tuple[int, ...], size: tuple[int, int]) -> None:
    network = shaken(StackedCNN(COPIES, channels, size, 3, generator()))
    x = inputs(5, *size)
    features = network(x)
    assert features.shape == (COPIES, 5, 3)
    for copy in range(COPIES):
        torch.testing.assert_close(features[copy], one_cnn(network, copy, x))


@both
def test_a_copys_gradient_is_its_own(network: StackedMLP | StackedCNN) -> None:
    network = shaken(deepcopy(network))
    x = inputs(6, 8, 8)
    network(x)[1].square().sum().backward()
    for parameter in network.parameters():
        assert (parameter.grad[[0, 2]] == 0).all()
    one = one_mlp if isinstance(network, StackedMLP) else one_cnn
    alone = torch.autograd.grad(one(network, 1, x).square().sum(), list(network.parameters()))
    for parameter, grad in zip(network.parameters(), alone, strict=True):
        torch.testing.assert_close(parameter.grad[1], grad[1])
        assert grad[1].abs().sum() > 0


@both
def test_all_copies_start_equal(network: StackedMLP | StackedCNN) -> None:
    for parameter in network.parameters():
        assert len(parameter) == COPIES
        torch.testing.assert_close(parameter, parameter[:1].expand_as(parameter), rtol=0, atol=0)
    features = network(inputs(6, 8, 8).float())
    torch.testing.assert_close(features, features[:1].expand_as(features), rtol=0, atol=0)
    assert features.std() > 0


def test_the_number_of_copies_does_not_change_the_start() -> None:
    one, three = (StackedMLP(copies, [4, 6, 2], generator()) for copies in (1, 3))
    for alone, stacked in zip(one.parameters(), three.parameters(), strict=True):
        torch.testing.assert_close(stacked[2], alone[0], rtol=0, atol=0)


@both
def test_without_biases_features_grow_with_the_input_from_0(
    network: StackedMLP | StackedCNN,
) -> None:
    x = inputs(6, 8, 8).float()
    assert (network(0 * x) == 0).all()
    torch.testing.assert_close(network(3 * x), 3 * network(x))


def test_inner_biases_move_the_features_and_the_last_layer_has_none() -> None:
    network = StackedMLP(COPIES, [4, 6, 5, 2], generator())
    assert [bias.shape for bias in network.biases] == [(COPIES, 1, 6), (COPIES, 1, 5)]
    with torch.no_grad():
        network.biases[1][2] += 1.0
    features = network(torch.zeros(1, 4))
    assert (features[:2] == 0).all()
    torch.testing.assert_close(features[2, 0], network.weights[-1][2].sum(1))


def test_the_start_keeps_the_size_of_the_signal() -> None:
    network = StackedMLP(1, [200, 300, 300, 300], generator())
    x = torch.randn(50, 200, generator=generator(2))
    # Kaiming: the mean square of a layer's output is 2 / (1 + slope^2), of a linear last layer.
    assert network(x).square().mean().item() == pytest.approx(2 / (1 + SLOPE**2), rel=0.1)


@pytest.mark.parametrize(
    ("changes", "shape", "kind"),
    [
        ({"data": Blobs(dimension=3), "hidden": (6, 5)}, (3,), StackedMLP),
        ({"data": Digits(), "hidden": (6,)}, (8, 8), StackedMLP),
        ({"data": Digits(), "hidden": (6, 5), "network": "cnn"}, (8, 8), StackedCNN),
    ],
)
def test_build_network_follows_the_config(
    changes: dict[str, Any], shape: tuple[int, ...], kind: type
) -> None:
    losses = (LossChoice.of("norm_softmax"),) * 2
    config = RunConfig(**{"losses": losses, "embedding": 7, **changes})
    network = build_network(config, shape, generator())
    assert type(network) is kind
    assert network(torch.zeros(4, *shape)).shape == (2, 4, 7)
    widths = [bias.shape[-1] for bias in network.biases]
    assert tuple(widths) == config.hidden
