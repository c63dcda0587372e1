"""The Playground: choose data and losses, train, and see the losses side by side."""

from __future__ import annotations

from functools import partial

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from app.controls.acting import RESTING, act, ask_live
from app.controls.address import NO_CSV, query_of
from app.controls.advice import advise, advise_under_way, say_what_wrong_labels_did
from app.controls.compact import compact
from app.controls.current import shown_config, take_finished
from app.controls.difference import show_difference
from app.controls.link import asked_for, check_link, link_problem
from app.controls.live import follow
from app.controls.runs import history, lost_runs, run_table, shown
from app.controls.settings import choose
from app.controls.starting_points import choose_starting_point, note, open_starting_point
from app.controls.steering import steer
from app.course.challenge import challenge_card, open_challenge
from app.course.memory import remember
from app.figures.reading import reading
from app.inspector.component import inspector
from app.jobs import Job, Pool, shared_pool
from app.seeds.panel import seeds
from app.stage.component import stage
from app.takeaway.menu import takeaway
from app.toy_runs.comparison import Comparison
from app.toy_runs.headline import headline
from app.views.bench import NOTICES, bench, head
from toy_models.data import Table
from toy_models.record import Run


def playground() -> None:
    """The settings at the side; then the job if one trains, or else the newest finished run.

    Every part has its place whether it has something to say or not: what comes and goes above the
    stage would make the browser build the stage anew.
    """
    pool = shared_pool()
    open_starting_point()
    challenge = open_challenge()
    asked = asked_for()
    with st.sidebar:
        compact()
        if challenge is None:
            choose_starting_point()
        settings = choose(margins_said=challenge is None)
        ask_live()
        check_link(asked, settings)
        act(pool, settings.config)
    take_finished(pool)
    files = head(headline(shown_config() or settings.config))
    with st.container(key=NOTICES):
        link_problem()
        if challenge is None:
            note(settings.config)
        lost_runs(history(pool))
    place, advice, beside = bench()
    with advice:
        if challenge is not None:
            # Until a change is trained, the stage shows the run before it, which is no attempt.
            ours = settings.config is not None and settings.config == shown_config()
            trains = "job" in st.session_state or RESTING in st.session_state
            run = _whole_run() if ours else None
            challenge_card(challenge, run, settings.config, trains=trains)
        show_difference(pool, settings.config, settings.why)
        helps = challenge is None  # it would solve the challenge
        if "job" in st.session_state:
            advise_under_way(st.session_state.job, helps=helps)
        elif "result" in st.session_state:
            advise(shown(), helps=helps)
    small_print = _show(pool, files, place, beside)
    with st.container(key="seeds"):
        seeds(pool, _whole_run())
    run_table(history(pool))
    for words in small_print:
        st.caption(words)
    if challenge is not None:
        remember()
    if "job" in st.session_state:
        follow(pool, st.session_state.job)


def _whole_run() -> Run | None:
    """The run on the stage; None for a job, or for runs side by side."""
    state = st.session_state
    return None if "job" in state or "result" not in state else shown().run


def _show(
    pool: Pool, files: DeltaGenerator, place: DeltaGenerator, beside: DeltaGenerator
) -> list[str]:
    """The stage and the inspector, with a job or a run.  Returns the small print."""
    state = st.session_state
    if "job" not in state and "result" not in state:
        return []
    steered = partial(steer, pool)
    with beside:
        inspector("stage")
    if "job" in state:
        job: Job = state.job
        with files:  # as large as the menu that takes its place: nothing jumps
            st.button(
                "Take away",
                icon=":material/download:",
                key="takeaway-waits",
                disabled=True,
                help="When the training is over.",
            )
        with place:
            stage(job=job, key="stage", on_command=steered)
        return [reading(job.config.embedding)]
    comparison = shown()
    if comparison.run is not None:
        history(pool).note(comparison.run)
    with files:
        _offer(comparison)
    with place:
        stage(comparison.scene, key="stage", on_command=steered)
        say_what_wrong_labels_did(comparison)
    return [reading(comparison.scene.dimension), comparison.about]


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
