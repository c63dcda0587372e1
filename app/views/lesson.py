"""The lessons: the ten questions of the course, or one lesson, step by step."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from app.challenges.table import CHALLENGES
from app.course.challenge import CHALLENGE
from app.course.end import lesson_end
from app.course.kept import file_end, unpacked
from app.course.memory import bring_back, everything, kept, remember
from app.course.outcome import predictions
from app.course.overview import overview
from app.course.reader import Reader
from app.course.slot import listen_to_links
from app.course.step import buttons, step_on_page
from app.course.walk import Answers, Step, Walk
from app.drawing.files import file_text
from app.hall.addresses import HALL_URL
from app.jobs import Pool, shared_pool
from app.presenter.show import STATE, keys, presenting
from app.views.challenges import challenges
from app.views.playground import playground
from lessons.course import COURSE, Course, open_lesson
from lessons.narrative import PAGE

#: Which key presses which button, by the key of its widget.
PRESSES = {
    "ArrowRight": "lesson-on",
    "PageDown": "lesson-on",
    "ArrowLeft": "lesson-back",
    "PageUp": "lesson-back",
    "1": "option-1",
    "2": "option-2",
    "3": "option-3",
    "4": "option-4",
    "n": "lesson-notes",
}


STYLE = f"<style>{file_text('course/browser/lesson.css')}</style>"


def lesson(course: Course = COURSE, pool: Callable[[], Pool] = shared_pool) -> None:
    """The lesson in the address, or the overview.

    Args:
        course: where the lessons are.
        pool: its worker explains the samples of runs.
    """
    slug = st.query_params.get("lesson")
    if slug is None:
        overview(course, _to_all_challenges)
        remember()
        listen_to_links()
        keys({})
        return
    _mine()
    try:
        opened = open_lesson(slug, course)
        walk = Walk.of(opened, course.asked_again(opened.narrative.number))
    except ValueError as error:
        st.warning(str(error))
        overview(course)
        keys({})
        return
    _show(_reader(walk, pool), course)


def _mine() -> None:
    """Take the predictions in the address, `mine=`, which a link of the course has."""
    letters = st.query_params.get("mine")
    if letters is None:
        return
    st.query_params.pop("mine")
    try:
        bring_back(unpacked(letters))
    except ValueError as error:
        st.warning(str(error))


def _reader(walk: Walk, pool: Callable[[], Pool]) -> Reader:
    """What this session knows of its reader; the step is that of the address."""
    mine = kept(walk)
    step = _where(walk, mine.answers)
    mine.seen.add(step)
    return Reader(walk, step, mine.answers, mine.reasons, mine.seen, presenting(), pool)


def _show(reader: Reader, course: Course) -> None:
    walk, step = reader.walk, reader.step
    st.html(STYLE)
    narrative = walk.lesson.narrative
    title, moves = st.columns([3, 2], vertical_alignment="bottom")
    place, kind = walk.steps.index(step) + 1, walk.part(step).kind
    title.caption(
        ("" if reader.presenting else f"Lesson {narrative.number}: {narrative.title} · ")
        + f"step {place} of {len(walk.steps)}"
        + ("" if kind == PAGE else f" · {kind.lower()}")
    )
    place_before = walk.asked_in(step)
    if place_before:
        title.caption(f"Before we begin: from lesson {place_before.number}")
    title.markdown(f"# {walk.question(step).title}")
    with moves.container(key="lesson-moves", horizontal=True):
        buttons(reader, lambda to: _go(walk, to))
    st.progress(place / len(walk.steps))
    with st.container(key="lesson-step"):
        step_on_page(reader)
    if walk.onward(step) is None:
        lesson_end(reader, course, _open)
        _to_challenges_of(walk.lesson.slug)
    _foot(reader)
    remember(walk)
    listen_to_links(walk, step)
    keys(PRESSES)


def _where(walk: Walk, answers: Answers) -> Step:
    """The step in the address, or the step before it that is still locked."""
    asked = st.query_params.get("at")
    found = walk.find(asked) if asked else walk.steps[0]
    if found is None:
        st.warning("The lesson has no such step; this is its beginning.")
        found = walk.steps[0]
    return found if presenting() else walk.reachable(found, answers)


def _go(walk: Walk, step: Step) -> None:
    st.query_params["at"] = walk.address(step)


def _to_all_challenges() -> None:
    st.markdown(
        "**Would you rather mend something?** Eight trainings went wrong. Each has a goal that the "
        "page checks on your own run."
    )
    st.page_link(
        st.Page(challenges, url_path="challenges"), label="Challenges", icon=":material/build:"
    )


def _to_challenges_of(slug: str) -> None:
    """The broken runs that this lesson explains."""
    for challenge in CHALLENGES:
        if challenge.lesson == slug:
            st.page_link(
                st.Page(playground, url_path="playground"),
                label=f"A challenge: {challenge.title}",
                icon=":material/build:",
                query_params={CHALLENGE: challenge.slug},
            )


def _foot(reader: Reader) -> None:
    lesson = reader.walk.lesson
    st.divider()
    foot = st.container(
        key="lesson-foot", horizontal=True, vertical_alignment="center", gap="medium"
    )
    foot.button("All lessons", key="lesson-all", type="tertiary", on_click=_leave)
    pressed = foot.button(
        "Notes", key="lesson-notes", type="tertiary", help="For the one who teaches"
    )
    if pressed:
        st.session_state["notes"] = not st.session_state.get("notes", False)
    foot.toggle("Presenter mode", value=reader.presenting, key="present-toggle", on_change=_present)
    foot.link_button(
        "Open a room",
        f"{HALL_URL.lstrip('/')}?lesson={lesson.slug}",  # all pages lie directly below the root
        key="lesson-room",
        type="tertiary",
        icon=":material/groups:",
        help="A lecture hall answers the questions of this lesson together, on phones and laptops",
    )
    if reader.answers:
        foot.download_button(
            "My predictions",
            predictions(reader.walk, reader.answers, reader.reasons) + file_end(everything()),
            file_name=f"{lesson.slug}-predictions.md",
            mime="text/markdown",
            key="lesson-take",
            type="tertiary",
            icon=":material/download:",
        )
    if st.session_state.get("notes"):
        with st.container(border=True, key="notes"):
            st.markdown(lesson.notes)


def _present() -> None:
    """Set session and address to what the toggle says."""
    on = st.session_state["present-toggle"]
    st.session_state[STATE] = on
    st.query_params["present"] = "true" if on else "false"


def _open(slug: str) -> None:
    _leave()
    st.query_params["lesson"] = slug


def _leave() -> None:
    for name in ("lesson", "at"):
        st.query_params.pop(name, None)
