"""Controls that act: a change of the settings is seen at once, and nobody presses a button.

A stored run is shown at once.  Else the settings are trained from the start, as soon as they have
rested for a moment; or, if the reader wants that, the training under way goes on with the new
values.  Settings that take long are offered only.

st.session_state.acted      the settings that the page has acted on
st.session_state.resting    settings that were changed just now, and when they will have rested
st.session_state.offered    settings that take long, and were not trained for that reason
"""

from __future__ import annotations

import time
from collections.abc import Callable

import streamlit as st

from app.controls.control import LIVE
from app.controls.current import shown_config, train
from app.controls.link import forget_problem
from app.controls.runs import forget_lost, history, show
from app.controls.seat import leave_job, seat
from app.jobs import Job, Pool
from app.toy_runs.changes import wanted_changes
from app.toy_runs.cost import seconds_to_train
from toy_models.config import RunConfig
from toy_models.first_run import FIRST_RUN

ACTED, RESTING, OFFERED = "acted", "resting", "offered"
SLOW_SECONDS = 60.0  # of training, from which on it is offered first
TICK_SECONDS = 0.1  # between two looks whether the settings have rested


def ask_live() -> None:
    """The switch between the two things that a change can do."""
    st.toggle(
        "Change it while it trains",
        key=LIVE,
        help="Off: a change trains from the start. On: the controls marked *live* change the "
        "training under way from its present step on; the others still train from the start.",
    )


def act(pool: Pool, config: RunConfig | None, clock: Callable[[], float] = time.monotonic) -> None:
    """Let the page show the run of these settings, if they are others than before.

    Args:
        pool: of the jobs.
        config: what the controls say; None while they say nothing that can be trained.
        clock: seconds.
    """
    state = st.session_state
    if config is None:
        state.pop(RESTING, None)
        state.setdefault(ACTED, None)  # the first settings that can be trained are a change
        _open_first(pool, None)
        return
    if ACTED not in state:
        state[ACTED] = config
        _open_first(pool, config)
        return
    if config == state[ACTED] or config == shown_config():
        state[ACTED] = config
        state.pop(RESTING, None)
        if config == shown_config():
            state.pop(OFFERED, None)
        return
    if (result := pool.result(config)) is not None:
        _done(pool, config)
        leave_job()
        show(result)
    elif _change_live(pool, config):
        _done(pool, config)
    elif _slow(config):
        _done(pool, config)
        state[OFFERED] = config
    elif _rested(config, pool.limits.rest_seconds, clock):
        _done(pool, config)
        train(pool, config)
    else:
        st.fragment(_wait_for_rest, run_every=TICK_SECONDS)(clock)


def train_now(pool: Pool, config: RunConfig, *, fresh: bool = False) -> None:
    """Train these settings, whatever it takes; for a button."""
    _done(pool, config)
    train(pool, config, fresh=fresh)


def _open_first(pool: Pool, config: RunConfig | None) -> None:
    """When the page opens: the run of its settings, or the shipped run where that cannot be."""
    state = st.session_state
    if {"result", "job", "problem"} & set(state):
        return
    result = pool.result(config) if config else None
    if result is None and config and config != FIRST_RUN:
        if not _slow(config):
            train(pool, config)
            return
        state[OFFERED] = config
    result = result or pool.result(FIRST_RUN)
    if result is not None:
        show(result)
    else:
        train(pool, FIRST_RUN)


def _done(pool: Pool, config: RunConfig) -> None:
    """The reader has gone on: what was wrong before no longer matters."""
    state = st.session_state
    state[ACTED] = config
    forget_problem()
    forget_lost(history(pool))
    for name in (RESTING, OFFERED, "problem"):
        state.pop(name, None)


def _slow(config: RunConfig) -> bool:
    return seconds_to_train(config) > SLOW_SECONDS


def _change_live(pool: Pool, config: RunConfig) -> bool:
    """Whether the training under way goes on with these settings."""
    state = st.session_state
    if not state.get(LIVE) or "job" not in state or not state.job.under_way:
        return False
    job: Job = state.job
    changes = wanted_changes(job.present_config, config)
    if changes is None:
        return False
    try:
        for name, value, loss in changes:
            pool.set(job, name, value, loss=loss, viewer=seat(pool))
    except ValueError as error:
        st.toast(str(error))
        return False
    return True


def _rested(config: RunConfig, seconds: float, clock: Callable[[], float]) -> bool:
    """Whether these settings have been the same for so long."""
    known, due = st.session_state.get(RESTING, (None, 0.0))
    if known != config:
        due = clock() + seconds
        st.session_state[RESTING] = config, due
    return clock() >= due


def _wait_for_rest(clock: Callable[[], float]) -> None:
    """Run the page again when the settings have rested."""
    if RESTING in st.session_state and clock() >= st.session_state[RESTING][1]:
        st.rerun()
