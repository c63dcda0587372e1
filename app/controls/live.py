"""A job under way: the page runs again when it is over, or stands at another step than before."""

from __future__ import annotations

import zlib

import streamlit as st

from app.controls.advice import is_said
from app.controls.seat import seat
from app.jobs import Job, Pool, State

POLL_SECONDS = 1.0  # on average
SPREAD = 0.3  # of it, either way: viewers of one training do not all ask at the same moment
STANDS_AT = "live-stands-at"  # the paused job and its step, when the page was last run


def follow(pool: Pool, job: Job) -> None:
    """Follow `st.session_state.job`, in a part of the page that runs again by itself.

    The whole page runs again when the job is over, when another job has taken its place, when it is
    paused at another step than before (the page shows the samples of a paused job), and when it is
    found to be stuck.
    """
    st.session_state[STANDS_AT] = _stands_at(job)
    st.fragment(_follow, run_every=poll_seconds(seat(pool)))(pool, job)


def poll_seconds(viewer: str) -> float:
    """How often the page of this viewer asks; every viewer has another pace."""
    place = zlib.crc32(viewer.encode()) / 0xFFFF_FFFF
    return POLL_SECONDS * (1 + SPREAD * (2 * place - 1))


def _stands_at(job: Job) -> tuple[str, int] | None:
    return (job.id, job.step) if job.state is State.PAUSED else None


def _follow(pool: Pool, job: Job) -> None:
    state = st.session_state
    if job.state.over or state.get("job") is not job or state.get(STANDS_AT) != _stands_at(job):
        st.rerun()
    if not is_said(job):
        st.rerun()
    pool.join(job, seat(pool))
    if job.note:
        st.caption(job.note)
