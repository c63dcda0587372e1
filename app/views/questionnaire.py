"""The questionnaire before and after the course.  The answers leave as the student's own file."""

from __future__ import annotations

from collections.abc import Iterator

import streamlit as st

from lessons.evaluation.answers import RANK, USABILITY, WHEN, Answer, as_csv, new_code
from lessons.evaluation.questionnaire import AGREEMENT, Item, items, opinions

LONGEST = 40  # letters of a code, a group or a tool
MOST_TOOLS = 8
AFTER = "What do you think of the tool?"


def questionnaire() -> None:
    """Consent, ten questions, after the course also opinions, and the file.

    In the address: `when=after`, `group=course`, `tools=This app,Slides`.
    """
    st.markdown("# Ten questions, before and after")
    st.markdown(opinions().consent)
    if not st.checkbox("I agree to take part", key="agreed"):
        return
    when = st.segmented_control(
        "When do you answer?",
        WHEN,
        default=_asked("when") if _asked("when") in WHEN else WHEN[0],
        format_func=lambda word: f"{word} the course",
        key="when",
        required=True,
    )
    code = _code(when)
    answers = dict(_test())
    if when == "after":
        answers |= dict(_opinions()) | dict(_ranking())
    given = {question: answer for question, answer in answers.items() if answer}
    _file(code, when, given, missing=len(answers) - len(given))


def _code(when: str) -> str:
    if "drawn-code" not in st.session_state:
        st.session_state["drawn-code"] = new_code()
    if when == "before":
        code: str = st.session_state["drawn-code"]
        st.markdown(f"Your code is **{code}**. Write it down: after the course it is asked for.")
        return code
    typed = st.text_input("Your code from before the course", max_chars=LONGEST, key="code")
    return typed.strip()


def _test() -> Iterator[tuple[str, str]]:
    for number, item in enumerate(items(), start=1):
        chosen = st.radio(
            f"**{number}.** {item.text}",
            item.options,
            index=None,
            key=f"item-{item.name}",
        )
        yield item.name, _letter(item, chosen)


def _letter(item: Item, chosen: str | None) -> str:
    return "" if chosen is None else item.letter(chosen)


def _opinions() -> Iterator[tuple[str, str]]:
    st.markdown(f"## {AFTER}")
    for number, statement in enumerate(opinions().usability, start=1):
        chosen = st.radio(
            statement, AGREEMENT, index=None, horizontal=True, key=f"usability-{number}"
        )
        yield f"{USABILITY}{number}", "" if chosen is None else str(AGREEMENT.index(chosen) + 1)


def _ranking() -> Iterator[tuple[str, str]]:
    """Ranks of the tools in the address, if there are two or more."""
    names = (name.strip()[:LONGEST] for name in _asked("tools").split(","))
    tools = list(dict.fromkeys(name for name in names if name))[:MOST_TOOLS]
    if len(tools) < 2:
        return
    for quality in opinions().ranked_for:
        st.markdown(f"**Rank the tools for {quality}; 1 is the best.**")
        for tool, column in zip(tools, st.columns(len(tools)), strict=True):
            rank = column.selectbox(
                tool, range(1, len(tools) + 1), index=None, key=f"rank-{quality}-{tool}"
            )
            yield f"{RANK}{quality}: {tool}", str(rank or "")


def _file(code: str, when: str, given: dict[str, str], *, missing: int) -> None:
    group = _asked("group").strip()[:LONGEST] or "course"
    st.divider()
    if not code:
        st.info("Type the code that you drew before the course; it joins your two files.")
    elif missing:
        st.caption(f"{missing} not answered yet.")
    rows = [Answer(code, group, when, question, answer) for question, answer in given.items()]
    st.download_button(
        "Save my answers",
        as_csv(rows),
        file_name=f"answers-{when}-{''.join(c for c in code if c.isalnum() or c == '-')}.csv",
        mime="text/csv",
        disabled=not (code and given),
        on_click="ignore",
        type="primary",
        key="save",
    )
    st.caption("Hand the file in as you were asked to. This server keeps nothing of it.")


def _asked(name: str) -> str:
    return st.query_params.get(name, "")
