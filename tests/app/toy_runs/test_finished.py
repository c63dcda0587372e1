"""Finished runs: the newest stay in memory, and a file is read once."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from app.toy_runs.finished import FinishedRuns
from app.toy_runs.store import Store
from tests.app.runs import SMALL, flat, small_config


@pytest.fixture
def finished(tmp_path: Path) -> FinishedRuns:
    return FinishedRuns(Store(tmp_path / "runs", shipped=None), remembered=3)


def test_only_so_many_runs_stay_in_memory(finished: FinishedRuns) -> None:
    runs = [replace(flat(), config=small_config(k)) for k in range(4)]
    for run in runs[:-1]:
        finished.remember(run)
    assert finished.get(runs[0].config) is runs[0]  # used, and so the most recent
    finished.remember(runs[-1])
    assert finished.get(runs[1].config) is None
    for run in (runs[0], *runs[2:]):
        assert finished.get(run.config) is run


def test_a_run_of_the_store_is_read_once(finished: FinishedRuns) -> None:
    assert finished.get(SMALL) is None
    finished.store.put(SMALL, flat().to_bytes())
    first = finished.get(SMALL)
    assert first
    assert finished.get(SMALL) is first
    assert finished.find(SMALL.digest) is first


def test_a_new_run_is_kept_in_memory_and_in_the_store(finished: FinishedRuns) -> None:
    finished.keep(flat(), flat().to_bytes())
    assert finished.get(SMALL) is flat()
    stored = finished.store.find(SMALL.digest)
    assert stored
    assert stored.config == SMALL


def test_a_store_that_cannot_be_written_is_a_warning(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    (tmp_path / "file").write_text("in the way")
    finished = FinishedRuns(Store(tmp_path / "file" / "runs", shipped=None))
    finished.keep(flat(), flat().to_bytes())
    assert finished.get(SMALL) is flat()
    assert "A finished run could not be stored" in caplog.text
