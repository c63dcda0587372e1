"""The part of a pool that listens to the worker, in a thread of its own."""

from __future__ import annotations

import logging
from dataclasses import replace
from typing import Any

from app.jobs.asking import AWAY
from app.jobs.desk import Desk
from app.jobs.job import Job, State
from app.jobs.reports import note_progress, record_in
from app.toy_runs.comparison import scene_of
from toy_models.explanation import Explanation
from toy_models.record import Array, Run

DIED = "The training process ended unexpectedly, perhaps because the memory was full."
_log = logging.getLogger(__name__)


class Hearing(Desk):
    """What the worker says becomes the state of the jobs."""

    def _take(self, message: dict[str, Any], arrays: dict[str, Array]) -> None:
        if message["kind"] == "ready":
            with self._lock:
                self._trainer.ready = True
                self._hand_out()
            return
        number = message["job"]
        with self._lock:
            job = self._line.find(number)
        answer = self._questions.take(number)
        # An error here is of this job or question; the worker and the other jobs are sound.
        try:
            if answer is not None:
                answer.set_result(_answer_in(message, arrays))
            elif job is not None:
                self._note(job, message, arrays)
        except Exception as error:
            why = str(error) if isinstance(error, ValueError) else _not_kept(error)
            if answer is not None:
                answer.set_exception(ValueError(why))
            elif job is not None:
                with self._lock:
                    self._trainer.send(kind="drop", job=number)
                    self._end(job, State.FAILED, why=why)

    def _note(self, job: Job, message: dict[str, Any], arrays: dict[str, Array]) -> None:
        kind = message["kind"]
        if kind == "opened":
            job.opened()
            job.frames.open(scene_of(record_in(arrays)))
        elif kind == "progress":
            note_progress(job, message, arrays)
            self.tempo.note(job)
        elif kind == "refused":
            job.refused(message["why"])
        elif kind == "failed":
            self._end(job, State.FAILED, why=message["why"])
        else:
            self._keep(job, arrays)

    def _keep(self, job: Job, arrays: dict[str, Array]) -> None:
        result = record_in(arrays)
        if result.config == job.config:
            result = replace(result, config=job.config)  # so that a large table is held once
        job.result = result
        job.step = int(result.steps_K[-1])
        if not result.stopped and not job.changes:  # else it is not the run of its config
            self.finished.keep(result, arrays["record"].tobytes())
        self._end(job, State.STOPPED if result.stopped else State.FINISHED)

    def _worker_gone(self) -> None:
        """Let jobs under way begin again in a new worker, once; if it cannot start, all fail."""
        with self._lock:
            was_ready = self._trainer.ready
            self._trainer.clear()
            why = f"{DIED}"
            taken = self._line.under_way
            for job in taken:
                job.deaths += 1
            lost = [job for job in taken if job.deaths > 1 and not job.stopping]
            if self._closed:
                why, lost = "The server was stopped.", self._line.jobs
            elif not was_ready:
                why = "The training process could not start; the server's log says why."
                lost = self._line.jobs
            for job in lost:
                self._end(job, State.FAILED, why=why)
            for job in taken:
                if job.stopping:
                    self._end(job, State.STOPPED)
                elif not job.state.over:
                    job.begin_again(f"{DIED} This run began again from its first step.")
            self._questions.fail(AWAY)
            if self._line.jobs:
                self.start()


def _answer_in(message: dict[str, Any], arrays: dict[str, Array]) -> Explanation | Run:
    if message["kind"] == "explained":
        return Explanation.from_json(message["explanation"])
    if message["kind"] == "recorded":
        return record_in(arrays)
    raise ValueError(message["why"])


def _not_kept(error: Exception) -> str:
    _log.error("What the training process sent could not be kept.", exc_info=error)
    what = ": ".join(filter(None, (type(error).__name__, str(error))))
    return f"The server could not keep what was computed: {what}"
