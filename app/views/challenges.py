"""The challenges: eight cards, each with the broken run, and how many trainings it took."""

from __future__ import annotations

import streamlit as st

from app.challenges.challenge import Challenge
from app.challenges.pictures import picture
from app.challenges.table import CHALLENGES
from app.course.card import STYLE, card
from app.course.challenge import CHALLENGE
from app.course.memory import record_of, remember
from app.course.record import in_words
from app.look.themes import theme
from app.views.playground import playground


def challenges() -> None:
    """The page."""
    st.html(STYLE)
    st.markdown("# Eight challenges")
    st.markdown(
        "Each is a training with a goal; most of them went wrong. Change one setting: the page "
        "trains the run again and says whether the goal is reached. Each has three hints, and a "
        "lesson that explains it. How many trainings it took is kept on this computer."
    )
    with st.container(key="path"):
        for number, challenge in enumerate(CHALLENGES, 1):
            with st.container(border=True, key=f"place-{challenge.slug}"):
                _card(number, challenge)
    remember()


def _card(number: int, challenge: Challenge) -> None:
    record = record_of(challenge.slug)
    words = [challenge.story, in_words(record).capitalize()]
    st.html(
        card(
            number,
            challenge.title,
            "<br>".join(filter(None, words)),
            picture(challenge, theme(st.context.theme.type == "dark")),
            share=float(bool(record.solved)),
        )
    )
    begun = bool(record.tried)
    pressed = st.button(
        "Open again" if record.solved else "Go on" if begun else "Begin",
        key=f"open-{challenge.slug}",
        type="secondary" if record.solved else "primary",
        width="stretch",
    )
    if pressed:
        st.switch_page(
            st.Page(playground, url_path="playground"), query_params={CHALLENGE: challenge.slug}
        )
