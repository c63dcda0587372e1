"""The engine before: a first step by hand, the same weights for the same seed, a clear failure."""

from dataclasses import replace

import pytest
import torch
import torch.nn.functional as F

from benchmarks.peers.guidance_before import Modules, train_before
from losses.catalogue import LOSSES
from toy_models.batches import batches
from toy_models.classifier import StackedClassifier
from toy_models.data import load
from toy_models.guidance.arms import Arm, confirmed
from toy_models.guidance.cells import TINY
from toy_models.guidance.training import BATCH, LEARNING_RATE, standardised
from toy_models.networks import StackedCNN

CELL = replace(TINY, steps=1)
DATASET = load(CELL.data, CELL.wrong, 0)
ARMS = {arm.name: arm for arm in confirmed(CELL, 0.25)}


def trained(*arms: Arm, seed: int = 0, steps: int = 1) -> Modules:
    return train_before(replace(CELL, steps=steps), arms, seed, DATASET, "cpu")


def weights(modules: Modules, at: int) -> list[torch.Tensor]:
    return [weight[at].detach() for part in modules for weight in part.parameters()]


def test_the_first_step_goes_down_the_gradient_of_scaled_cross_entropy() -> None:
    """Adam's first step has the length of its rate, against the sign of each gradient."""
    draw = torch.Generator().manual_seed(0)
    network = StackedCNN(1, CELL.channels, DATASET.inputs_NI.shape[1:], CELL.dimension, draw)
    classifier = StackedClassifier(DATASET.classes, CELL.dimension, [True], draw)
    rows_B = next(iter(batches(len(DATASET.labels_N), BATCH, 1)))
    inputs_N = standardised(torch.from_numpy(DATASET.inputs_NI))
    cos_LBC, _ = classifier(network(inputs_N[rows_B]))
    F.cross_entropy(CELL.scale * cos_LBC[0], torch.from_numpy(DATASET.labels_N)[rows_B]).backward()
    ends = weights(trained(ARMS["norm"]), 0)
    starts = [*network.parameters(), *classifier.parameters()]
    for start, end in zip(starts, ends, strict=True):
        assert start.grad is not None
        clear = start.grad[0].abs() > 1e-5
        step = (end - start[0].detach())[clear]
        assert clear.any()
        torch.testing.assert_close(
            step, -LEARNING_RATE * start.grad[0][clear].sign(), rtol=2e-2, atol=0
        )


def test_the_seed_decides_and_no_arm_harms_another() -> None:
    together = trained(ARMS["norm"], ARMS["arc"], steps=3)
    again, other = trained(ARMS["arc"], steps=3), trained(ARMS["arc"], seed=1, steps=3)
    for mine, its in zip(weights(together, 1), weights(again, 0), strict=True):
        torch.testing.assert_close(mine, its, rtol=0, atol=1e-6)
    assert not torch.equal(weights(again, 0)[0], weights(other, 0)[0])
    assert not torch.equal(weights(together, 0)[-1], weights(together, 1)[-1])


def test_a_number_that_is_not_finite_ends_it() -> None:
    broken = Arm(
        name="broken", title="broken", spec=LOSSES["norm_softmax"], values={"scale": float("nan")}
    )
    with pytest.raises(ArithmeticError, match="not finite"):
        trained(broken)
