"""The part of a pool that asks the worker."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from app.jobs.desk import Desk
from app.jobs.job import Job
from toy_models.config import LossChoice
from toy_models.explanation import Explanation
from toy_models.record import Run

AWAY = "The trainer is not running, so this sample cannot be explained now."


class Asking(Desk):
    """Questions that the worker answers between two turns of training."""

    def explain(
        self,
        choice: LossChoice,
        cos_C: Sequence[float],
        label: int,
        norm: float,
        *,
        timeout: float | None = None,
    ) -> Explanation:
        """Evaluate a loss on one sample; the worker answers between two turns of training.

        Raises:
            ValueError: it cannot be explained, or the worker has gone or needs more than
                `timeout` seconds; without one, the patience of the limits.
        """
        question = {
            "loss": choice.name,
            "parameters": choice.parameters,
            "cos": [float(cos) for cos in cos_C],
            "label": int(label),
            "norm": float(norm),
        }
        explanation: Explanation = self._ask("explain", timeout, question=question)
        return explanation

    def so_far(self, job: Job, *, timeout: float | None = None) -> Run:
        """The record of a job under way up to its present step; the job goes on as it was.

        Raises:
            ValueError: it is not under way, or the worker needs too long, as for `explain`.
        """
        record: Run = self._ask("record", timeout, of=job.id)
        return record

    def _ask(self, kind: str, timeout: float | None, **more: Any) -> Any:
        with self._lock:
            self.start()
            if self._closed or not self._trainer.started:
                raise ValueError(AWAY)
            limits = self.limits
            patience = limits.patience_seconds if self._trainer.ready else limits.cold_seconds

        def send(number: str) -> None:
            with self._lock:
                if not self._trainer.started:
                    raise ValueError(AWAY)
                self._trainer.send(kind=kind, job=number, **more)

        return self._questions.ask(send, patience if timeout is None else timeout)
