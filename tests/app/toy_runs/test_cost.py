"""The cost of a run: only a large network on large images takes so long that it is asked for."""

from __future__ import annotations

from dataclasses import replace

import pytest

from app.controls.acting import SLOW_SECONDS
from app.toy_runs.cost import in_words, seconds_to_train
from toy_models.config import RunConfig
from toy_models.data import Blobs, Digits, Faces, Mnist, Table
from toy_models.first_run import FIRST_RUN

CNN = replace(FIRST_RUN, network="cnn", hidden=(16, 32, 64))
WIDE = replace(FIRST_RUN, hidden=(256, 256))


@pytest.mark.parametrize(
    ("config", "slow"),
    [
        (FIRST_RUN, False),
        (replace(FIRST_RUN, data=Faces()), False),
        (replace(CNN, data=Mnist()), False),
        (replace(CNN, data=Faces(), steps=3000), True),
    ],
)
def test_what_is_slow(config: RunConfig, slow: bool) -> None:
    assert (seconds_to_train(config) > SLOW_SECONDS) is slow


@pytest.mark.parametrize(
    ("config", "milliseconds"),  # of a step, measured
    [
        (FIRST_RUN, 2.7),
        (replace(FIRST_RUN, losses=FIRST_RUN.losses[:1]), 1.6),
        (replace(WIDE, batch=512), 16.6),
        (replace(FIRST_RUN, data=Blobs()), 2.8),
        (replace(FIRST_RUN, data=Mnist()), 5.1),
        (replace(WIDE, data=Mnist()), 11.8),
        (replace(FIRST_RUN, data=Faces()), 5.7),
        (replace(CNN, data=Digits(), hidden=(8, 16, 32)), 8.2),
        (replace(CNN, data=Mnist(), hidden=(8, 16, 32)), 20.3),
        (replace(CNN, data=Mnist(), hidden=(8, 16, 32), losses=CNN.losses[:1]), 7.8),
        (replace(CNN, data=Mnist()), 31.7),
        (replace(CNN, data=Faces(), hidden=(8, 16, 32)), 24.2),
    ],
)
def test_measured_runs_are_met(config: RunConfig, milliseconds: float) -> None:
    of_steps = replace(config, steps=1000, kept=2, softmax_warmup=0, t_warmup=0)
    assert seconds_to_train(of_steps) == pytest.approx(milliseconds, rel=0.22)


def test_a_table_costs_by_its_columns() -> None:
    two, many = (
        replace(FIRST_RUN, data=Table(text=f"{','.join(names)},label\n"))
        for names in (["a", "b"], [f"a{k}" for k in range(500)])
    )
    assert 1.3 < seconds_to_train(many) / seconds_to_train(two) < 3


def test_steps_and_losses_count() -> None:
    config = replace(CNN, data=Faces())
    assert seconds_to_train(replace(config, steps=1800, softmax_warmup=0, t_warmup=0)) == (
        pytest.approx(2 * seconds_to_train(config), rel=0.1)  # the frames stay as many
    )
    assert seconds_to_train(replace(config, losses=config.losses[:1])) < seconds_to_train(config)


@pytest.mark.parametrize(
    ("seconds", "words"),
    [(3, "about 10 seconds"), (44, "about 40 seconds"), (200, "about 3 minutes")],
)
def test_in_words(seconds: float, words: str) -> None:
    assert in_words(seconds) == words
