"""Face run: what a training of faces did, from its directory; one run, or two side by side.

One step cursor is for everything on the page: the charts, the pictures and the stage.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

import streamlit as st

from app.controls.binding import BOUND
from app.face_runs.door import ROOT, ROOT_VARIABLE, SHIPPED, listed, opened
from app.face_runs.reading import read, state_of
from app.face_runs.run import FaceRun
from app.face_runs.words import about, message
from app.face_sections.identity import identity
from app.face_sections.measures import angles, curves, verification
from app.face_sections.people import hard_pairs, label_suspects, support_vectors
from app.face_sections.seen import Seen
from app.inspector.plain import plain
from app.look.themes import DARK, LIGHT

NOTHING = "nothing"  # beside a run
HONEST = "One run shows how a loss works, not which is better: that takes several seeds."
SECTIONS: dict[str, Callable[[Seen], None]] = {
    "An identity": identity,
    "Curves": curves,
    "Angles": angles,
    "Verification": verification,
    "Support vectors": support_vectors,
    "Hard pairs": hard_pairs,
    "Label suspects": label_suspects,
}


def face_run(shipped: Path = SHIPPED) -> None:
    """The choice of runs, the step cursor, and one section at a time.

    Args:
        shipped: the folder of the runs that come with the project.
    """
    names = listed(shipped)
    chosen, beside = _choose(names)
    place = st.container()
    runs = [
        run for name in (chosen, beside) if name and (run := _opened(name, shipped)) is not None
    ]
    if len({run.token for run in runs}) < len(runs):  # one run under two names
        runs = runs[:1]
    place.title(message(runs), anchor=False)
    if not runs:
        if not names:
            st.info(f"There is no run yet: train one, and it appears here. {_where()}")
        return
    for run in runs:
        for problem in run.problems:
            st.warning(f"**{plain(run.name)}**: {plain(problem)}")
    step = _cursor(runs)
    _section()(Seen(tuple(runs), step, DARK if st.context.theme.type == "dark" else LIGHT))
    st.caption(" ".join([*(plain(about(run)) for run in runs), HONEST]))


def _choose(names: Sequence[str]) -> tuple[str | None, str | None]:
    with st.sidebar:
        chosen = st.selectbox(
            "Run",
            names,
            accept_new_options=True,
            key="face_run",
            help=f"Choose one, or type its path in the folder of runs. {_where()}",
            on_change=_part,
            **BOUND,
        )
        beside = st.selectbox(
            "Beside it",
            [NOTHING, *(name for name in names if name != chosen)],
            accept_new_options=True,
            key="face_beside",
            **BOUND,
        )
        st.caption(_where())
    return chosen, None if beside in (NOTHING, chosen) else beside


def _part() -> None:
    """A run that is chosen no longer stands beside itself."""
    if st.session_state.get("face_beside") == st.session_state.get("face_run"):
        st.session_state.face_beside = NOTHING


def _where() -> str:
    return (
        f"The folder of runs is `{ROOT}` where the server was started, or what the environment "
        f"variable {ROOT_VARIABLE} names."
    )


def _opened(name: str, shipped: Path) -> FaceRun | None:
    """The run of this name; None if it cannot be opened, and the page says why."""
    try:
        folder = opened(name, shipped)
        return _read(str(folder), name, state_of(folder))
    except ValueError as error:
        st.error(plain(str(error)))
        return None


@st.cache_resource(max_entries=8, show_spinner=False)
def _read(folder: str, name: str, state: tuple[tuple[str, int, int], ...]) -> FaceRun:
    """Read once, until a file of it changes."""
    return read(Path(folder), name)


def _cursor(runs: Sequence[FaceRun]) -> int:
    """The step at which everything is shown; at first the last, or that of the address.

    Bound to the address by hand: what a widget is bound to leaves out its default, which for a
    slider is the first step.
    """
    steps = sorted({int(step) for run in runs for step in run.steps_K})
    if not steps:
        return max(run.last_step for run in runs)
    state = st.session_state
    if state.get("face_step") not in steps:  # of another run: the nearest
        asked = str(state.get("face_step", st.query_params.get("face_step", "")))
        wanted = int(asked) if asked.isdecimal() and len(asked) < 16 else steps[-1]
        state.face_step = min(steps, key=lambda step: abs(step - wanted))
    if len(steps) == 1:
        st.caption(f"The only kept step is {steps[0]:,}.")
        return steps[0]
    step = st.select_slider(
        "Step",
        steps,
        label_visibility="collapsed",
        format_func=lambda kept: f"step {kept:,}",
        key="face_step",
        persist_state="session",
    )
    st.query_params["face_step"] = str(step)
    return int(step)


def _section() -> Callable[[Seen], None]:
    chosen = st.segmented_control(
        "Section",
        list(SECTIONS),
        default="An identity",
        required=True,
        key="face_section",
        label_visibility="collapsed",
        **BOUND,
    )
    return SECTIONS[chosen or "An identity"]
