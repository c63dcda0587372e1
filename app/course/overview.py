"""The overview: ten questions as a path with pictures, what is done, what comes back."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import streamlit as st

from app.course.card import STYLE, card
from app.course.end import comes_back
from app.course.kept import read_file
from app.course.memory import bring_back, everything
from app.course.pictures import picture
from app.course.understood import Plain
from lessons.course import Course, Place, open_lesson


def overview(course: Course, practise: Callable[[], None] = lambda: None) -> None:
    """The page.

    Args:
        course: its lessons.
        practise: draws what leads to the challenges, which are on another page.
    """
    places, done = course.places, everything()
    st.html(STYLE)
    st.markdown("# Ten questions about margins and mining")
    st.markdown(
        "Each lesson asks before it shows: you predict, the figure plays, then it is explained. "
        "What you answer stays on this computer, and questions come back in later lessons."
    )
    with st.container(key="path"):
        for place in places:
            with st.container(border=True, key=f"place-{place.number}"):
                _card(course, place, done)
    st.divider()
    mend, teach, again = st.columns(3, gap="large")
    with mend:
        practise()
    with teach:
        _for_lecturers(places)
    with again:
        _bring_back()


def progress(course: Course, place: Place, done: Mapping[str, Plain]) -> float:
    """The share of a lesson's steps that were seen."""
    if place.slug is None or place.slug not in done:
        return 0.0
    narrative = open_lesson(place.slug, course).narrative
    steps = sum(len(question.parts) for question in narrative.questions)
    seen = {at for at in done[place.slug].get("seen", []) if not str(at).startswith("again")}
    return min(1.0, len(seen) / steps)


def _card(course: Course, place: Place, done: Mapping[str, Plain]) -> None:
    share = progress(course, place, done)
    words = "planned" if place.slug is None else f"{place.minutes} minutes"
    if share >= 1 and (back := comes_back(course, place.number)):
        words = "done; asked again in " + " and ".join(map(str, back))
    elif share >= 1:
        words = "done"
    subject = place.subject[:1].upper() + place.subject[1:]
    st.html(
        card(
            place.number,
            place.question,
            f"{subject} · {words}",
            picture(place.number, st.context.theme.type == "dark"),
            share=share,
            planned=place.slug is None,
        )
    )
    if place.slug is None:
        return
    label = "Read again" if share >= 1 else "Go on" if share else "Begin"
    st.button(
        label,
        key=f"open-{place.slug}",
        type="secondary" if share >= 1 else "primary",
        width="stretch",
        on_click=_open,
        args=(place.slug, done.get(place.slug, {}) if 0 < share < 1 else {}),
    )


def _open(slug: str, plain: Plain) -> None:
    """Open a lesson, where the reader was last."""
    st.query_params["lesson"] = slug
    seen = plain.get("seen", [])
    if seen:
        st.query_params["at"] = str(seen[-1])


def _for_lecturers(places: tuple[Place, ...]) -> None:
    st.markdown(
        "**You teach?** In presenter mode nothing is locked, words are large, and the keys of a "
        "clicker go on. Each lesson has notes: the time, wrong answers to expect, and questions "
        "for the room."
    )
    first = next((place.slug for place in places if place.slug), None)
    if first:
        st.button("Begin as a lecturer", key="open-as-lecturer", on_click=_lecture, args=(first,))


def _lecture(slug: str) -> None:
    st.query_params["lesson"] = slug
    st.query_params["present"] = "true"


def _bring_back() -> None:
    st.markdown(
        "**You were here before, on another computer?** Bring your file of predictions back."
    )
    file = st.file_uploader(
        "File of predictions", type=["md"], key="course-file", label_visibility="collapsed"
    )
    if file is None or st.session_state.get("course-file-read") == file.file_id:
        return
    try:
        bring_back(read_file(file.getvalue()))
    except ValueError as error:
        st.warning(str(error))
        return
    st.session_state["course-file-read"] = file.file_id
    st.rerun()
