"""What is said of a run that is shown, and the button that mends a stuck one."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from streamlit.testing.v1 import AppTest

from tests.app.controls.asking import DEFAULT_TIMEOUT
from tests.app.runs import run_of
from toy_models.config import LossChoice, RunConfig
from toy_models.data import Blobs
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
    page = AppTest.from_function(script, default_timeout=DEFAULT_TIMEOUT)
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


def test_a_stuck_run_is_said_and_a_click_sets_the_control() -> None:
    page = page_of(collapsed(CONFIG))
    (warning,) = page.warning
    assert "Softmax is stuck: 4 class weights lie on 1 spot, so" in warning.value
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
