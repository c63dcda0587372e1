"""The stored runs are complete, and are judged as the plan says."""

import json
from pathlib import Path

import pytest

from evidence.report import claims, table
from evidence.run_store import stored_rows, stored_settings
from evidence.table_1 import ROWS
from evidence.tuned import TunedRun
from tests.evidence.tuned_runs import OF, drawn_runs
from toy_models.open_set.__main__ import main
from toy_models.open_set.experiment import Experiment
from toy_models.open_set.results import (
    COMMAND,
    RUNS,
    measures_at_one_scale,
    stored_measures,
    text,
)
from toy_models.open_set.running import store_of


def test_they_are_judged_when_all_runs_are_there(tmp_path: Path) -> None:
    file = tmp_path / "runs.jsonl"
    experiment, runs = Experiment(), drawn_runs(Experiment().plan)
    store = store_of(experiment, file)
    store.add(runs[:-30])
    with pytest.raises(ValueError, match=r"^The comparison is not complete, "):
        stored_measures(file)
    store.add(runs[-30:])
    measures = stored_measures(file)
    assert measures == experiment.plan.judged(runs, COMMAND)
    assert text(measures) == f"{table(measures)}\n\n{claims(measures)}"


@pytest.mark.parametrize("content", [None, "", "{"])
def test_a_damaged_result_is_one_sentence(tmp_path: Path, content: str | None) -> None:
    file = tmp_path / "runs.jsonl"
    if content is not None:
        file.write_text(content)
    with pytest.raises(ValueError, match=r"--run") as found:
        stored_measures(file)
    assert "\n" not in str(found.value)


def test_the_command_prints_what_is_stored(capsys: pytest.CaptureFixture[str]) -> None:
    assert main([]) == 0
    assert capsys.readouterr().out.startswith(text(stored_measures()) + "\n")


def test_processes_without_a_training_are_refused(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--processes", "2"]) == 2
    assert capsys.readouterr() == ("", "--processes does nothing without --run.\n")


def test_the_stored_result_has_all_losses_and_ten_seeds() -> None:
    measures = stored_measures()
    assert list(measures) == list(OF)
    assert {len(seeds) for seeds in measures.values()} == {10}


def test_the_stored_runs_are_of_this_experiment() -> None:
    experiment = Experiment()
    found = stored_settings(RUNS)
    del found["versions"]
    assert found == json.loads(json.dumps(experiment.settings()))
    rows = stored_rows(RUNS, TunedRun, COMMAND)
    assert {row.loss for row in rows} <= {row.loss for row in ROWS}


def test_the_earlier_experiment_has_the_same_losses_and_five_seeds() -> None:
    measures = measures_at_one_scale()
    assert measures.keys() == OF.keys()
    assert {len(seeds) for seeds in measures.values()} == {5}
