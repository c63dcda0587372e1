"""Who sits at a page: a name for each session, and word to the pool when it has gone."""

from __future__ import annotations

import secrets
from dataclasses import dataclass

import streamlit as st

from app.jobs import Pool


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

    It leaves all its jobs when the browser has gone; one that comes back gets another name, so
    whoever watches a job says so at every run of the page.
    """
    return _seat(pool).viewer
