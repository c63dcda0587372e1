"""A stored run of each data set comes again."""

import json
from pathlib import Path

import pytest

from evidence.machine import this_machine
from evidence.run_store import stored_rows, stored_settings
from evidence.tuned import Tuned, TunedRun
from face_training.comparison.experiment import EXPERIMENTS, Experiment
from face_training.comparison.results import COMMAND, FOLDER, file_of, store_of
from face_training.comparison.training import Trainer
from tests.evidence.again import assert_the_same
from tests.evidence.tuned_runs import OF


@pytest.mark.slow
@pytest.mark.parametrize("experiment", EXPERIMENTS, ids=lambda one: one.name)
def test_a_stored_run_can_be_made_again(experiment: Experiment, tmp_path: Path) -> None:
    if experiment.precision == "bfloat16" and "AVX512" not in this_machine():
        pytest.skip("without AVX512 products in bfloat16 take ten times as long as in float32")
    file = file_of(experiment, FOLDER)
    run = stored_rows(file, TunedRun, COMMAND)[0]
    (found,) = Trainer(experiment)([Tuned(OF[run.loss], run.setting)], run.seed, run.steps)
    now = json.loads(json.dumps(store_of(experiment, tmp_path).settings))
    assert_the_same(found, run, file=file, same_versions=stored_settings(file) == now)
