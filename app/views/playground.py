"""The Playground: choose data and losses, train, and see the losses side by side."""

from __future__ import annotations

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from app.controls.address import NO_CSV, query_of
from app.controls.advice import advise
from app.controls.current import open_first, take_finished, train
from app.controls.link import asked_for, check_link, forget_problem, link_problem
from app.controls.live import follow
from app.controls.runs import forget_lost, history, lost_runs, run_table, shown
from app.controls.settings import Settings, choose
from app.controls.starting_points import choose_starting_point, note, open_starting_point
from app.figures.reading import MEASURES, reading
from app.inspector.component import inspector
from app.jobs import Job, Pool, shared_pool
from app.seeds.panel import seeds
from app.stage.component import stage
from app.takeaway.menu import takeaway
from app.toy_runs.comparison import Comparison
from app.views.bench import bench, head
from toy_models.data import Table
from toy_models.record import Run


def playground() -> None:
    """The settings at the side; then the job if one trains, or else the newest finished run."""
    pool = shared_pool()
    open_starting_point()
    asked = asked_for()
    with st.sidebar:
        choose_starting_point(pool)
        settings = choose()
    check_link(asked, settings)
    files, pressed = _head(settings, pool)
    link_problem()
    note(settings.config)
    lost_runs(history(pool))
    if pressed and settings.config:
        train(pool, settings.config)
    open_first(pool, settings.config)
    take_finished(pool)
    small_print = _show(pool, files)
    with st.container(key="seeds"):
        seeds(pool, _whole_run())
    run_table(history(pool))
    for words in small_print:
        st.caption(words)


def _whole_run() -> Run | None:
    """The run on the stage; None for a job, or for runs side by side."""
    state = st.session_state
    return None if "job" in state or "result" not in state else shown().run


def _head(settings: Settings, pool: Pool) -> tuple[DeltaGenerator, bool]:
    """The title, a place for the menu of files, and whether Train was pressed."""
    right = head("Same data, same start, same batches: what each loss makes of them")
    files = right.container(width="content")
    pressed = right.button(
        "Train",
        type="primary",
        icon=":material/play_arrow:",
        key="train",
        disabled=settings.config is None,
        on_click=_go_on,
        args=(pool,),
    )
    return files, pressed


def _go_on(pool: Pool) -> None:
    """The reader trains: what was wrong with the address no longer matters."""
    forget_problem()
    forget_lost(history(pool))


def _show(pool: Pool, files: DeltaGenerator) -> list[str]:
    """What the session has: a problem, and a job or a run.  Returns the small print."""
    state = st.session_state
    if "problem" in state:
        st.error(state.problem)
    if "job" in state:
        return _show_job(pool, state.job)
    if "result" not in state:
        return []
    comparison = shown()
    if comparison.run is not None:
        history(pool).note(comparison.run)
    with files:
        _offer(comparison)
    place, beside = bench()
    with place:
        stage(comparison.scene, key="stage")
        advise(comparison)
    with beside:
        inspector("stage")
    return [f"{reading(comparison.scene.dimension)} {MEASURES}", comparison.about]


def _show_job(pool: Pool, job: Job) -> list[str]:
    """A job: its buttons, and the stage that grows."""
    follow(pool, job)
    place, beside = bench()
    with place:
        stage(job=job, key="stage")
    with beside:
        inspector("stage")
    return [f"{reading(job.config.embedding)} {MEASURES}"]


def _offer(comparison: Comparison) -> None:
    """Everything that is shown, as files and as a link."""
    run, query, note = comparison.run, None, ""
    if run is not None:
        try:
            query = query_of(run.config)
        except ValueError as error:
            note = str(error)
        if isinstance(run.config.data, Table):
            note = NO_CSV
    takeaway(comparison.scene, run=run, stage_key="stage", query=query, note=note)
