"""The results: the one before until the runs are complete, whole, and of one protocol."""

import json
from dataclasses import replace
from pathlib import Path

import pytest

from evidence.measures import Measures
from evidence.table_1 import PAPER
from face_training.comparison.experiment import EXPERIMENTS
from face_training.comparison.results import BEFORE, COMMAND, report, store_of, stored_measures
from tests.evidence.tuned_runs import drawn_runs
from tests.face_training.comparison.small import SMALL


def test_the_result_before_is_read_until_the_runs_are_complete(tmp_path: Path) -> None:
    old = {"norm_softmax": [Measures(tar=(0.5, 0.4), eer=0.1, accuracy=0.9)]}
    plain = {"norm_softmax": {"0": vars(old["norm_softmax"][0])}}
    (tmp_path / BEFORE).write_text(json.dumps({"experiments": {"orl": {"measures": plain}}}))
    assert stored_measures(SMALL, tmp_path) == old
    runs = drawn_runs(SMALL.plan, rates=2)
    store_of(SMALL, tmp_path).add(runs[:-5])
    assert stored_measures(SMALL, tmp_path) == old
    store_of(SMALL, tmp_path).add(runs[-5:])
    assert stored_measures(SMALL, tmp_path) == SMALL.plan.judged(runs, COMMAND)


def test_the_report_says_whether_each_loss_chose_its_settings(tmp_path: Path) -> None:
    seeds = {str(seed): vars(Measures(tar=(0.5, 0.4), eer=0.1, accuracy=0.9)) for seed in (0, 1)}
    plain = {"experiments": {"orl": {"measures": {"norm_softmax": seeds}}}}
    (tmp_path / BEFORE).write_text(json.dumps(plain))
    before = report([SMALL], tmp_path)
    assert before.startswith(f"{SMALL.title}, 2 seeds:")
    assert before.endswith(f"one s for all losses. `{COMMAND}` lets each choose.")
    store_of(SMALL, tmp_path).add(drawn_runs(SMALL.plan, rates=2))
    assert "| Softmax | 2 s_A |" in report([SMALL], tmp_path)


def test_a_damaged_result_is_one_sentence(tmp_path: Path) -> None:
    (tmp_path / BEFORE).write_text("{}")
    with pytest.raises(ValueError, match=r"comparison\.json holds no result of orl: "):
        stored_measures(SMALL, tmp_path)


def test_rows_of_another_protocol_are_refused(tmp_path: Path) -> None:
    store_of(SMALL, tmp_path).add([])
    with pytest.raises(ValueError, match=r"other settings \(batch\)"):
        store_of(replace(SMALL, batch=16), tmp_path)


def test_the_stored_results_are_whole() -> None:
    for experiment in EXPERIMENTS:
        measures = stored_measures(experiment)
        assert list(measures) == list(PAPER)
        assert min(map(len, measures.values())) >= 5
