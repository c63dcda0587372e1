"""What is said of a run that is shown, and the button that mends a stuck one."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from streamlit.testing.v1 import AppTest

from app.controls.advice import stuck_by_now
from app.jobs import Job
from tests.app.runs import run_of
from tests.app.stage.under_way import opened, part
from tests.patience import SECONDS
from toy_models.config import LossChoice, RunConfig
from toy_models.data import Blobs, Faces
from toy_models.record import Run

CONFIG = RunConfig(
    data=Blobs(classes=4, per_class=20),
    losses=(LossChoice.of("norm_softmax", scale=16.0),),
    hidden=(16, 16),
    learning_rate=0.005,
    steps=50,
    kept=48,
    recorded=500,
)


def script() -> None:
    import streamlit as st

    from app.controls.advice import advise, say_what_wrong_labels_did
    from app.toy_runs.comparison import of_run

    advise(of_run(st.session_state.run))
    say_what_wrong_labels_did(of_run(st.session_state.run))


def page_of(run: Run) -> AppTest:
    page = AppTest.from_function(script, default_timeout=SECONDS)
    page.session_state["run"] = run
    page.run()
    assert not page.exception
    return page


def collapsed(config: RunConfig) -> Run:
    """A run whose classes all end on one spot."""
    run = run_of(config)
    arrays = {name: array.copy() for name, array in run.arrays.items()}
    for name in ("weights_LCD", "features_LND"):
        arrays[name][-1] = arrays[name][-1, :, :1]
    return replace(run, arrays=arrays)


def stuck_job(run: Run, upto: int) -> Job:
    """A job whose classes lie on one spot from the second kept step on."""
    arrays = {name: array.copy() for name, array in run.arrays.items()}
    for name in ("weights_LCD", "features_LND"):
        arrays[name][1:] = arrays[name][1:, :, :1]
    met = replace(run, arrays=arrays)
    job = opened(met)
    job.frames.add(*part(met, slice(1, upto)))
    job.step = int(met.steps_K[upto - 1])
    return job


def test_a_training_is_called_stuck_only_when_it_has_been_so_for_a_tenth_of_its_steps() -> None:
    run = run_of(replace(CONFIG, softmax_warmup=10))
    for upto, said in ((12, False), (15, False), (20, True), (40, True)):
        job = stuck_job(run, upto)
        assert (job.step - 5 > 10) is said
        assert [found.title for found in stuck_by_now(job)] == (["Softmax"] if said else [])


def test_what_comes_free_again_or_cannot_be_seen_is_not_called_stuck() -> None:
    run = run_of(CONFIG)
    job = stuck_job(run, 20)
    job.frames.add(*part(run, slice(20, 30)))  # as it was: apart
    job.step = int(run.steps_K[29])
    assert stuck_by_now(job) == []
    assert stuck_by_now(stuck_job(run_of(replace(CONFIG, embedding=8)), 40)) == []
    assert stuck_by_now(opened(run)) == []


def test_a_training_under_way_has_the_sentence_and_the_ways_out() -> None:
    def page() -> None:
        import streamlit as st

        from app.controls.advice import advise_under_way, is_said

        job = st.session_state.job
        st.session_state.before = is_said(job)
        advise_under_way(job)
        st.session_state.after = is_said(job)

    shown = AppTest.from_function(page, default_timeout=SECONDS)
    shown.session_state["job"] = stuck_job(run_of(CONFIG), 40)
    shown.run()
    assert not shown.exception
    assert "Softmax is stuck: 4 class weights lie on 1 spot" in shown.warning[0].value
    assert shown.button[0].label == "Start the class weights evenly apart"
    assert (shown.session_state.before, shown.session_state.after) == (False, True)


def test_a_circle_without_room_is_said_before_anything_is_trained() -> None:
    def page() -> None:
        import streamlit as st

        from app.controls.advice import advise_under_way, is_said

        advise_under_way(st.session_state.job)
        st.session_state.said = is_said(st.session_state.job)

    shown = AppTest.from_function(page, default_timeout=SECONDS)
    shown.session_state["job"] = Job(replace(CONFIG, data=Faces(identities=20)))
    shown.run()
    assert not shown.exception
    assert "A circle is too narrow for 20 classes" in shown.warning[0].value
    assert shown.button[0].label == "Use 64 dimensions"
    assert shown.session_state.said is True


def test_a_stuck_run_is_said_and_a_click_sets_the_control() -> None:
    page = page_of(collapsed(CONFIG))
    (warning,) = page.warning
    assert "Softmax ends stuck: 4 class weights lie on 1 spot, so" in warning.value
    assert [button.label for button in page.button] == [
        "Start the class weights evenly apart",
        "Go to the sphere",
        "Warm up longer",
    ]
    page.button(key="way-out-1").click().run()
    assert page.session_state["dimension"] == 3
    assert page.session_state["steps"] == 50
    page.button(key="way-out-0").click().run()
    assert page.session_state["spread"] is True


@pytest.mark.parametrize(
    ("changes", "info"),
    [
        ({}, 0),
        ({"losses": (LossChoice.of("arc_softmax", margin=1.5, scale=16.0),)}, 0),
        (
            {
                "data": Blobs(classes=10, per_class=20),
                "losses": (LossChoice.of("am_softmax", margin=0.5, scale=16.0),),
            },
            1,
        ),
    ],
)
def test_a_margin_that_cannot_be_met_is_said(changes: dict[str, object], info: int) -> None:
    page = page_of(run_of(replace(CONFIG, class_weights="spread", **changes)))  # type: ignore[arg-type]
    assert len(page.info) == info
    assert not page.warning


def test_wrong_labels_are_said() -> None:
    run = run_of(replace(CONFIG, class_weights="spread", label_noise=0.2))
    count = int(np.count_nonzero(run.labels_N != run.true_labels_N))
    assert f"{count} of {len(run.labels_N)} samples shown" in page_of(run).caption[0].value
