"""One step of a lesson: its text, its options, and the prediction beside the outcome."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from app.course.slot import show
from app.course.steps import ONWARD, SKIPPED, Answers, Step, Walk, right
from app.presenter.show import presenting
from lessons.figure import Figure, Moving

LETTERS = "ABCD"
BESIDE_TEXT = 2  # panels of a stage that find room there


def step_on_page(walk: Walk, step: Step, answers: Answers, reasons: dict[Step, str]) -> None:
    """The figure on the left and the text on the right; a stage of many panels below its text."""
    slots = walk.slots(step)
    if not slots:
        with st.columns([3, 2])[0]:  # lines that are not too long to be read
            _text(walk, step, answers, reasons)
        return
    if any(_wide(walk.lesson.figures[slot.name]) for slot in slots):
        _text(walk, step, answers, reasons)
        behind = [show(walk.lesson, slot) for slot in slots]
    else:
        left, right_side = st.columns([6, 5], gap="large")
        with left:
            behind = [show(walk.lesson, slot) for slot in slots]
        with right_side:
            _text(walk, step, answers, reasons)
    for show_code in behind:
        show_code()


def _wide(figure: Figure) -> bool:
    return isinstance(figure, Moving) and len(figure.run().titles) > BESIDE_TEXT


def _text(walk: Walk, step: Step, answers: Answers, reasons: dict[Step, str]) -> None:
    part = walk.part(step)
    if walk.asked_before(step):
        _outcome(walk, step, answers, reasons)
    st.markdown(part.text)
    if part.options:
        _ask(walk, step, answers, reasons)


def _outcome(walk: Walk, step: Step, answers: Answers, reasons: dict[Step, str]) -> None:
    """The prediction beside what came out."""
    asked = walk.asked_before(step)
    assert asked is not None
    option, correct = walk.chosen(asked, answers), right(walk.part(asked))
    said, came = st.columns(2)
    with said.container(border=True, key="prediction"):
        st.caption("Prediction" if walk.part(step).kind == "Play" else "Your answer")
        st.markdown(option.words if option else ":gray[skipped]")
        if reasons.get(asked):
            st.text(f"Because: {reasons[asked]}")
    with came.container(border=True, key="outcome"):
        st.caption("Outcome")
        st.markdown(f"**{correct.words}**")
    reply = option.reply if option else correct.reply
    mark = ":material/check:" if option is correct else ":material/arrow_forward:"
    st.markdown(f"{mark} {reply}")


def _ask(walk: Walk, step: Step, answers: Answers, reasons: dict[Step, str]) -> None:
    """The options; what was chosen can be changed until the answer has been seen."""
    part = walk.part(step)
    onward = walk.onward(step)
    seen = onward is not None and onward in st.session_state.get("seen", set())
    for at, option in enumerate(part.options):
        chosen = answers.get(step) == at
        st.button(
            f"**{LETTERS[at]}** {option.words}",
            key=f"option-{at + 1}",
            type="primary" if chosen else "secondary",
            icon=":material/check:" if chosen else None,
            width="stretch",
            disabled=seen,
            on_click=answers.__setitem__,
            args=(step, at),
        )
    if walk.locked(step, answers) and not presenting():
        st.caption("Choose one to go on, or skip it. Keys: 1 to 4, then the right arrow.")
    if not seen and not presenting():
        written = st.text_input(
            "Because (a few words, for yourself)",
            value=reasons.get(step, ""),
            max_chars=300,
            key=f"because-{walk.address(step)}",
        )
        reasons[step] = written or ""
    elif seen and answers.get(step) == SKIPPED:
        st.caption("This was passed over.")


def buttons(
    walk: Walk, step: Step, answers: Answers, free: bool, go: Callable[[Step], None]
) -> None:
    """Back, on, and past a question without an answer.

    Args:
        walk: the lesson.
        step: where the reader stands.
        answers: what was chosen so far.
        free: nothing is locked; for a lecturer.
        go: to another step.
    """
    back, onward = walk.back(step), walk.onward(step)
    locked = walk.locked(step, answers)

    def skip(to: Step) -> None:
        answers.setdefault(step, SKIPPED)
        go(to)

    left, middle, *beside = st.columns([2, 3, 1] if locked and not free else [2, 3])
    left.button(
        "Back",
        key="lesson-back",
        icon=":material/arrow_back:",
        disabled=back is None,
        width="stretch",
        on_click=go,
        args=(back,),
    )
    if onward is None:
        return
    words = ONWARD.get(walk.part(onward).kind, "On")
    middle.button(
        words,
        key="lesson-on",
        type="primary",
        icon=":material/play_arrow:" if words == "Play" else ":material/arrow_forward:",
        disabled=locked and not free,
        width="stretch",
        on_click=skip if locked else go,
        args=(onward,),
    )
    if locked and not free:
        beside[0].button(
            "Skip",
            key="lesson-skip",
            type="tertiary",
            width="stretch",
            on_click=skip,
            args=(onward,),
        )
