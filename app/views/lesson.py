"""The lessons: the ten questions of the course, or one lesson, step by step."""

from __future__ import annotations

import streamlit as st

from app.course.overview import overview
from app.course.question import buttons, step_on_page
from app.course.slot import listen_to_links
from app.course.steps import Answers, Step, Walk
from app.presenter.show import STATE, keys, presenting
from lessons.course import open_lesson
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


#: Options are read like text, and a lesson's stage shows its panels alone.
STYLE = """<style>
[class*="st-key-option-"] button { justify-content: flex-start; text-align: left; }
[class*="st-key-option-"] button * { white-space: normal !important; text-overflow: clip; }
[class*="st-key-option-"] button > div { justify-content: flex-start; }
.stMain .katex-display { overflow: auto hidden; }
[class*="st-key-slot-"] .stage .tabs, [class*="st-key-slot-"] .stage .chart { display: none; }
</style>"""


def lesson() -> None:
    """The lesson of the address, or the overview."""
    slug = st.query_params.get("lesson")
    if slug is None:
        overview()
        listen_to_links()
        keys({})
        return
    try:
        walk = Walk.of(open_lesson(slug))
    except ValueError as error:
        st.warning(str(error))
        overview()
        keys({})
        return
    _show(walk)


def _show(walk: Walk) -> None:
    state = st.session_state
    answers: Answers = state.setdefault(f"answers-{walk.lesson.slug}", {})
    reasons: dict[Step, str] = state.setdefault(f"reasons-{walk.lesson.slug}", {})
    seen: set[Step] = state.setdefault("seen", set())
    step = _where(walk, answers)
    seen.add(step)

    st.html(STYLE)
    narrative = walk.lesson.narrative
    question = walk.question(step)
    title, moves = st.columns([3, 2], vertical_alignment="bottom")
    place, kind = walk.steps.index(step) + 1, walk.part(step).kind
    title.caption(
        ("" if presenting() else f"Lesson {narrative.number}: {narrative.title} · ")
        + f"step {place} of {len(walk.steps)}"
        + ("" if kind == PAGE else f" · {kind.lower()}")
    )
    title.markdown(f"### {question.title}")
    with moves:
        buttons(walk, step, answers, presenting(), lambda to: _go(walk, to))
    st.progress(place / len(walk.steps))
    step_on_page(walk, step, answers, reasons)
    _foot(walk, step, answers, reasons)
    listen_to_links()
    keys(PRESSES)


def _where(walk: Walk, answers: Answers) -> Step:
    """The step of the address, as far as its question is unlocked."""
    asked = st.query_params.get("at")
    found = walk.find(asked) if asked else walk.steps[0]
    if found is None:
        st.warning("The lesson has no such step; this is its beginning.")
        found = walk.steps[0]
    return found if presenting() else walk.reachable(found, answers)


def _go(walk: Walk, step: Step) -> None:
    st.query_params["at"] = walk.address(step)


def _foot(walk: Walk, step: Step, answers: Answers, reasons: dict[Step, str]) -> None:
    st.divider()
    out, notes, present, take = st.columns([1, 1, 1, 2])
    out.button("All lessons", key="lesson-all", type="tertiary", on_click=_leave)
    shown = notes.button(
        "Notes", key="lesson-notes", type="tertiary", help="For the one who teaches"
    )
    if shown:
        st.session_state["notes"] = not st.session_state.get("notes", False)
    present.toggle("Presenter mode", value=presenting(), key="present-toggle", on_change=_present)
    if answers:
        take.download_button(
            "My predictions",
            walk.told(answers, reasons),
            file_name=f"{walk.lesson.slug}-predictions.md",
            mime="text/markdown",
            key="lesson-take",
            type="tertiary",
            icon=":material/download:",
        )
    if st.session_state.get("notes"):
        with st.container(border=True, key="notes"):
            st.markdown(walk.lesson.notes)


def _present() -> None:
    """The toggle, the session and the address say the same."""
    on = st.session_state["present-toggle"]
    st.session_state[STATE] = on
    st.query_params["present"] = "true" if on else "false"


def _leave() -> None:
    for name in ("lesson", "at"):
        st.query_params.pop(name, None)
