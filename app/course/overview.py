"""The ten questions of the course; those without a lesson say so."""

from __future__ import annotations

import streamlit as st

from lessons.course import COURSE, open_lesson


def overview() -> None:
    """A line a lesson, and a button to open it."""
    st.markdown("#### Ten questions about margins and mining")
    there = sum(place.slug is not None for place in COURSE)
    st.caption(
        f"{there} of {len(COURSE)} can be opened. Each goes question by question: predict, play, "
        "compare, explain, and ask again in another setting."
    )
    for place in COURSE:
        words, button = st.columns([5, 1], vertical_alignment="center")
        title = (
            f"**{place.number}. {place.question}** {place.subject[0].upper()}{place.subject[1:]}"
        )
        if place.slug is None:
            words.markdown(f":gray[{title}]")
            button.caption("planned")
            continue
        minutes = open_lesson(place.slug).narrative.minutes
        words.markdown(f"{title} · {minutes} minutes")
        button.button(
            "Open",
            key=f"open-{place.slug}",
            type="primary",
            width="stretch",
            on_click=_open,
            args=(place.slug,),
        )


def _open(slug: str) -> None:
    st.query_params["lesson"] = slug
