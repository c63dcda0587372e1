"""Reports of the worker reach the job: step, changes and frames; and records are read."""

from __future__ import annotations

import numpy as np
import pytest

from app.jobs.job import Job
from app.jobs.reports import note_progress, record_in
from app.jobs.running import Running
from tests.app.runs import SMALL, assert_same_run, flat
from toy_models.training import Training


def test_progress_is_noted() -> None:
    job, running = Job(SMALL), Running(Training(SMALL))
    running.advance()
    running.set("learning_rate", 0.02, [])
    running.pause()
    note_progress(job, *running.news())
    assert job.step == 1
    assert [(change.step, change.name, change.value) for change in job.changes] == [
        (1, "learning_rate", 0.02)
    ]
    assert [moment.step for moment in job.frames.since(0, 0).moments] == [1]


def test_a_change_alone_wakes_who_watches() -> None:
    job, running, calls = Job(SMALL), Running(Training(SMALL)), []
    job.frames.listen(lambda: calls.append(1))
    note_progress(job, *running.news())
    assert calls == []
    running.set("learning_rate", 0.02, [])
    note_progress(job, *running.news())
    assert calls == [1]


def test_a_record_is_read_or_refused() -> None:
    record = np.frombuffer(flat().to_bytes(), np.uint8)
    assert_same_run(record_in({"record": record}), flat())
    with pytest.raises(ValueError, match="Not a readable record of a run"):
        record_in({"record": record[:100]})
