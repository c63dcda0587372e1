"""What the Playground shows: a finished run, or a job that trains; both live in the session.

st.session_state.result     the run that is shown, or that was shown before the job
st.session_state.side       runs side by side, if they are shown instead
st.session_state.job        the job, until it is over
st.session_state.problem    why the last training failed, in a sentence
"""

from __future__ import annotations

import streamlit as st

from app.controls.runs import history, show
from app.controls.seat import leave_job, seat, visitor
from app.jobs import Job, Pool, State
from app.toy_runs.changes import Change, config_after
from toy_models.config import RunConfig
from toy_models.record import Run


def train(pool: Pool, config: RunConfig, *, fresh: bool = False) -> None:
    """Show the run of this config: the stored run at once, or a job that trains it.

    The job before ends, unless others watch it.

    Args:
        pool: of the jobs.
        config: of the run.
        fresh: train it even if its run is stored.
    """
    state = st.session_state
    state.pop("problem", None)
    leave_job()
    if not fresh and (result := pool.result(config)) is not None:
        show(result)
        return
    try:
        state.job = pool.submit(config, seat(pool), visitor=visitor(), fresh=fresh)
    except ValueError as error:
        state.problem = str(error)


def take_finished(pool: Pool) -> None:
    """If the job is over, show what it has made."""
    state = st.session_state
    if "job" not in state or not state.job.state.over:
        return
    job: Job = state.pop("job")
    if job.result is not None:
        show(job.result)
        history(pool).note(job.result, job.seconds)
    if job.state is State.FAILED:
        state.problem = job.why
    elif job.why:
        st.toast(job.why)


def shown_config() -> RunConfig | None:
    """The settings of what is shown, as they are at its last step; None for runs side by side."""
    state = st.session_state
    if "job" in state:
        job: Job = state.job
        return job.present_config
    if "side" in state or "result" not in state:
        return None
    run: Run = state.result
    return config_after(run.config, [Change(*change) for change in run.changes])
