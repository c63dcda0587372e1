"""A name for each session as a viewer of jobs; the pool hears when the session ends."""

from __future__ import annotations

import secrets
from dataclasses import dataclass

import streamlit as st

from app.entrance.visitor import UNKNOWN, visitor_at
from app.jobs import Pool, shared_pool


@dataclass(frozen=True)
class _Seat:
    viewer: str
    pool: Pool


def _release(seat: _Seat) -> None:
    seat.pool.leave(seat.viewer)


@st.cache_resource(scope="session", on_release=_release, show_spinner=False)
def _seat(_pool: Pool) -> _Seat:
    return _Seat(secrets.token_hex(8), _pool)


def seat(pool: Pool) -> str:
    """The viewer of this session.

    When the browser has gone, the viewer leaves all its jobs.  A browser that comes back gets
    another name, so a page joins its job at every run.
    """
    return _seat(pool).viewer


def visitor() -> str:
    """The address of this session on the network; nothing for this machine."""
    host = st.context.ip_address
    return visitor_at(host) if isinstance(host, str) else UNKNOWN


def leave_job() -> None:
    """This session no longer wants the job in `st.session_state.job`, if there is one."""
    if "job" in st.session_state:
        pool = shared_pool()
        pool.drop(st.session_state.pop("job"), seat(pool))
