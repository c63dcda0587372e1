"""What a reader did in the course, on this computer: it comes back after a reload.

The browser keeps it, in its own storage; the server has it only while the page is open.
"""

from __future__ import annotations

import json
from typing import Any

import streamlit as st

from app.course.kept import LONGEST, Kept, Plain
from app.course.record import CHALLENGES, Record, together
from app.course.walk import Walk
from app.drawing.files import file_text

_PLAIN, _READ = "course-plain", "course-read"
_memory = st.components.v2.component(
    "margins_and_mining_memory",
    html='<div class="memory"></div>',
    js=file_text("course/browser/memory.js"),
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


def bring_back(lessons: dict[str, Any]) -> None:
    """Take the lessons and challenges of a file or a link beside what there is."""
    for slug, plain in lessons.items():
        if slug == CHALLENGES and isinstance(plain, dict):
            everything()[slug] = together(plain, everything().get(slug, {}))
        elif isinstance(slug, str) and isinstance(plain, dict):
            st.session_state.pop(f"taken-{slug}", None)
            everything()[slug] = _both(plain, everything().get(slug, {}))


def _both(first: Plain, second: Plain) -> Plain:
    return {
        name: {**first.get(name, {}), **second.get(name, {})} for name in ("said", "because")
    } | {"seen": [*first.get("seen", []), *second.get("seen", [])]}


def remember(walk: Walk | None = None) -> None:
    """Let the browser keep what there is, and read what it has kept; once at the end of a page."""
    if walk:
        everything()[walk.lesson.slug] = kept(walk).plain(walk)
    read = st.session_state.get(_READ, False)
    heard = _memory(
        data={"keep": json.dumps(everything()) if read else None},
        key="course-memory",
        default={"kept": None},
        on_kept_change=lambda: None,
    )
    if read or not isinstance(heard.kept, str):
        return
    st.session_state[_READ] = True
    if not heard.kept or len(heard.kept) > LONGEST:
        return
    try:
        stored = json.loads(heard.kept)
    except (ValueError, RecursionError):
        return
    if isinstance(stored, dict) and stored:
        bring_back(stored)
        st.rerun()
