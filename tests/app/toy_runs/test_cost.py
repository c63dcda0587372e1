"""The cost of a run: only a large network on large images takes so long that it is asked for."""

from __future__ import annotations

from dataclasses import replace

import pytest

from app.controls.acting import SLOW_SECONDS
from app.toy_runs.cost import in_words, seconds_to_train
from toy_models.config import RunConfig
from toy_models.data import Blobs, Digits, Faces, Mnist
from toy_models.first_run import FIRST_RUN

CNN = replace(FIRST_RUN, network="cnn", hidden=(16, 32, 64))


@pytest.mark.parametrize(
    ("config", "slow"),
    [
        (FIRST_RUN, False),
        (replace(FIRST_RUN, data=Blobs()), False),
        (replace(FIRST_RUN, data=Mnist()), False),
        (replace(FIRST_RUN, data=Faces()), False),
        (replace(CNN, data=Digits()), False),
        (replace(CNN, data=Mnist()), True),
        (replace(CNN, data=Faces()), True),
    ],
)
def test_what_is_slow(config: RunConfig, slow: bool) -> None:
    assert (seconds_to_train(config) > SLOW_SECONDS) is slow


def test_steps_and_losses_count() -> None:
    config = replace(CNN, data=Faces())
    assert seconds_to_train(replace(config, steps=1800, softmax_warmup=0, t_warmup=0)) == (
        pytest.approx(2 * seconds_to_train(config))
    )
    assert seconds_to_train(replace(config, losses=config.losses[:1])) < seconds_to_train(config)


@pytest.mark.parametrize(
    ("seconds", "words"),
    [(3, "about 10 seconds"), (44, "about 40 seconds"), (200, "about 3 minutes")],
)
def test_in_words(seconds: float, words: str) -> None:
    assert in_words(seconds) == words
