"""A challenge beside the stage: its story and goal, the verdict on the run, hints, and the count.

The address `/playground?challenge=stuck` opens it on the broken run; with settings beside it, on
the run of these settings, so a reload and a link keep an attempt.

st.session_state["challenge"]    the slug of the challenge that is open
"""

from __future__ import annotations

import streamlit as st

from app.challenges.attempt import attempt_of
from app.challenges.challenge import Challenge
from app.challenges.judge import Standing, Verdict, judge, refused
from app.challenges.table import BY_SLUG, CHALLENGES
from app.controls.link import OPENED, PROBLEM, clean_address
from app.controls.put import put_values
from app.controls.quoted import quoted
from app.controls.refusals import all_controls
from app.controls.settings import widgets_of
from app.course.memory import keep_record, record_of
from app.course.record import in_words
from lessons.course import COURSE
from toy_models.config import RunConfig
from toy_models.record import Run

CHALLENGE = "challenge"  # in the address and in the session
UNKNOWN = "There is no challenge {name}. There are: {known}."
ALL_SOLVED = "All challenges are solved. Now break a run of your own."
SUMMARY = "What the challenges teach"
TRAINING = "It trains. The verdict comes at its end."
ANOTHER = "The verdict comes when the picture is the run of these settings."
MARKS = {
    Standing.UNTOUCHED: ":material/flag:",
    Standing.REFUSED: ":material/block:",
    Standing.SHORT: ":material/trending_up:",
    Standing.SOLVED: ":material/check_circle:",
}
STYLE = """<style>
.st-key-challenge { gap: 0.5rem; }
.st-key-challenge h2 { font-size: var(--mm-type-lead); padding: 0 0 0.5rem; }
.st-key-challenge-buttons { row-gap: 0; }
.st-key-challenge [data-testid=stAlertContainer] { padding: 0.5rem 0.75rem; }
</style>"""


def open_challenge() -> Challenge | None:
    """The challenge of the address or of the session; call it before the widgets are drawn."""
    state, slug = st.session_state, st.query_params.get(CHALLENGE)
    if slug is None:
        if CHALLENGE not in state:
            return None
        st.query_params[CHALLENGE] = state[CHALLENGE]  # the reader was on another page
        return BY_SLUG[state[CHALLENGE]]
    if slug not in BY_SLUG:
        state[PROBLEM] = UNKNOWN.format(name=quoted(slug), known=", ".join(BY_SLUG))
        leave()
        return None
    if slug != state.get(CHALLENGE):
        state[CHALLENGE] = slug
        if not st.query_params.keys() & all_controls({}).keys():  # other sites add keys to a link
            begin(BY_SLUG[slug])
    return BY_SLUG[slug]


def begin(challenge: Challenge) -> None:
    """Open a challenge on its broken run, whatever the page shows."""
    state = st.session_state
    st.query_params[CHALLENGE] = state[CHALLENGE] = challenge.slug
    clean_address()
    state[OPENED] = True
    put_values(widgets_of(challenge.config))


def leave() -> None:
    """The Playground without a challenge; the settings stay."""
    st.session_state.pop(CHALLENGE, None)
    st.query_params.pop(CHALLENGE, None)


def challenge_card(
    challenge: Challenge, run: Run | None, config: RunConfig | None = None, *, trains: bool = True
) -> None:
    """The challenge and how it stands.

    Args:
        challenge: the one that is open.
        run: the finished run of the settings, if the stage shows it alone.
        config: the settings; what is refused whatever it leads to is refused at once.
        trains: where there is none, whether it is on its way.
    """
    verdict = judge(challenge, attempt_of(run)) if run is not None else None
    if verdict is None and config is not None and (words := refused(challenge, config)):
        verdict = Verdict(Standing.REFUSED, words)
    record = record_of(challenge.slug)
    if run is not None and verdict and verdict.standing is not Standing.UNTOUCHED:
        record.note(run.config.digest, solves=verdict.standing is Standing.SOLVED)
        keep_record(challenge.slug, record)
    st.html(STYLE)
    with st.container(border=True, key="challenge"):
        st.caption(" · ".join(filter(None, [f"Challenge {_place(challenge)}", in_words(record)])))
        st.markdown(f"## {challenge.title}")
        st.markdown(challenge.story)
        st.markdown(f"**Goal:** {challenge.goal}")
        st.caption(challenge.kept)
        _say(verdict, trains)
        for hint in challenge.hints[: record.hints]:
            st.markdown(f":material/lightbulb: {hint}")
        _buttons(challenge, record.hints, solved=bool(record.solved))


def _place(challenge: Challenge) -> str:
    return f"{CHALLENGES.index(challenge) + 1} of {len(CHALLENGES)}"


def _say(verdict: Verdict | None, trains: bool) -> None:
    """The verdict, in the colours of its standing; without one, what it waits for."""
    if verdict is None:
        st.info(TRAINING if trains else ANOTHER, icon=":material/hourglass_top:")
        return
    boxes = {Standing.SOLVED: st.success, Standing.UNTOUCHED: st.info}
    boxes.get(verdict.standing, st.warning)(verdict.words, icon=MARKS[verdict.standing])


def _buttons(challenge: Challenge, shown: int, *, solved: bool) -> None:
    lesson = COURSE.folders[challenge.lesson]
    number = next(place.number for place in COURSE.places if place.slug == lesson.slug)
    following = next_unsolved(challenge)
    at_the_end = following is None or challenge is CHALLENGES[-1]
    if solved and at_the_end:
        _summary(all_solved=following is None)
    with st.container(horizontal=True, key="challenge-buttons"):
        if solved and following is not None:
            st.button(
                f"Challenge {_place(following)}" if at_the_end else "Next challenge",
                key="challenge-next",
                type="primary",
                on_click=begin,
                args=(following,),
            )
        if shown < len(challenge.hints) and not solved:
            st.button(
                f"Hint {shown + 1} of {len(challenge.hints)}",
                key="challenge-hint",
                on_click=_hint,
                args=(challenge,),
            )
        st.button(
            "Start over",
            key="challenge-again",
            help="Back to the broken run",
            on_click=begin,
            args=(challenge,),
        )
        st.link_button(
            f"Lesson {number}",
            f"lessons?lesson={lesson.slug}",  # all pages lie directly below the root
            key="challenge-lesson",
            help="It explains what went wrong",
            type="tertiary",
        )
        st.button("Leave", key="challenge-leave", type="tertiary", on_click=leave)


def _summary(*, all_solved: bool) -> None:
    """What each challenge has taught; those that are not solved yet by their titles alone."""
    lines = [
        f"1. {each.taught if record_of(each.slug).solved else f'*Not solved yet:* {each.title}'}"
        for each in CHALLENGES
    ]
    st.markdown("\n".join([f"**{SUMMARY}**", "", *lines]))
    if all_solved:
        st.markdown(ALL_SOLVED)


def _hint(challenge: Challenge) -> None:
    record = record_of(challenge.slug)
    record.hints = min(record.hints + 1, len(challenge.hints))
    keep_record(challenge.slug, record)


def next_unsolved(challenge: Challenge) -> Challenge | None:
    """The first after this one that is not solved, from the beginning if need be."""
    at = CHALLENGES.index(challenge)
    others = [*CHALLENGES[at + 1 :], *CHALLENGES[:at]]
    return next((other for other in others if not record_of(other.slug).solved), None)
