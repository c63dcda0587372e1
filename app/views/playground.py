"""The Playground: choose data and losses, train, and see the losses side by side."""

from __future__ import annotations

from functools import partial

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from app.controls.acting import act, ask_live
from app.controls.address import NO_CSV, query_of
from app.controls.advice import advise
from app.controls.compact import compact
from app.controls.current import shown_config, take_finished
from app.controls.difference import show_difference
from app.controls.link import asked_for, check_link, link_problem
from app.controls.live import follow
from app.controls.runs import history, lost_runs, run_table, shown
from app.controls.settings import choose
from app.controls.starting_points import choose_starting_point, note, open_starting_point
from app.controls.steering import steer
from app.figures.reading import MEASURES, reading
from app.inspector.component import inspector
from app.jobs import Job, Pool, shared_pool
from app.seeds.panel import seeds
from app.stage.component import stage
from app.takeaway.menu import takeaway
from app.toy_runs.comparison import Comparison
from app.toy_runs.headline import headline
from app.views.bench import bench, head
from toy_models.data import Table
from toy_models.record import Run


def playground() -> None:
    """The settings at the side; then the job if one trains, or else the newest finished run."""
    pool = shared_pool()
    open_starting_point()
    asked = asked_for()
    with st.sidebar:
        compact()
        choose_starting_point()
        settings = choose()
        ask_live()
    check_link(asked, settings)
    act(pool, settings.config)
    take_finished(pool)
    files = head(headline(shown_config() or settings.config))
    link_problem()
    note(settings.config)
    lost_runs(history(pool))
    show_difference(pool, settings.config)
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


def _show(pool: Pool, files: DeltaGenerator) -> list[str]:
    """A job or a run, if the session has one.  Returns the small print."""
    state = st.session_state
    if "job" in state:
        return _show_job(pool, state.job)
    if "result" not in state:
        return []
    comparison = shown()
    if comparison.run is not None:
        history(pool).note(comparison.run)
    with files:
        _offer(comparison)
    with st.container(key="advice"):  # above the stage: below it are the charts
        advise(comparison)
    place, beside = bench()
    with place:
        stage(comparison.scene, key="stage", on_command=partial(steer, pool))
    with beside:
        inspector("stage")
    return [f"{reading(comparison.scene.dimension)} {MEASURES}", comparison.about]


def _show_job(pool: Pool, job: Job) -> list[str]:
    """A job: the stage that grows."""
    place, beside = bench()
    with place:
        stage(job=job, key="stage", on_command=partial(steer, pool))
    with beside:
        inspector("stage")
    follow(pool, job)
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
