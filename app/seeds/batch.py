"""The runs of a batch: the same config with five seeds, from the store or trained one by one.

Only one is trained at a time, so that a reader who looks at something else need not wait for it.
What is finished is in the store of runs: a batch that was left goes on where it was.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from app.jobs import Job, Pool
from app.seeds.outcome import Outcome, outcome
from toy_models.config import RunConfig
from toy_models.record import Run
from toy_models.strangers import has_strangers

SEEDS = 5
HIGHEST_SEED = 9999  # of the Playground's control


def key_of(config: RunConfig) -> RunConfig:
    """The same for all seeds of a config."""
    return replace(config, seed=0)


@dataclass
class Batch:
    """Five runs that differ in their seed alone, and how far they are."""

    config: RunConfig  # of the run that was on the stage when it was asked for
    outcomes: dict[int, Outcome] = field(default_factory=dict)  # by seed
    failed: dict[int, str] = field(default_factory=dict)  # by seed: why, in a sentence
    job: Job | None = None
    refused: str = ""  # why nothing can be trained now

    @property
    def seeds(self) -> list[int]:
        """That of the config, and the next ones."""
        return [(self.config.seed + k) % (HIGHEST_SEED + 1) for k in range(SEEDS)]

    @property
    def done(self) -> bool:
        """Whether nothing is left to train."""
        return len(self.outcomes) + len(self.failed) == SEEDS

    def in_order(self) -> list[Outcome]:
        """The outcomes so far, in the order of the seeds."""
        return [self.outcomes[seed] for seed in self.seeds if seed in self.outcomes]

    def advance(self, pool: Pool, viewer: str, visitor: str = "") -> None:
        """Take what is finished, and train the next seed if none is under way."""
        self._take()
        for seed in self.seeds:
            if seed in self.outcomes or seed in self.failed:
                continue
            config = replace(self.config, seed=seed)
            run = pool.result(config)
            if run is not None and _whole(run):
                self.outcomes[seed] = outcome(run)
            elif self.job is None:
                try:
                    self.job = pool.submit(config, viewer, visitor=visitor)
                    self.refused = ""
                except ValueError as error:
                    self.refused = str(error)
                    return
        if self.job is not None:
            pool.join(self.job, viewer)

    def leave(self, pool: Pool, viewer: str) -> None:
        """Train no more of it for this viewer."""
        if self.job is not None:
            pool.leave(viewer, self.job)
            self.job = None

    def _take(self) -> None:
        """If the job is over, keep what it made; a run that somebody changed or stopped is none."""
        if self.job is None or not self.job.state.over:
            return
        job, self.job = self.job, None
        if job.result is not None and not job.result.stopped and not job.result.changes:
            self.outcomes[job.config.seed] = outcome(job.result)
        elif job.why:
            self.failed[job.config.seed] = job.why


def _whole(run: Run) -> bool:
    """Whether it has all measures: runs stored by an older version lack those of strangers."""
    return run.strangers is not None or not has_strangers(run.config.data)
