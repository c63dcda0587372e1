"""Class weights that start evenly apart, stay during the warm-up, and then move slowly."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
import torch

from toy_models.class_weights import SLOW, share_of_rate, spread_start
from toy_models.config import LossChoice, RunConfig
from toy_models.data import Blobs
from toy_models.packing import nearest_angle
from toy_models.training import Training, train

DRAWN = RunConfig(
    data=Blobs(classes=4, per_class=20),
    losses=(LossChoice.of("norm_softmax"), LossChoice.of("am_softmax")),
    steps=6,
    softmax_warmup=3,
    kept=7,
)
SPREAD = replace(DRAWN, class_weights="spread")


@pytest.mark.parametrize(("dimension", "degrees"), [(2, 90.0), (3, 109.4712)])
def test_they_start_as_far_apart_as_they_can_be(dimension: int, degrees: float) -> None:
    training = Training(replace(SPREAD, embedding=dimension))
    for weight_CD in training.classifier.weight_LCD.detach().numpy():
        assert np.degrees(nearest_angle(weight_CD)) == pytest.approx(degrees, abs=1e-3)
        np.testing.assert_allclose(np.linalg.norm(weight_CD, axis=1), 1, atol=1e-6)


def test_where_there_is_room_they_are_drawn() -> None:
    """And where no arrangement is known; then nothing else differs either."""
    assert spread_start(replace(SPREAD, embedding=8), 4) is None
    assert spread_start(replace(SPREAD, embedding=3), 21) is None
    assert spread_start(DRAWN, 4) is None
    drawn, spread = (train(replace(config, embedding=8)) for config in (DRAWN, SPREAD))
    for name, array in drawn.arrays.items():
        np.testing.assert_array_equal(spread.arrays[name], array)


def test_they_stay_during_the_softmax_warm_up_and_then_move_slowly() -> None:
    assert [share_of_rate(SPREAD, 4, step) for step in range(6)] == [0, 0, 0, SLOW, SLOW, SLOW]
    assert share_of_rate(DRAWN, 4, 0) == 1
    training = Training(SPREAD)
    start = training.classifier.weight_LCD.detach().clone()
    network = [weight.detach().clone() for weight in training.network.parameters()]
    for _ in range(3):
        training.advance()
    assert torch.equal(training.classifier.weight_LCD, start)
    moved = [
        not torch.equal(a, b) for a, b in zip(training.network.parameters(), network, strict=True)
    ]
    assert all(moved)
    training.advance()
    step = (training.classifier.weight_LCD.detach() - start).abs().max()
    assert 0 < step <= SLOW * SPREAD.learning_rate * 1.01  # Adam's step is the rate at most


def test_a_learning_rate_by_hand_is_for_them_too() -> None:
    training = Training(replace(SPREAD, softmax_warmup=0, optimiser="sgd"))
    training.set_learning_rate(0.5)
    training.advance()
    rates = [group["lr"] for group in training.optimiser.param_groups]
    assert rates == [0.5, pytest.approx(0.5 * SLOW)]
