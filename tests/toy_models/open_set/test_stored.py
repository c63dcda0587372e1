"""A drawn run of the open-set experiment comes again."""

import json
from pathlib import Path

import pytest
import torch

from evidence.run_store import parts_of, rows_of_parts, stored_settings
from evidence.tuned import Tuned, TunedRun
from tests.evidence.again import assert_the_same, drawn
from tests.evidence.tuned_runs import OF
from toy_models.open_set.experiment import Experiment
from toy_models.open_set.results import RUNS
from toy_models.open_set.running import store_of
from toy_models.open_set.training import train_and_test


@pytest.mark.slow
@pytest.mark.parametrize("file", parts_of(RUNS), ids=lambda file: file.name)
def test_a_drawn_run_gives_its_row_again(file: Path, tmp_path: Path) -> None:
    row = drawn(rows_of_parts(RUNS, TunedRun)[file])
    torch.set_num_threads(1)
    tuned = Tuned(OF[row.loss], row.setting)
    (found,) = train_and_test(Experiment(), [tuned], row.seed, row.steps)
    now = json.loads(json.dumps(store_of(Experiment(), tmp_path / "now.jsonl").settings))
    assert_the_same(found, row, file=file, same_versions=stored_settings(file) == now)
