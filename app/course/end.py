"""The end of a lesson: what was predicted, what comes back, and where to go on."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from app.course.kept import packed
from app.course.memory import everything
from app.course.outcome import tally
from app.course.pictures import picture
from app.course.reader import Reader
from lessons.course import Course, Place

#: After the last lesson: words, the address of a page, a symbol.
WHAT_NOW = (
    ("Try your own losses in the Playground", "playground", "play_circle"),
    ("See faces trained in full in a face run", "face-run", "face"),
    ("Ten questions: what has the course taught you?", "questionnaire", "checklist"),
)


def way_on(course: Course, number: int) -> Place | None:
    """The next lesson that can be opened."""
    return next((place for place in course.places if place.number > number and place.slug), None)


def comes_back(course: Course, number: int) -> list[int]:
    """The numbers of the lessons that ask a question of this one again, if they can be opened."""
    there = {place.number for place in course.places if place.slug}
    return [later for later in (number + 1, number + 3) if later in there]


def lesson_end(reader: Reader, course: Course, open_lesson: Callable[[str], None]) -> None:
    """Below the last step."""
    number = reader.walk.lesson.narrative.number
    right, given = tally(reader.walk, reader.answers)
    again = comes_back(course, number)
    lines = []
    if given:
        lines.append(f"You answered {given} questions, {right} of them right.")
    if again:
        named = " and ".join(str(lesson) for lesson in again)
        lines.append(f"Lesson{'s' if len(again) > 1 else ''} {named} will ask you about this one.")
    onward = way_on(course, number)
    st.html("<style>.lesson-picture { width: 100%; max-height: 9rem; }</style>")
    with st.container(border=True, key="lesson-end"):
        words, beside = st.columns([3, 2], gap="large", vertical_alignment="center")
        with words:
            st.markdown(" ".join(lines) or "This is the end of the lesson.")
            if onward and onward.slug:
                st.markdown(f"**Lesson {onward.number}. {onward.question}** {onward.subject}")
                st.button(
                    f"Go on to lesson {onward.number}",
                    key="lesson-next",
                    type="primary",
                    icon=":material/arrow_forward:",
                    on_click=open_lesson,
                    args=(onward.slug,),
                )
            else:
                _what_now()
        if onward:
            beside.html(picture(onward.number, st.context.theme.type == "dark"))
    _take(reader)


def _what_now() -> None:
    """After the last lesson."""
    st.markdown("That was the last question. The next ones are yours.")
    for words, address, icon in WHAT_NOW:
        st.link_button(words, address, type="tertiary", icon=f":material/{icon}:")


def _take(reader: Reader) -> None:
    """The predictions as a link."""
    slug = reader.walk.lesson.slug
    if not reader.answers or slug not in everything():
        return
    with st.expander("Your predictions as a link", key="lesson-link"):
        st.caption("Whoever opens it sees this lesson with your predictions in it.")
        letters = packed({slug: everything()[slug]})
        st.code(f"/lessons?lesson={slug}&mine={letters}", language=None, wrap_lines=True)
