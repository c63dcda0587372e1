"""Changes by hand of a training under way: its learning rate and the parameters of its losses."""

from __future__ import annotations

import streamlit as st

from app.controls.attempt import attempt
from app.jobs import Job, Pool
from app.toy_runs.changes import ALL, RATE, RATES
from losses.parameters import Parameter

EVERY = -1  # in the place of a loss's index; None would look as if nothing were chosen


def ask_changes(pool: Pool, job: Job, viewer: str) -> None:
    """Ask for other values; a changed number reaches the job at once."""
    _ask(pool, job, viewer, RATE, "Learning rate", RATES, job.settings.learning_rate, None)
    titles = job.settings.titles()
    chosen = st.selectbox(
        "Loss",
        [EVERY, *range(len(titles))],
        format_func=lambda index: f"{ALL} of them" if index == EVERY else titles[index],
        key=f"live-{job.id}-loss",
    )
    loss = None if chosen == EVERY else chosen
    for name, parameter, value in _parameters(job, loss):
        unit = f" ({parameter.unit})" if parameter.unit else ""
        label = f"{parameter.symbol}: {parameter.meaning}{unit}"
        _ask(pool, job, viewer, name, label, (parameter.low, parameter.high), value, loss)


def _parameters(job: Job, loss: int | None) -> list[tuple[str, Parameter, float]]:
    """The numbers that can be changed, of this loss or of any loss, with their present values."""
    settings = job.settings
    found: dict[str, tuple[str, Parameter, float]] = {}
    for index in range(len(settings.specs)) if loss is None else [loss]:
        for name, parameter in settings.specs[index].parameters.items():
            value = settings.values[index][name]
            if isinstance(value, float) and not isinstance(value, bool):
                found.setdefault(name, (name, parameter, value))
    return list(found.values())


def _ask(
    pool: Pool,
    job: Job,
    viewer: str,
    name: str,
    label: str,
    bounds: tuple[float, float],
    value: float,
    loss: int | None,
) -> None:
    key = f"live-{job.id}-{name}-{ALL if loss is None else loss}"

    def change() -> None:
        chosen = float(st.session_state[key])
        attempt(lambda: pool.set(job, name, chosen, loss=loss, viewer=viewer))

    low, high = bounds
    step = float(f"{max(value, 1e-3) / 10:.0g}")
    st.number_input(
        label,
        float(low),
        float(high),
        value,
        step,
        format="%.6g",
        key=key,
        on_change=change,
    )
