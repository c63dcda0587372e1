"""Running: settings, judgement, longer trainings; an interruption changes nothing."""

from pathlib import Path

import pytest

from tests.toy_models.open_set.small import SMALL, TWO
from toy_models.open_set.experiment import Experiment
from toy_models.open_set.results import best
from toy_models.open_set.running import Store, run, store_of


def ran(file: Path, *, until: int = 10**9) -> Store:
    store = store_of(SMALL, file)

    def stop(line: str) -> None:
        if len(store.rows) >= until:
            raise KeyboardInterrupt

    run(SMALL, store, TWO, progress=stop)
    return store


def test_an_interrupted_experiment_goes_on_to_the_same_rows(tmp_path: Path) -> None:
    whole = ran(tmp_path / "whole.jsonl")
    with pytest.raises(KeyboardInterrupt):
        ran(tmp_path / "part.jsonl", until=7)
    part = ran(tmp_path / "part.jsonl")
    assert {row.run: row for row in part.rows} == {row.run: row for row in whole.rows}
    chosen = best(SMALL, whole.rows, TWO)
    judges = [row for row in whole.rows if row.seed in SMALL.seeds]
    assert {(row.loss, row.setting) for row in judges} == {
        (one.row.loss, one.setting) for one in chosen
    }
    assert len(judges) == len(TWO) * len(SMALL.seeds)
    assert sum(row.steps == SMALL.longer for row in whole.rows) == len(TWO)


def test_rows_of_another_protocol_are_refused(tmp_path: Path) -> None:
    store_of(SMALL, tmp_path / "some.jsonl").add([])
    with pytest.raises(ValueError, match=r"other settings \(.*faces.*\)"):
        store_of(Experiment(), tmp_path / "some.jsonl")
