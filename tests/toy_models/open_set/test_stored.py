"""A drawn run of the open-set experiment comes again."""

import json

import numpy as np
import pytest
import torch

from evidence.run_store import settings_of, stored_rows
from evidence.tuned import Tuned, TunedRun
from tests.evidence.again import assert_the_same
from tests.evidence.tuned_runs import OF
from toy_models.open_set.experiment import Experiment
from toy_models.open_set.results import COMMAND, FOLDER, RUNS
from toy_models.open_set.running import store_of
from toy_models.open_set.training import train_and_test


@pytest.mark.slow
def test_a_drawn_run_gives_its_row_again(tmp_path) -> None:
    rows = sorted(stored_rows(RUNS, TunedRun, COMMAND), key=lambda row: row.run)
    row = rows[int(np.random.default_rng(len(rows)).integers(len(rows)))]
    torch.set_num_threads(1)
    tuned = Tuned(OF[row.loss], row.setting)
    (found,) = train_and_test(Experiment(), [tuned], row.seed, row.steps)
    now = json.loads(json.dumps(store_of(Experiment(), tmp_path / "now.jsonl").settings))
    assert_the_same(found, row, folder=FOLDER, same_versions=settings_of(row, RUNS) == now)
