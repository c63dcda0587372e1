"""Where the picture is not that of the settings beside it: a sentence, and a button that mends it.

The two never differ in silence.  A test goes through the states of the page.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import streamlit as st

from app.controls.acting import ACTED, OFFERED, RESTING, train_now
from app.controls.current import shown_config
from app.controls.put import put_values
from app.controls.settings import widgets_of
from app.jobs import Pool
from app.toy_runs.changes import Change, change_in_words
from app.toy_runs.cost import in_words
from toy_models.config import RunConfig
from toy_models.data import Table
from toy_models.first_run import FIRST_RUN

KEY = "mend"  # of the button
SIDE_BY_SIDE = "Runs side by side; the settings beside them are those of one run."
NOT_YET = "The picture is the one before."
OTHER = "The picture is of a run with other settings than those beside it."
NOTHING = "There is no picture yet."


@dataclass(frozen=True)
class Difference:
    """What to say, and what the button does."""

    words: str
    label: str
    mend: Callable[[], None]
    failed: bool = False


def show_difference(pool: Pool, config: RunConfig | None, why: str = "") -> None:
    """Say where picture and settings differ, if they do.

    Args:
        pool: of the jobs.
        config: what the settings make.
        why: they make nothing that can be trained, in a sentence.
    """
    found = difference(pool, config, why)
    if found is None:
        return
    with st.container(horizontal=True, vertical_alignment="center", key="difference"):
        (st.error if found.failed else st.info)(found.words)
        st.button(found.label, key=KEY, on_click=found.mend)


def difference(pool: Pool, config: RunConfig | None, why: str = "") -> Difference | None:
    """The difference that there is now."""
    state = st.session_state
    shown = shown_config()
    if config is None:
        words = f"{why} {NOT_YET}".strip()
        return Difference(words, "Settings of the picture", lambda: _back_to(shown))

    def train_them() -> None:
        train_now(pool, config)

    if "problem" in state:
        return Difference(state.problem, "Try again", train_them, failed=True)
    if RESTING in state:
        return None  # they are trained in a moment
    if state.get(OFFERED) == config and config != shown:
        minutes = in_words(pool.tempo.seconds(config))
        words = (
            f"Training this takes {minutes}, so it has not begun: the picture is the one before."
        )
        return Difference(words, "Train it", train_them)
    if "job" in state:
        job = state.job
        changes = list(job.changes)
        if not changes and config == shown:
            return None
        if config == shown:
            return _changed(pool, config, changes)
        return Difference(OTHER, "Train these settings", train_them)
    if "side" in state:
        return Difference(SIDE_BY_SIDE, "Only the run of these settings", train_them)
    if "result" not in state:
        return Difference(NOTHING, "Train these settings", train_them)
    if config != shown:
        return Difference(OTHER, "Train these settings", train_them)
    if state.result.stopped:
        made = f"{int(state.result.steps_K[-1]):,} of {state.result.config.steps:,}"
        return Difference(f"Stopped at step {made}.", "Train all steps", train_them)
    if state.result.changes:
        return _changed(pool, config, [Change(*change) for change in state.result.changes])
    return None


def _changed(pool: Pool, config: RunConfig, changes: list[Change]) -> Difference:
    made = "; ".join(change_in_words(change, config) for change in changes)
    return Difference(
        f"Changed while it trained: {made}.",
        "Train it so from the start",
        lambda: train_now(pool, config),
    )


def _back_to(config: RunConfig | None) -> None:
    """Give the widgets the values of this run, or their first ones."""
    usable = config is not None and not isinstance(config.data, Table)  # its file is gone
    try:
        values = widgets_of(config if config and usable else FIRST_RUN)
    except ValueError:
        values = widgets_of(FIRST_RUN)
    put_values(values)
    st.session_state[ACTED] = None
