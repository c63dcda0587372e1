"""The experiment: seeds, the schedule of a run, and what its rows share."""

import json
from dataclasses import replace

import numpy as np
import pytest

from tests.toy_models.open_set.small import SMALL
from toy_models.config import LossChoice
from toy_models.open_set.experiment import Experiment


def test_ten_seeds_judge_and_two_others_choose() -> None:
    experiment = Experiment()
    assert len(experiment.plan.seeds) == 10
    assert len(experiment.plan.tuning_seeds) == 2
    assert experiment.plan.longer == 2 * experiment.plan.steps


def test_the_rate_rises_and_falls() -> None:
    rates = [SMALL.rate(step, 100) for step in range(100)]
    assert rates[0] == pytest.approx(SMALL.learning_rate / 5)
    assert np.argmax(rates) == 4
    assert rates[50] == pytest.approx(SMALL.learning_rate / 2)
    assert rates[-1] < 0.001


def test_a_run_has_the_experiments_network_and_t_rises_in_half_of_its_steps() -> None:
    choice = LossChoice.of("sv_softmax", scale=4.0, t=1.2)
    config = SMALL.config((choice,), 7, 30)
    assert (config.losses, config.seed, config.steps, config.t_warmup) == ((choice,), 7, 30, 15)
    assert (config.data, config.hidden, config.embedding) == (SMALL.faces, (4, 8), 8)


def test_settings_leave_out_what_a_row_names_and_hold_the_rest() -> None:
    settings = json.loads(json.dumps(SMALL.settings()))
    assert not {"steps", "longer", "seeds", "tuning_seeds"} & settings.keys()
    assert settings["faces"]["identities"] == 5
    assert replace(SMALL, steps=9, seeds=(4,)).settings() == SMALL.settings()
    assert replace(SMALL, rise=0.1).settings() != SMALL.settings()
