"""A job under way: how far it is, and the buttons that pause, step, change, stop and reset it."""

from __future__ import annotations

import zlib
from collections.abc import Callable

import streamlit as st

from app.controls.seat import seat
from app.jobs import Job, Pool, State
from app.toy_runs.changes import ALL, RATE, RATES
from losses.parameters import Parameter

POLL_SECONDS = 1.0  # on the average; a press of a button is answered at once
SPREAD = 0.3  # each way: those who watch one training do not all ask at the same moment
PROBLEM, STANDS = "live-problem", "live-stands"
EVERY = -1  # in the place of a loss's index


def follow(pool: Pool, job: Job) -> None:
    """Follow `st.session_state.job`, in a part of the page that reruns by itself.

    The page is run again when the job is over, when another one has taken its place, and when it
    stands at another step than before: what is shown of a job that stands is on the page.
    """
    st.fragment(_follow, run_every=poll_seconds(seat(pool)))(pool, job)


def poll_seconds(viewer: str) -> float:
    """How often this viewer's page asks how far the job is; no two ask in step for long."""
    place = zlib.crc32(viewer.encode()) / 0xFFFF_FFFF
    return POLL_SECONDS * (1 + SPREAD * (2 * place - 1))


def _follow(pool: Pool, job: Job) -> None:
    state = st.session_state
    stands = (job.id, job.step) if job.state is State.PAUSED else None
    if job.state.over or state.get("job") is not job or state.get(STANDS) != stands:
        state[STANDS] = stands
        st.rerun()
    viewer = seat(pool)
    pool.join(job, viewer)
    st.progress(min(1.0, job.step / job.config.steps), text=progress(pool, job))
    if job.note:
        st.caption(job.note)
    with st.container(horizontal=True):
        paused = job.state is State.PAUSED
        waiting = job.state is State.WAITING
        _button(
            "Resume" if paused else "Pause",
            ":material/play_arrow:" if paused else ":material/pause:",
            lambda: (pool.resume if paused else pool.pause)(job, viewer),
            disabled=waiting,
            key="live-pause",
        )
        _button(
            "One step",
            ":material/skip_next:",
            lambda: pool.step(job, viewer),
            disabled=waiting,
            key="live-step",
        )
        _button("Stop", ":material/stop:", lambda: _stop(pool, job, viewer), key="live-stop")
        _button(
            "Reset",
            ":material/restart_alt:",
            lambda: _reset(pool, job, viewer),
            key="live-reset",
            help="The same training again, from the same initial weights.",
        )
        if not waiting:
            # What is in it is made when it is open: it costs more than all the rest.
            change = st.popover(
                "Change", icon=":material/tune:", key="live-change", on_change="rerun"
            )
            if change.open:
                with change:
                    _changes(pool, job, viewer)
    if PROBLEM in state:
        st.warning(state[PROBLEM])


def progress(pool: Pool, job: Job) -> str:
    """How far it is, in words."""
    if job.state is State.WAITING:
        place = pool.place_in_line(job)
        return f"Waiting for the trainer; number {place} in line" if place > 1 else "Starting"
    steps = f"step {job.step:,} of {job.config.steps:,}"
    if job.state is State.PAUSED:
        return f"Paused at {steps}"
    return f"Training: {steps}" + (f", {job.pace:,.0f} steps/s" if job.pace else "")


def _button(
    label: str,
    icon: str,
    action: Callable[[], None],
    *,
    key: str,
    disabled: bool = False,
    help: str | None = None,
) -> None:
    st.button(
        label,
        icon=icon,
        on_click=_guarded,
        args=(action,),
        key=key,
        disabled=disabled,
        help=help,
    )


def _guarded(action: Callable[[], None]) -> None:
    """Do it; what cannot be done is said in a sentence, until the next press."""
    st.session_state.pop(PROBLEM, None)
    try:
        action()
    except ValueError as error:
        st.session_state[PROBLEM] = str(error)


def _stop(pool: Pool, job: Job, viewer: str) -> None:
    pool.stop(job, viewer)
    if viewer not in job.viewers and not job.state.over:  # it goes on for others
        st.session_state.pop("job", None)


def _reset(pool: Pool, job: Job, viewer: str) -> None:
    st.session_state.job = pool.reset(job, viewer)


def _changes(pool: Pool, job: Job, viewer: str) -> None:
    """Ask for other values of the learning rate and of the losses' parameters."""
    _ask(pool, job, viewer, RATE, "Learning rate", RATES, job.settings.learning_rate, None)
    titles = job.settings.titles()
    # None would be shown as if nothing were chosen.
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
    """The numbers that can be changed, of one loss or of any, with what they are now."""
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
        _guarded(lambda: pool.set(job, name, chosen, loss=loss, viewer=viewer))

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
