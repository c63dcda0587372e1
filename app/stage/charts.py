"""The charts under the panels as the browser fetches them: of a scene, and of a job so far."""

from __future__ import annotations

import threading
import time
import weakref
from collections.abc import Callable
from dataclasses import replace

import plotly.graph_objects as go

from app.figures.angles import angles
from app.figures.budget import budget
from app.figures.curves import curves
from app.figures.pushes import pushes
from app.figures.strangers import strangers
from app.figures.strip import strip
from app.jobs.job import Job, State
from app.look.themes import DARK, LIGHT, Theme
from app.scene.scene import Scene
from app.toy_runs.comparison import changes_in_words
from toy_models.strangers import KINDS

#: By the name in their address.
CHARTS: dict[str, Callable[[Scene, Theme], go.Figure]] = {
    "curves": curves,
    "strip": strip,
    "angles": angles,
    "budget": budget,
    "pushes": pushes,
    "strangers": strangers,
}
OF_PEOPLE = ("strangers",)  # where there are other people than those of the training
FRESH_SECONDS = 1.0  # for which all who watch a job that trains get the same chart

#: Of each job its newest charts: when they were made, and what was made.
_newest: weakref.WeakKeyDictionary[Job, dict[tuple[str, bool], tuple[float, str]]] = (
    weakref.WeakKeyDictionary()
)
_one_at_a_time = threading.Lock()


def names(data: str) -> list[str]:
    """Which charts there are of data of this kind."""
    people = data in KINDS
    return [name for name in CHARTS if people or name not in OF_PEOPLE]


def chart(scene: Scene, name: str, dark: bool) -> str | None:
    """The figure of this name as JSON, or None if there is none."""
    draw = CHARTS.get(name)
    return draw and draw(scene, DARK if dark else LIGHT).to_json()


def chart_so_far(
    job: Job, name: str, dark: bool, clock: Callable[[], float] = time.monotonic
) -> str | None:
    """The same of a job that trains; the axis of steps has room for all of them.

    All who watch a job get the same figure; while it trains, it is drawn again after FRESH_SECONDS
    only.  None also before the first frame.
    """
    draw = CHARTS.get(name)
    with _one_at_a_time:
        made, known = _newest.get(job, {}).get((name, dark), (0.0, ""))
        fresh = clock() - made < FRESH_SECONDS and job.state is State.TRAINING
        if known and fresh:
            return known
        scene = job.frames.so_far()
        if draw is None or scene is None:
            return None
        scene = replace(scene, changes=changes_in_words(job.config, tuple(job.changes)))
        figure = draw(scene, DARK if dark else LIGHT)
        figure.for_each_xaxis(
            lambda axis: (
                axis.update(range=(0, job.config.steps)) if axis.title.text == "step" else None
            )
        )
        drawn = str(figure.to_json())
        _newest.setdefault(job, {})[name, dark] = clock(), drawn
        return drawn
