"""One step of a lesson: its text, its options, and the prediction beside the outcome."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from app.course.island import island_url
from app.course.outcome import ask_of, outcome
from app.course.reader import Reader
from app.course.slot import Shown, show
from app.course.walk import ONWARD, SKIPPED, Step
from app.course.words import PLUS_MINUS, marked
from lessons.blocks import Slot
from lessons.figure import Figure, Moving
from lessons.narrative import ASKING, RECALL

LETTERS = "ABCD"
BESIDE_TEXT = 2  # panels of a stage that fit beside the text


#: On a phone a question stands above its figure (lesson.css).
ASKS = "<style>.st-key-lesson-step { --rows: wrap-reverse; }</style>"


def step_on_page(reader: Reader) -> None:
    """The figure on the left and the text on the right; a stage of many panels below its text."""
    walk = reader.walk
    if walk.part(reader.step).kind in ASKING:
        st.html(ASKS)
    slots = walk.slots(reader.step)
    if not slots:
        with st.columns([3, 2])[0]:  # lines that are not too long to be read
            _text(reader)
        return
    if any(needs_whole_width(walk.lesson.figures[slot.name]) for slot in slots):
        _text(reader)
        show_codes = [_figure(reader, slot) for slot in slots]
    else:
        left, right_side = st.columns([6, 5], gap="large")
        with left:
            show_codes = [_figure(reader, slot) for slot in slots]
        with right_side:
            _text(reader)
    for show_code in show_codes:
        show_code()


def needs_whole_width(figure: Figure) -> bool:
    """Whether a figure is a stage with too many panels to have text beside it."""
    return isinstance(figure, Moving) and len(figure.run().titles) > BESIDE_TEXT


def buttons(reader: Reader, go: Callable[[Step], None]) -> None:
    """The buttons that go back, on, and past a question without an answer; `go` opens a step.

    They stand in a row, which the caller makes.
    """
    walk, step, answers = reader.walk, reader.step, reader.answers
    back, onward = walk.back(step), walk.onward(step)

    def skip(to: Step) -> None:
        answers.setdefault(step, SKIPPED)
        go(to)

    st.button(
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
    label = ONWARD.get(walk.part(onward).kind, "On")
    st.button(
        label,
        key="lesson-on",
        type="primary",
        icon=":material/play_arrow:" if label == "Play" else ":material/arrow_forward:",
        disabled=reader.locked,
        width="stretch",
        on_click=skip if walk.locked(step, answers) else go,
        args=(onward,),
    )
    if reader.locked:
        st.button(
            "Skip",
            key="lesson-skip",
            type="tertiary",
            on_click=skip,
            args=(onward,),
        )


def _figure(reader: Reader, slot: Slot) -> Callable[[], None]:
    """A figure; a prediction that is drawn in it is kept, and stays beside the outcome."""
    found = reader.walk.drawing_before(reader.step)
    asked = found[0] if found else None
    shown = Shown(
        walk=reader.walk,
        step=reader.step,
        slot=slot,
        answer=reader.walk.drawn(asked, reader.answers) if asked else None,
        ghost=asked != reader.step or reader.outcome_seen,
        island=island_url(reader.walk, reader.step, slot),
    )

    def keep(values: tuple[float, ...]) -> None:
        first = reader.step not in reader.answers
        reader.keep(values)
        if first:
            st.rerun()  # the button that goes on stands above

    return show(shown, reader.pool, keep)


def _text(reader: Reader) -> None:
    part = reader.walk.part(reader.step)
    asked = reader.walk.asked_before(reader.step)
    if asked:
        _outcome(reader, asked)
    st.markdown(marked(part.text), unsafe_allow_html=True)
    if reader.step == reader.walk.first_spread():
        st.caption(PLUS_MINUS)
    if part.options:
        _options(reader)
    if part.drawing:
        _to_draw(reader)
    if part.options or part.drawing:
        _reason(reader)
    if part.kind == RECALL and reader.step in reader.answers:
        _reply(outcome(reader.walk, reader.step, reader.answers).reply, reader.step, reader)


def _outcome(reader: Reader, asked: Step) -> None:
    """The prediction at the step `asked`, beside the outcome."""
    found = outcome(reader.walk, asked, reader.answers)
    prediction, came = st.columns(2)
    with prediction.container(border=True, key="prediction"):
        st.caption("Prediction" if reader.walk.part(reader.step).kind == "Play" else "Your answer")
        st.markdown(marked(found.said) or ":gray[skipped]", unsafe_allow_html=True)
        if reader.reasons.get(asked):
            st.text(f"Because: {reader.reasons[asked]}")
    with came.container(border=True, key="outcome"):
        st.caption("Outcome")
        st.markdown(f"**{marked(found.came)}**", unsafe_allow_html=True)
    _reply(found.reply, asked, reader)


def _reply(reply: str, asked: Step, reader: Reader) -> None:
    right = outcome(reader.walk, asked, reader.answers).right
    mark = ":material/check:" if right else ":material/arrow_forward:"
    if reply:
        st.markdown(f"{mark} {marked(reply)}", unsafe_allow_html=True)


def _to_draw(reader: Reader) -> None:
    """What to draw, and whether it is drawn."""
    ask = ask_of(reader.walk, reader.step)
    marks = ask is not None and ask.marks
    if reader.step in reader.answers and reader.answers[reader.step] != SKIPPED:
        drawn = "Marked" if marks else "Drawn"
        st.caption(f"{drawn}. It can be changed until the outcome is seen.")
    else:
        what = "Touch what you want to mark" if marks else "Draw it in the figure"
        st.caption(f"{what} to go on, or skip it. By keys: Tab, then the arrows.")


def _options(reader: Reader) -> None:
    """The options; the choice can be changed until the outcome was seen."""
    for at, option in enumerate(reader.walk.part(reader.step).options):
        chosen = reader.answers.get(reader.step) == at
        st.button(
            f"**{LETTERS[at]}** {option.words}",  # a button takes no HTML
            key=f"option-{at + 1}",
            type="primary" if chosen else "secondary",
            icon=":material/check:" if chosen else None,
            width="stretch",
            disabled=reader.outcome_seen,
            on_click=reader.keep,
            args=(at,),
        )
    if reader.locked:
        last = len(reader.walk.part(reader.step).options)
        st.caption(f"Choose one to go on, or skip it. Keys: 1 to {last}, then the right arrow.")


def _reason(reader: Reader) -> None:
    """A few words on why, for the reader alone."""
    step = reader.step
    if not reader.outcome_seen and not reader.presenting:
        written = st.text_input(
            "Because (a few words, for yourself)",
            value=reader.reasons.get(step, ""),
            max_chars=300,
            key=f"because-{reader.walk.address(step)}",
        )
        reader.reasons[step] = written or ""
    elif reader.outcome_seen and reader.answers.get(step) == SKIPPED:
        st.caption("This was passed over.")
