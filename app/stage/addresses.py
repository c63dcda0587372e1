"""The addresses under which the browser finds runs and jobs.

Each address holds a token that was drawn for one run or job, so nobody finds another's by guessing.
"""

from __future__ import annotations

from app.jobs.job import Job
from app.stage.tokens import Tokens
from toy_models.record import Run

RUNS_URL = "/stage-runs"
LIVE_URL = "/stage-live"

runs: Tokens[Run] = Tokens(64)
jobs: Tokens[Job] = Tokens(128, expired=lambda job: job.state.over and not job.frames.watched)


def run_address(run: Run) -> str:
    """Where the browser fetches a run; its charts are below this address."""
    return f"{RUNS_URL}/{runs.token(run)}"


def job_address(job: Job) -> str:
    """Where the browser follows a job; its charts are below this address."""
    return f"{LIVE_URL}/{jobs.token(job)}"
