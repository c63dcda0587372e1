"""What a reader did in the course, on this computer: it comes back after a reload.

The browser keeps it, in its own storage; the server has it only while the page is open.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from typing import Any

import streamlit as st

from app.course.kept import LONGEST, Kept
from app.course.record import CHALLENGES, Record, together
from app.course.understood import Plain, understood
from app.course.walk import Walk
from app.drawing.component import script
from app.drawing.files import file_url

UNREAD = (
    "Some of what this browser had kept of the course cannot be read: it stays in the browser "
    "under another name, and what can be read is here."
)
_PLAIN, _READ, _ASIDE = "course-plain", "course-read", "course-aside"
_memory = st.components.v2.component(
    "margins_and_mining_memory",
    html='<div class="memory"></div>',
    js=script("Memory", "memory"),
)


def everything() -> dict[str, Plain]:
    """The lessons of this reader, by slug, and the challenges, as plain data."""
    state: dict[str, Plain] = st.session_state.setdefault(_PLAIN, {})
    return state


def kept(walk: Walk) -> Kept:
    """What this reader did in a lesson; it can be written into."""
    slug = walk.lesson.slug
    known: Kept = st.session_state.setdefault(f"kept-{slug}", Kept())
    if slug in everything() and f"taken-{slug}" not in st.session_state:
        st.session_state[f"taken-{slug}"] = True
        known.take(walk, everything()[slug])
    return known


def record_of(challenge: str) -> Record:
    """What this reader did in a challenge."""
    return Record.of(everything().get(CHALLENGES, {}).get(challenge))


def keep_record(challenge: str, record: Record) -> None:
    """From now on this is what the reader did in it."""
    everything().setdefault(CHALLENGES, {})[challenge] = record.plain


def bring_back(lessons: Mapping[str, Plain]) -> None:
    """Take the lessons and challenges of a file or a link, all understood, beside what there is."""
    for slug, plain in lessons.items():
        if slug == CHALLENGES:
            everything()[slug] = together(plain, everything().get(slug, {}))
        else:
            st.session_state.pop(f"taken-{slug}", None)
            everything()[slug] = _both(plain, everything().get(slug, {}))


def _both(first: Plain, second: Plain) -> Plain:
    seen = [*first.get("seen", []), *second.get("seen", [])]
    return {
        name: {**first.get(name, {}), **second.get(name, {})} for name in ("said", "because")
    } | {"seen": list(dict.fromkeys(seen))}


def remember(walk: Walk | None = None, browser: Callable[..., Any] = _memory) -> None:
    """Let the browser keep what there is, and read what it has kept; once at the end of a page.

    Args:
        walk: the lesson on the page, if one is.
        browser: the component that keeps and reads.
    """
    if walk:
        everything()[walk.lesson.slug] = kept(walk).plain(walk)
    state = st.session_state
    read = state.get(_READ, False)
    heard = browser(
        data={
            "script": file_url("course/browser/memory.js"),
            "keep": json.dumps(everything(), ensure_ascii=False) if read else None,
            "aside": state.get(_ASIDE, False),
            "longest": LONGEST,
        },
        key="course-memory",
        default={"kept": None},
        on_kept_change=lambda: None,
    )
    if state.get(_ASIDE):
        st.warning(UNREAD)
    if read or not isinstance(heard.kept, str):
        return
    state[_READ] = True
    stored = _stored(heard.kept)
    known = understood(stored)
    state[_ASIDE] = known != stored
    if known or state[_ASIDE]:
        bring_back(known)
        st.rerun()


def _stored(text: str) -> object:
    """What the browser had kept; None if it cannot be read."""
    if len(text) > LONGEST:
        return None
    try:
        return json.loads(text) if text else {}
    except (ValueError, RecursionError):
        return None
