"""Running: settings, judgement, longer trainings."""

from dataclasses import replace
from pathlib import Path

import pytest

from tests.evidence.tuned_runs import TWO
from tests.toy_models.open_set.small import SMALL
from toy_models.open_set.experiment import Experiment
from toy_models.open_set.running import run, store_of


def test_a_small_experiment_from_end_to_end(tmp_path: Path) -> None:
    store = store_of(SMALL, tmp_path / "runs.jsonl")
    plan = replace(SMALL.plan, rows=TWO)
    run(SMALL, store, plan)
    chosen = {(one.row.loss, one.setting) for one in plan.best(store.rows)}
    judges = [row for row in store.rows if row.seed in SMALL.seeds]
    assert {(row.loss, row.setting) for row in judges} == chosen
    assert len(judges) == len(TWO) * len(SMALL.seeds)
    assert sum(row.steps == SMALL.longer for row in store.rows) == len(TWO)
    assert plan.judged(store_of(SMALL, store.file).rows, "").keys() == {row.loss for row in TWO}


def test_rows_of_another_protocol_are_refused(tmp_path: Path) -> None:
    store_of(SMALL, tmp_path / "some.jsonl").add([])
    with pytest.raises(ValueError, match=r"other settings \(.*faces.*\)"):
        store_of(Experiment(), tmp_path / "some.jsonl")
