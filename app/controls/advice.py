"""What the app knows of a run that is shown: stuck, a margin that cannot be met, wrong labels.

A stuck run has a button that changes the settings; they then act like any other change.
"""

from __future__ import annotations

import streamlit as st

from app.controls.put import put_values
from app.controls.settings import widgets_of
from app.jobs import Job
from app.toy_runs.comparison import Comparison
from app.toy_runs.margins import filled, unmet
from app.toy_runs.stuck import (
    CLEAR_AFTER,
    Stuck,
    crowded,
    in_a_sentence,
    narrow,
    stuck,
    stuck_throughout,
    ways_out,
)
from app.toy_runs.wrong_labels import wrong_labels
from toy_models.config import RunConfig

WAYS_AT_MOST = 3
SAID = "stuck-said"  # the panels of a training under way that the page calls stuck


def advise(comparison: Comparison, *, helps: bool = True) -> None:
    """Say it, each thing in a sentence; nothing if there is nothing to say.

    Args:
        comparison: what is shown.
        helps: also offer ways out, and say what has room.
    """
    scene = comparison.scene
    found = stuck(scene)
    words = (helps and crowded(scene)) or (in_a_sentence(found, ended=True) if found else "")
    if words:
        st.warning(words, icon=":material/link_off:")
    if words and helps:
        panel = found[0].panel if found else 0
        _offer(comparison.origins_L[panel].run.config)
    classes, dimension = len(scene.class_names), scene.dimension
    margins = [unmet(origin.choice, classes, dimension) for origin in comparison.origins_L]
    if not words and not any(margins):
        margins.append(filled(scene))
    if helps and any(margins):
        st.info("  \n".join(dict.fromkeys(filter(None, margins))), icon=":material/straighten:")


def advise_under_way(job: Job, *, helps: bool = True) -> None:
    """Say at once that there is no room for the classes, and that it is stuck when that is clear.

    The other steps of a training that is stuck change nothing.
    """
    found = stuck_by_now(job)
    st.session_state[SAID] = [each.panel for each in found]
    scene = job.frames.pictured([job.step]) if found and helps else None
    room = narrow(job.present_config) if helps else ""
    words = (scene and crowded(scene)) or room or (in_a_sentence(found) if found else "")
    if words:
        st.warning(words, icon=":material/link_off:")
        if helps:
            _offer(job.present_config)


def is_said(job: Job) -> bool:
    """Whether the page says what there is to say of this training by now."""
    return st.session_state.get(SAID, []) == [each.panel for each in stuck_by_now(job)]


def stuck_by_now(job: Job) -> list[Stuck]:
    """The panels that have been stuck for long enough after the softmax warm-up."""
    config = job.present_config
    long_enough = job.step - CLEAR_AFTER * config.steps
    if long_enough <= config.softmax_warmup:
        return []
    scene = job.frames.pictured([long_enough, job.step])
    return stuck_throughout(scene) if scene is not None else []


def say_what_wrong_labels_did(comparison: Comparison) -> None:
    """In a caption; nothing without wrong labels."""
    if words := wrong_labels(comparison.scene):
        st.caption(words)


def _offer(config: RunConfig) -> None:
    """A button for each way out that the controls can make."""
    with st.container(horizontal=True, key="ways-out"):
        for at, (label, way) in enumerate(list(ways_out(config).items())[:WAYS_AT_MOST]):
            try:
                values = widgets_of(way)
            except ValueError:
                continue
            st.button(
                label,
                key=f"way-out-{at}",
                type="secondary" if at else "primary",
                on_click=put_values,
                args=(values,),
            )
