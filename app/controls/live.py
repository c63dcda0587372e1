"""A job under way: its progress, and the buttons that pause, step, change, stop and reset it."""

from __future__ import annotations

import zlib
from collections.abc import Callable

import streamlit as st

from app.controls.attempt import attempt, show_problem
from app.controls.by_hand import ask_changes
from app.controls.seat import seat
from app.jobs import Job, Pool, State

POLL_SECONDS = 1.0  # on average; a press of a button is answered at once
SPREAD = 0.3  # of it, either way: viewers of one training do not all ask at the same moment
PAUSED_AT = "live-paused-at"  # the job and its step, when the page was last run


def follow(pool: Pool, job: Job) -> None:
    """Follow `st.session_state.job`, in a part of the page that reruns by itself.

    The whole page runs again when the job is over, when another job has taken its place, and when
    it is paused at another step than before: the page shows the samples of a paused job.
    """
    st.fragment(_follow, run_every=poll_seconds(seat(pool)))(pool, job)


def poll_seconds(viewer: str) -> float:
    """How often the page of this viewer asks for the progress; every viewer has another pace."""
    place = zlib.crc32(viewer.encode()) / 0xFFFF_FFFF
    return POLL_SECONDS * (1 + SPREAD * (2 * place - 1))


def progress(pool: Pool, job: Job) -> str:
    """The progress of a job in words."""
    if job.state is State.WAITING:
        place = pool.place_in_line(job)
        return f"Waiting for the trainer; number {place} in line" if place > 1 else "Starting"
    steps = f"step {job.step:,} of {job.config.steps:,}"
    if job.state is State.PAUSED:
        return f"Paused at {steps}"
    return f"Training: {steps}" + (f", {job.pace:,.0f} steps/s" if job.pace else "")


def _follow(pool: Pool, job: Job) -> None:
    state = st.session_state
    paused_at = (job.id, job.step) if job.state is State.PAUSED else None
    if job.state.over or state.get("job") is not job or state.get(PAUSED_AT) != paused_at:
        state[PAUSED_AT] = paused_at
        st.rerun()
    viewer = seat(pool)
    pool.join(job, viewer)
    st.progress(min(1.0, job.step / job.config.steps), text=progress(pool, job))
    if job.note:
        st.caption(job.note)
    with st.container(horizontal=True):
        _buttons(pool, job, viewer)
    show_problem()


def _buttons(pool: Pool, job: Job, viewer: str) -> None:
    paused, waiting = job.state is State.PAUSED, job.state is State.WAITING
    _button(
        "Resume" if paused else "Pause",
        ":material/play_arrow:" if paused else ":material/pause:",
        lambda: (pool.resume if paused else pool.pause)(job, viewer),
        disabled=waiting,
        key="live-pause",
    )
    _button(
        "One step",
        ":material/skip_next:",
        lambda: pool.step(job, viewer),
        disabled=waiting,
        key="live-step",
    )
    _button("Stop", ":material/stop:", lambda: _stop(pool, job, viewer), key="live-stop")
    _button(
        "Reset",
        ":material/restart_alt:",
        lambda: _reset(pool, job, viewer),
        key="live-reset",
        help="The same training again, from the same initial weights.",
    )
    if not waiting:
        change = st.popover("Change", icon=":material/tune:", key="live-change", on_change="rerun")
        if change.open:  # its fields cost more than all the rest
            with change:
                ask_changes(pool, job, viewer)


def _button(
    label: str,
    icon: str,
    action: Callable[[], None],
    *,
    key: str,
    disabled: bool = False,
    help: str | None = None,
) -> None:
    st.button(
        label,
        icon=icon,
        on_click=attempt,
        args=(action,),
        key=key,
        disabled=disabled,
        help=help,
    )


def _stop(pool: Pool, job: Job, viewer: str) -> None:
    pool.stop(job, viewer)
    if viewer not in job.viewers and not job.state.over:  # other viewers keep it
        st.session_state.pop("job", None)


def _reset(pool: Pool, job: Job, viewer: str) -> None:
    st.session_state.job = pool.reset(job, viewer)
