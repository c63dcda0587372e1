"""Results: the new one when it is complete, the one before until then."""

import json
from pathlib import Path

import pytest

from evidence.measures import Measures
from evidence.report import claims, table
from evidence.run_store import stored_rows, stored_settings
from evidence.table_1 import ROWS
from evidence.tuned import TunedRun
from tests.evidence.tuned_runs import OF, drawn_runs
from toy_models.open_set.__main__ import main
from toy_models.open_set.experiment import Experiment
from toy_models.open_set.results import BEFORE, COMMAND, RUNS, stored_measures, text
from toy_models.open_set.running import store_of


def test_the_result_before_is_read_until_the_runs_are_complete(tmp_path: Path) -> None:
    before = tmp_path / "before.json"
    old = {"norm_softmax": [Measures(tar=(0.5, 0.4, 0.3), eer=0.1, accuracy=0.9)]}
    plain = {"measures": {"norm_softmax": [vars(one) for one in old["norm_softmax"]]}}
    before.write_text(json.dumps(plain))
    file = tmp_path / "runs.jsonl"
    assert stored_measures(file, before) == old
    experiment, runs = Experiment(), drawn_runs(Experiment().plan)
    store = store_of(experiment, file)
    store.add(runs[:-30])
    assert stored_measures(file, before) == old
    store.add(runs[-30:])
    measures = stored_measures(file, before)
    assert measures == experiment.plan.judged(runs, COMMAND)
    assert text(measures) == f"{table(measures)}\n\n{claims(measures)}"


@pytest.mark.parametrize("content", ["", "{", "{}", '{"measures": {"a": [{"b": 1}]}}'])
def test_a_damaged_result_is_one_sentence(tmp_path: Path, content: str) -> None:
    none, before = tmp_path / "none.jsonl", tmp_path / "before.json"
    before.write_text(content)
    with pytest.raises(ValueError, match=r"^No readable open-set result in before\.json: "):
        stored_measures(none, before)
    before.unlink()
    with pytest.raises(ValueError, match=r"--run` makes one\.$"):
        stored_measures(none, before)


def test_the_command_prints_what_is_stored(capsys: pytest.CaptureFixture[str]) -> None:
    assert main([]) == 0
    assert capsys.readouterr().out.startswith(text(stored_measures()) + "\n")


def test_the_stored_result_has_all_losses_and_five_seeds_or_more() -> None:
    measures = stored_measures()
    assert list(measures) == list(OF)
    assert min(len(seeds) for seeds in measures.values()) >= 5


@pytest.mark.skipif(not RUNS.exists(), reason="only the result before is stored")
def test_the_stored_runs_are_of_this_experiment() -> None:
    experiment = Experiment()
    found = stored_settings(RUNS)
    del found["versions"]
    assert found == json.loads(json.dumps(experiment.settings()))
    rows = stored_rows(RUNS, TunedRun, COMMAND)
    assert {row.loss for row in rows} <= {row.loss for row in ROWS}


def test_there_is_a_result_before() -> None:
    assert BEFORE.exists() or RUNS.exists()
