"""The Playground: choose data and losses, train, and see the losses side by side."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

import streamlit as st

from app.controls.address import NO_CSV, query_of, refused, widgets_of
from app.controls.data import choose_data, choose_label_noise
from app.controls.live import follow
from app.controls.losses import choose_losses
from app.controls.runs import history, run_table
from app.controls.seat import seat
from app.controls.training import choose_dimension, choose_training
from app.figures.about import MEASURES, about, reading
from app.inspector.view import inspect
from app.jobs import Job, Pool, State, shared_pool
from app.stage.component import stage
from app.takeaway.menu import takeaway
from toy_models.config import RunConfig
from toy_models.data import Table
from toy_models.gentle import FIRST_RUN
from toy_models.record import Run

T = TypeVar("T")

OPENED, RESET, LINK_PROBLEM = "opened", "reset", "link-problem"
SO_FAR = "so-far"  # the job that stands and its record
REFUSED = (
    "This link asks for what the Playground cannot do ({names}), so the page opens as it does "
    "without a link."
)
INSPECTED_AT_MOST = 2  # samples of those that are chosen


def playground() -> None:
    """Widgets, then the job if one runs, then the newest finished run."""
    pool = shared_pool()
    state = st.session_state
    asked = _asked()
    config = _choose()
    if config and asked:
        _check_link(asked, config)
    if LINK_PROBLEM in state:
        st.warning(state[LINK_PROBLEM])
    head = st.container(horizontal=True, vertical_alignment="bottom")
    head.markdown("#### Same data, start and batches: what each loss makes of them")
    head.space("stretch")
    files = head.container(width="content")
    pressed = head.button(
        "Train",
        type="primary",
        icon=":material/play_arrow:",
        key="train",
        disabled=config is None,
    )
    if pressed and config:
        _train(pool, config)
    if "result" not in state:
        _show_first(pool, config)
    if "job" in state and state.job.state.over:
        _take(pool, state.job)
    if "problem" in state:
        st.error(state.problem)
    if "job" in state:
        _show_job(pool, state.job)
    elif "result" in state:
        if state.result is not state.get("side"):
            history(pool).note(state.result)
        with files:
            _offer(state.result)
        _show(pool, state.result)
    run_table(history(pool))


def _asked() -> dict[str, list[str]]:
    """What the address asks for when the page is opened; later it only repeats the widgets."""
    state = st.session_state
    if state.pop(RESET, False):  # before there are widgets in this run
        state.update(widgets_of(FIRST_RUN))
    if OPENED in state:
        return {}
    state[OPENED] = True
    return {name: st.query_params.get_all(name) for name in st.query_params}


def _check_link(asked: dict[str, list[str]], config: RunConfig) -> None:
    """A link that asks for what cannot be opens the page as it is without one, with a sentence."""
    state = st.session_state
    try:
        keys = widgets_of(config)
    except ValueError:
        return  # these widgets come from elsewhere
    wrong = refused(asked, {key: state[key] for key in keys if key in state})
    if wrong:
        state[LINK_PROBLEM] = REFUSED.format(names=", ".join(wrong))
        state[RESET] = True
        st.rerun()


def _choose() -> RunConfig | None:
    """The config of the widgets, or None if something is wrong with it; a sentence says what."""
    with st.sidebar:
        data = _or_warning(choose_data)
        noise = choose_label_noise()
        dimension = choose_dimension()
        losses = _or_warning(choose_losses)
        training = choose_training(images=data is not None and data.is_images)
        if data is None or losses is None:
            return None
        return _or_warning(
            lambda: RunConfig(
                data=data, label_noise=noise, losses=losses, embedding=dimension, **training
            )
        )


def _or_warning(ask: Callable[[], T]) -> T | None:
    """What is asked for, or None and the sentence that says what is wrong."""
    try:
        return ask()
    except ValueError as error:
        st.warning(str(error))
        return None


def _train(pool: Pool, config: RunConfig) -> None:
    """Show the run of this config: the stored one at once, or have it trained."""
    state = st.session_state
    state.pop("problem", None)
    state.pop(LINK_PROBLEM, None)
    if "job" in state:  # whoever asks for another one no longer waits for it
        pool.leave(seat(pool), state.job)
        del state.job
    if (result := pool.result(config)) is not None:
        state.result = result
        return
    try:
        state.job = pool.submit(config, viewer=seat(pool))
    except ValueError as error:
        state.problem = str(error)


def _show_first(pool: Pool, config: RunConfig | None) -> None:
    """A finished run before any click: that of the settings in the address, or the shipped one."""
    result = (pool.result(config) if config else None) or pool.result(FIRST_RUN)
    if result is not None:
        st.session_state.result = result
    elif not {"job", "problem"} & set(st.session_state):  # one that failed waits for a click
        _train(pool, FIRST_RUN)


def _take(pool: Pool, job: Job) -> None:
    """A job is over: show what came of it."""
    state = st.session_state
    del state.job
    state.pop(SO_FAR, None)
    if job.result is not None:
        state.result = job.result
        history(pool).note(job.result, job.seconds)
    if job.state is State.FAILED:
        state.problem = job.why


def _show_job(pool: Pool, job: Job) -> None:
    """A job under way: its buttons, the stage that grows, and what is chosen where it stands."""
    follow(pool, job)
    chosen = stage(st.session_state.get("result"), job=job, key="stage")
    if chosen and job.state is not State.PAUSED:
        st.caption("Pause the training to look into what is chosen.")
    elif chosen:
        _look_into(pool, job, chosen)
    st.caption(f"{reading(job.config.embedding)} {MEASURES}")


def _look_into(pool: Pool, job: Job, chosen: list[int]) -> None:
    """What is chosen of a job that stands, from its record so far."""
    state = st.session_state
    known, record = state.get(SO_FAR, (None, None))
    try:
        if known is not job or record.steps_K[-1] != job.step:
            record = pool.so_far(job)
            state[SO_FAR] = job, record
    except ValueError as error:
        st.warning(str(error))
        return
    _inspect(pool, record, chosen)


def _offer(result: Run) -> None:
    """Everything that is shown, as files and as a link."""
    query, note = None, ""
    try:
        query = query_of(result.config)
    except ValueError as error:
        note = str(error)
    if isinstance(result.config.data, Table):
        note = NO_CSV
    side = st.session_state.get("side") is result  # of several runs, and of no config
    takeaway(
        result,
        stage_key="stage",
        query=None if side else query,
        reproducible=not side,
        note="" if side else note,
    )


def _show(pool: Pool, result: Run) -> None:
    """A finished run, and what was chosen of it."""
    _inspect(pool, result, stage(result, key="stage"))
    st.caption(f"{reading(result.config.embedding)} {MEASURES}")
    st.caption(about(result))


def _inspect(pool: Pool, result: Run, chosen: list[int]) -> None:
    for sample in chosen[:INSPECTED_AT_MOST]:
        inspect(pool, result, sample, key=f"inspect-{sample}")
    if len(chosen) > INSPECTED_AT_MOST:
        st.caption(f"{len(chosen):,} samples are chosen; the first {INSPECTED_AT_MOST} are shown.")
