"""The questions of the course; those without a lesson say that it is planned."""

from __future__ import annotations

import streamlit as st

from lessons.course import Course


def overview(course: Course) -> None:
    """A line for each lesson, and a button to open it."""
    places = course.places
    st.markdown("# Ten questions about margins and mining")
    there = sum(place.slug is not None for place in places)
    st.caption(
        f"{there} of {len(places)} can be opened. Each goes question by question: predict, play, "
        "compare, explain, and ask again in another setting."
    )
    for place in places:
        words, button = st.columns([5, 1], vertical_alignment="center")
        title = f"**{place.number}. {place.question}** {place.subject[:1].upper()}"
        title += place.subject[1:]
        if place.slug is None:
            words.markdown(f":gray[{title}]")
            button.caption("planned")
            continue
        words.markdown(f"{title} · {place.minutes} minutes")
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
