"""A link that opens the Playground: what it asks for, and a sentence if that cannot be.

Streamlit drops a value that a widget cannot have, so a faulty link would open other settings than
it names.  Instead the page opens as it does without a link, and says so.
"""

from __future__ import annotations

import streamlit as st

from app.controls.put import put_values
from app.controls.refusals import OTHER_KEYS, reasons
from app.controls.settings import Settings, widgets_of
from toy_models.first_run import FIRST_RUN

OPENED, RESET, PROBLEM = "opened", "reset", "link-problem"
REFUSED = (
    "This link asks for what the Playground cannot do, so the page opens as it does without a "
    "link: {reasons}."
)


def asked_for() -> dict[str, list[str]]:
    """What the address asks for when the page opens; later it only repeats the widgets.

    To be called before the widgets are drawn.
    """
    state = st.session_state
    if state.pop(RESET, False):
        put_values(widgets_of(FIRST_RUN))
    if OPENED in state:
        return {}
    state[OPENED] = True
    return {name: st.query_params.get_all(name) for name in st.query_params}


def check_link(asked: dict[str, list[str]], settings: Settings) -> None:
    """If the widgets have other values than the link asked for, open the page without a link."""
    wrong = reasons(asked, settings.values)
    if wrong:
        st.session_state[PROBLEM] = REFUSED.format(reasons="; ".join(wrong))
        st.session_state[RESET] = True
        clean_address()
        st.rerun()


def clean_address() -> None:
    """Leave in the address what is no setting.

    `from_dict` also removes what widgets hold, and they hold their first values from now on.
    """
    kept = {name: st.query_params.get_all(name) for name in OTHER_KEYS & set(st.query_params)}
    st.query_params.from_dict(kept)


def link_problem() -> None:
    """Show the sentence about the link, until something is trained."""
    if PROBLEM in st.session_state:
        st.warning(st.session_state[PROBLEM])


def forget_problem() -> None:
    """The reader has gone on."""
    st.session_state.pop(PROBLEM, None)
