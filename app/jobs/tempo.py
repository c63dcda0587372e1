"""How fast trainings are here, beside what `app.toy_runs.cost` says of one quiet core.

Another machine, other programs and other trainings make the same run last longer.  The trainings
under way say by how much, from their first second on.
"""

from __future__ import annotations

from collections.abc import Callable

from app.jobs.job import Job, State
from app.toy_runs.cost import seconds_to_train
from toy_models.config import RunConfig

MIXED = 0.25  # how much the newest report counts beside those before
LEAST, MOST = 0.2, 50.0  # times as long


class Tempo:
    """A factor for a training that is alone, 1 until something has been trained.

    Trainings take turns: beside others a training has its share of the pace.
    """

    def __init__(self, training: Callable[[], int]) -> None:
        """`training` says how many jobs train now."""
        self.factor = 1.0
        self._known = False
        self._training = training

    def note(self, job: Job) -> None:
        """Take the pace of a job under way, if it has one."""
        if job.state is not State.TRAINING or not job.pace:
            return
        seen = job.config.steps / job.pace / seconds_to_train(job.config)
        seen /= max(1, self._training())
        seen = min(MOST, max(LEAST, seen))
        weight = MIXED if self._known else 1.0
        self.factor += weight * (seen - self.factor)
        self._known = True

    def seconds(self, config: RunConfig) -> float:
        """How long a run lasts if it begins now, beside those that train."""
        return self.factor * seconds_to_train(config) * (1 + self._training())
