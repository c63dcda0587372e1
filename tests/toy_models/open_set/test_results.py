"""Results: which runs choose, which judge, and what is printed while some are missing."""

import json
from pathlib import Path

import pytest

from evidence.measures import Measures
from evidence.report import claims, table
from evidence.run_store import stored_rows, stored_settings
from evidence.table_1 import ROWS
from tests.toy_models.open_set.small import OF, SMALL, TWO, drawn_runs
from toy_models.open_set.__main__ import main
from toy_models.open_set.experiment import Experiment, OpenSetRun
from toy_models.open_set.results import (
    BEFORE,
    COMMAND,
    RUNS,
    best,
    judged,
    settings_table,
    stored_measures,
    text,
    wanted,
)
from toy_models.open_set.running import store_of


def test_the_settings_are_chosen_on_seeds_that_judge_nothing() -> None:
    experiment = Experiment()
    assert not set(experiment.seeds) & set(experiment.tuning_seeds)
    assert len(experiment.seeds) == 10
    runs = drawn_runs(SMALL, TWO)
    assert [one.name for one in best(SMALL, runs, TWO)] == [
        "norm_softmax s2", "arc_softmax s2 m0.3",
    ]  # fmt: skip
    tempting = [run for run in runs if run.seed in SMALL.tuning_seeds]
    others = [
        OpenSetRun(**{**vars(run), "seed": 0, "tar": (1.0, 1.0, 1.0)})
        for run in tempting
        if run.setting[0] == 0.5
    ]
    assert best(SMALL, tempting + others, TWO) == best(SMALL, runs, TWO)


def test_judged_are_the_best_settings_in_the_order_of_the_seeds() -> None:
    runs = drawn_runs(SMALL, TWO)
    measures = judged(SMALL, list(reversed(runs)), TWO)
    assert {loss: len(seeds) for loss, seeds in measures.items()} == {
        "norm_softmax": 2,
        "arc_softmax": 2,
    }
    first, second = measures["arc_softmax"]
    assert second.tar[1] == pytest.approx(first.tar[1] + 1e-4)


def test_what_is_missing_is_named() -> None:
    runs = [run for run in drawn_runs(SMALL, TWO) if (run.loss, run.seed) != ("arc_softmax", 1)]
    with pytest.raises(ValueError, match=r"1 are missing: arc_softmax s2 m0\.3 with seed 1 is"):
        judged(SMALL, runs, TWO)
    with pytest.raises(ValueError, match=r"2 are missing: the choice of Softmax's setting is"):
        judged(SMALL, [], TWO)
    assert len(wanted(SMALL, [], TWO)) == 6


def test_going_on_is_compared_when_all_have_gone_on() -> None:
    runs = drawn_runs(SMALL, TWO)
    found = settings_table(SMALL, runs, TWO)
    assert "rank correlation of 1.00, and TAR changes by 0.000 at most" in found
    assert "| Arc-Softmax | s2 m0.3 |  | 7 | 0 | 0." in found
    shorter = [run for run in runs if run.steps == SMALL.steps]
    assert "rank correlation" not in settings_table(SMALL, shorter, TWO)
    assert "still searching" in settings_table(SMALL, [], TWO)


def test_the_result_before_is_read_until_the_runs_are_complete(tmp_path: Path) -> None:
    before = tmp_path / "before.json"
    old = {"norm_softmax": [Measures(tar=(0.5, 0.4, 0.3), eer=0.1, accuracy=0.9)]}
    plain = {"measures": {"norm_softmax": [vars(one) for one in old["norm_softmax"]]}}
    before.write_text(json.dumps(plain))
    file = tmp_path / "runs.jsonl"
    assert stored_measures(file, before) == old
    experiment, runs = Experiment(), drawn_runs(Experiment())
    store = store_of(experiment, file)
    store.add(runs[:-30])
    assert stored_measures(file, before) == old
    store.add(runs[-30:])
    measures = stored_measures(file, before)
    assert measures == judged(experiment, runs)
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
    rows = stored_rows(RUNS, OpenSetRun, COMMAND)
    assert {row.loss for row in rows} <= {row.loss for row in ROWS}


def test_there_is_a_result_before() -> None:
    assert BEFORE.exists() or RUNS.exists()
