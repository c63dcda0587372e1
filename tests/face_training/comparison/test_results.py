"""The results: of all runs, and of one protocol."""

from dataclasses import replace
from pathlib import Path

import pytest

from face_training.comparison.experiment import EXPERIMENTS
from face_training.comparison.results import COMMAND, report, store_of, stored_measures
from tests.evidence.tuned_runs import drawn_runs
from tests.face_training.comparison.small import SMALL


def test_a_result_is_that_of_all_its_runs(tmp_path: Path) -> None:
    runs = drawn_runs(SMALL.plan, rates=2)
    with pytest.raises(ValueError, match=r"There is no comparison_orl\.jsonl yet: "):
        stored_measures(SMALL, tmp_path)
    store_of(SMALL, tmp_path).add(runs[:-5])
    with pytest.raises(ValueError, match=r"The comparison is not complete, \d are missing: "):
        report([SMALL], tmp_path)
    store_of(SMALL, tmp_path).add(runs[-5:])
    assert stored_measures(SMALL, tmp_path) == SMALL.plan.judged(runs, COMMAND)
    said = report([SMALL], tmp_path)
    assert said.startswith(f"{SMALL.title}, 2 seeds:")
    assert "| Softmax | 2 s_A |" in said


def test_rows_of_another_protocol_are_refused(tmp_path: Path) -> None:
    store_of(SMALL, tmp_path).add([])
    with pytest.raises(ValueError, match=r"other settings \(batch\)"):
        store_of(replace(SMALL, batch=16), tmp_path)


def test_the_stored_results_are_whole() -> None:
    for experiment in EXPERIMENTS:
        measures = stored_measures(experiment)
        assert list(measures) == [row.loss for row in experiment.plan.rows]
        assert {*map(len, measures.values())} == {10}
