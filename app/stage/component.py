"""The stage on a Streamlit page."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import streamlit as st

from app.drawing.component import script
from app.drawing.files import PLOTLY_URL, file_text
from app.jobs.job import Job
from app.scene.scene import Scene
from app.stage.addresses import STAGE_SCRIPT, job_address, scene_address
from app.stage.charts import names
from app.stage.heard import command_of, place_of, samples_of
from app.stage.view import View, parse_view

_stage = st.components.v2.component(
    "margins_and_mining_stage",
    html='<div class="stage"></div>',
    css=file_text("stage/browser/stage.css"),
    js=script("Stage", "stage"),
    isolate_styles=False,  # Plotly's own rules must reach its charts; the stage's begin with .stage
)


def stage(
    scene: Scene | None = None,
    *,
    job: Job | None = None,
    key: str,
    at: int | None = None,
    on_rest: Callable[[int], None] | None = None,
    on_command: Callable[[str], None] | None = None,
    charts: Sequence[str] | None = None,
) -> list[int]:
    """Show a scene, or a job as it trains.  Returns the samples that the reader has chosen.

    Args:
        scene: what to show.
        job: a job that is not over; it goes before the scene.
        key: of the component.
        at: index of the kept step to which the clock goes when this changes; else the reader
            moves it.
        on_rest: called with the index of the kept step at which the reader has left the clock.
        on_command: called with what a button of the player asks of the training: "pause",
            "resume", "step", "stop" or "again"; without it the player has no such buttons, and the
            keys of the stage work only while it has the focus.
        charts: which charts are below; None for all that these data have.

    Raises:
        ValueError: neither a scene nor a job.
    """
    # An address is good while the session has what it shows, whatever others look at.
    st.session_state[f"{key}-shown"] = scene if job is None else job
    if job is not None:
        source, data = {"live": job_address(job)}, job.config.data.kind
    elif scene is not None:
        source, data = {"run": scene_address(scene)}, scene.data
    else:
        raise ValueError("The stage needs a scene or a job.")
    more: dict[str, Any] = {} if at is None else {"at": at}
    more["charts"] = names(data) if charts is None else list(charts)

    if on_command is not None:
        more["commands"] = True

    view = _linked(key)
    if view is not None:
        more["view"] = view.to_json()

    def rested() -> None:
        place = place_of(st.session_state[key].get("step"))
        if on_rest is not None and place is not None:
            on_rest(place)

    def commanded() -> None:
        command = command_of(st.session_state[key].get("command"), next(iter(source.values())))
        if on_command is not None and command:
            on_command(command)

    shown = _stage(
        data={
            **source,
            **more,
            "script": STAGE_SCRIPT,
            "plotly": PLOTLY_URL,
            "key": key,
        },
        key=key,
        default={"selection": list(view.chosen) if view else [], "step": None, "command": None},
        on_selection_change=lambda: None,
        on_step_change=rested,
        on_command_change=commanded,
    )
    return samples_of(shown.selection)


def _linked(key: str) -> View | None:
    """What the page's link sets on the stage with this key; warns if it is malformed."""
    text = st.query_params.get(key, "")
    if not text:
        return None
    try:
        return parse_view(text)
    except ValueError as error:
        st.warning(str(error))
        return None
