"""The features, the network and the schedule."""

from __future__ import annotations

from typing import Any

import streamlit as st

from app.controls.binding import QUIET
from toy_models.gentle import FIRST_RUN

DIMENSIONS = {2: "2-D circle", 3: "3-D sphere", 8: "8-D", 64: "64-D"}
OF_THE_STEPS = "%d %% of the steps"
RATES = (0.0005, 0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1)


def choose_dimension() -> int:
    """Ask for the dimension of the features."""
    dimension = st.segmented_control(
        "Features",
        list(DIMENSIONS),
        default=FIRST_RUN.embedding,
        format_func=DIMENSIONS.__getitem__,
        required=True,
        key="dimension",
        **QUIET,
    )
    return int(dimension or FIRST_RUN.embedding)


def choose_training(*, images: bool) -> dict[str, Any]:
    """Ask for network and schedule; the fields of a Config by name.  Images may be convolved."""
    first = FIRST_RUN
    with st.expander("Network and schedule", icon=":material/schedule:"):
        convolutional = images and st.toggle(
            "Convolutional network", key="cnn", help="Better features, slower training.", **QUIET
        )
        width = st.select_slider(
            "Hidden units", [16, 32, 64, 128, 256], value=64, key="hidden", **QUIET
        )
        steps = st.slider("Steps", 50, 3000, first.steps, 50, key="steps", **QUIET)
        rate = st.select_slider(
            "Learning rate", RATES, value=first.learning_rate, key="rate", **QUIET
        )
        batch = st.select_slider(
            "Batch", [16, 32, 64, 128, 256, 512], value=first.batch, key="batch", **QUIET
        )
        optimiser = st.segmented_control(
            "Optimiser",
            ["adam", "sgd"],
            default=first.optimiser,
            required=True,
            key="optimiser",
            **QUIET,
        )
        warmup = st.slider(
            "Softmax warm-up",
            0,
            80,
            100 * first.softmax_warmup // first.steps,
            5,
            format=OF_THE_STEPS,
            key="warmup",
            help="On a circle class weights cannot pass one another: a start with the plain "
            "softmax lets them find their order before the losses part.",
            **QUIET,
        )
        t_warmup = st.slider(
            "t rises slowly, over",
            0,
            100,
            100 * first.t_warmup // first.steps,
            5,
            format=OF_THE_STEPS,
            key="t_warmup",
            help="From scratch nearly every class is a support vector of every sample. "
            "Letting t rise slowly from 1 keeps training from breaking.",
            **QUIET,
        )
        seed = st.number_input("Seed", 0, 9999, first.seed, key="seed", **QUIET)
    return {
        "network": "cnn" if convolutional else "mlp",
        "hidden": (16, 32, 64) if convolutional else (int(width), int(width)),
        "steps": steps,
        "learning_rate": float(rate),
        "batch": int(batch),
        "optimiser": optimiser or first.optimiser,
        "softmax_warmup": steps * warmup // 100,
        "t_warmup": steps * min(t_warmup, 100 - warmup) // 100,
        "seed": int(seed),
        "kept": first.kept,
        "recorded": first.recorded,
    }
