"""The questionnaire before and after the course.  The answers leave as the student's own file."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

import streamlit as st

from app.course.in_tab import in_tab
from lessons.evaluation.answers import RANK, USABILITY, WHEN, Answer, as_csv, check, ranked_for
from lessons.evaluation.codes import new_code, one_spelling
from lessons.evaluation.questionnaire import AGREEMENT, Item, items, opinions

LONGEST = 40  # letters of a code, a group or a tool
MOST_TOOLS = 8
AFTER = "What do you think of the tool?"


EQUAL = "Two tools have the same rank for {quality}: give each a rank of its own."
_KEPT = "questionnaire-kept"


def questionnaire(tab: Callable[[str, Mapping[str, str]], dict[str, str]] = in_tab) -> None:
    """Consent, ten questions, after the course also opinions, and the file.

    In the address: `when=after`, `group=course`, `tools=This app,Slides`.

    Args:
        tab: what the browser's tab remembers.
    """
    _bring_back(st.session_state.pop(_KEPT, {}))
    st.markdown("# Ten questions, before and after")
    st.markdown(opinions().consent)
    if not st.checkbox("I agree to take part", key="agreed"):
        return
    st.session_state.setdefault("when", _asked("when") if _asked("when") in WHEN else WHEN[0])
    when: str = st.segmented_control(  # type: ignore[assignment]  # it is required
        "When do you answer?",
        WHEN,
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
    now = {"when": when, "drawn": st.session_state["drawn-code"], "code": code} | given
    if kept := tab("questionnaire", now):
        st.session_state[_KEPT] = kept
        st.rerun()


def _bring_back(kept: Mapping[str, str]) -> None:
    """Set the widgets, before they are drawn, to what the tab had kept; of it what is allowed."""
    state = st.session_state
    if kept.get("when") in WHEN:
        state["when"] = kept["when"]
    if drawn := one_spelling(kept.get("drawn", "")):
        state["drawn-code"] = drawn[:LONGEST]
    if kept.get("when") == "after":
        state["code"] = one_spelling(kept.get("code", ""))[:LONGEST]
    for question, answer in kept.items():
        try:
            check(Answer("kept", "", WHEN[0], question, answer), "")
        except ValueError:
            continue  # of another page, or of a questionnaire that has changed
        if quality := ranked_for(question):
            if int(answer) <= len(_tools()):
                state[f"rank-{quality}-{question.partition(': ')[2]}"] = int(answer)
        elif question.startswith(USABILITY):
            number = question.removeprefix(USABILITY)
            state[f"usability-{number}"] = AGREEMENT[int(answer) - 1]
        else:
            item = next(item for item in items() if item.name == question)
            state[f"item-{question}"] = item.option(answer)


def _code(when: str) -> str:
    if "drawn-code" not in st.session_state:
        st.session_state["drawn-code"] = new_code()
    if when == "before":
        code: str = st.session_state["drawn-code"]
        st.markdown(f"Your code is **{code}**. Write it down: after the course it is asked for.")
        return code
    typed = st.text_input("Your code from before the course", max_chars=LONGEST, key="code")
    code = one_spelling(typed or "")
    if code != typed:
        st.caption(f"It is read as **{code}**." if code else "A code has letters and digits.")
    return code


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
    tools = _tools()
    if len(tools) < 2:
        return
    for quality in opinions().ranked_for:
        st.markdown(f"**Rank the tools for {quality}; 1 is the best.**")
        for tool, column in zip(tools, st.columns(len(tools)), strict=True):
            rank = column.selectbox(
                tool, range(1, len(tools) + 1), index=None, key=f"rank-{quality}-{tool}"
            )
            yield f"{RANK}{quality}: {tool}", str(rank or "")


def _tools() -> list[str]:
    names = (name.strip()[:LONGEST] for name in _asked("tools").split(","))
    return list(dict.fromkeys(name for name in names if name))[:MOST_TOOLS]


def _equal_ranks(given: Mapping[str, str]) -> list[str]:
    """What two tools have the same rank for."""
    ranks = {
        quality: [rank for question, rank in given.items() if ranked_for(question) == quality]
        for quality in opinions().ranked_for
    }
    return [quality for quality, given_R in ranks.items() if len(set(given_R)) < len(given_R)]


def _file(code: str, when: str, given: dict[str, str], *, missing: int) -> None:
    group = _asked("group").strip()[:LONGEST] or "course"
    st.divider()
    if not code:
        st.info("Type the code that you drew before the course; it joins your two files.")
    elif missing:
        st.caption(f"{missing} not answered yet.")
    equal = _equal_ranks(given)
    for quality in equal:
        st.warning(EQUAL.format(quality=quality))
    rows = [Answer(code, group, when, question, answer) for question, answer in given.items()]
    st.download_button(
        "Save my answers",
        as_csv(rows),
        file_name=f"answers-{when}-{''.join(c for c in code if c.isalnum() or c == '-')}.csv",
        mime="text/csv",
        disabled=bool(equal) or not (code and given),
        on_click="ignore",
        type="primary",
        key="save",
    )
    st.caption(
        "Hand the file in as you were asked to. This server keeps nothing of it; a reload of this "
        "page loses nothing until you close its tab."
    )


def _asked(name: str) -> str:
    return st.query_params.get(name, "")
