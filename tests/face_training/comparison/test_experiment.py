"""The experiment: the paper's losses over ten seeds, and the config of a run."""

import json

import torch

from evidence.table_1 import PAPER
from face_training.comparison.experiment import EXPERIMENTS, quick
from face_training.comparison.splits import orl_split, small_synthetic_split
from face_training.ranks import Ranks
from face_training.training.plan import plan_of
from losses.fixed_scale import fixed_scale
from tests.face_training.comparison.small import NORM, SV


def test_it_is_the_papers_table_over_ten_seeds() -> None:
    for experiment in EXPERIMENTS:
        plan = experiment.plan
        assert [row.loss for row in plan.rows] == list(PAPER)
        assert len(plan.seeds) == 10
        assert plan.longer == 2 * plan.steps


def test_a_setting_becomes_a_config_and_t_rises() -> None:
    train = orl_split(0).train
    config = EXPERIMENTS[1].config(SV, 3, 40, train)
    assert config.training.seed == config.data.seed == 3
    assert config.head.parameters == {"scale": 2 * fixed_scale(len(train.identities)), "t": 1.2}
    assert config.head.t_warmup == 20
    assert EXPERIMENTS[1].config(NORM, 3, 40, train).head.t_warmup == 0


def test_on_a_gpu_the_steps_of_a_short_training_are_captured_and_wait_for_no_compiler() -> None:
    for experiment in EXPERIMENTS:
        config = experiment.config(NORM, 0, 40, small_synthetic_split(0).train)
        plan = plan_of(config, Ranks(device=torch.device("cuda")))
        assert plan.captured
        assert not plan.compiled


def test_the_settings_are_of_the_data_and_leave_out_what_a_row_names() -> None:
    first, second = (json.loads(json.dumps(one.settings())) for one in EXPERIMENTS)
    assert first["data"] == "synthetic"
    assert second["fars"] == [0.01, 0.001]
    assert not {"seed", "steps", "setting"} & first.keys()


def test_quick_keeps_the_data_set_and_two_losses() -> None:
    synthetic, orl = map(quick, EXPERIMENTS)
    assert [row.loss for row in synthetic.plan.rows] == ["norm_softmax", "sv_softmax"]
    assert (synthetic.split, orl.split) == (small_synthetic_split, EXPERIMENTS[1].split)
    assert [one.settings() for one in (synthetic, orl)] == [one.settings() for one in EXPERIMENTS]
