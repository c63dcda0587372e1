"""A figure in its slot: a chart that a slider or a remote control moves, or a run on the stage."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import streamlit as st

from app.course.code_behind import code_behind_chart, code_behind_run, code_wanted
from app.drawing.component import script
from app.drawing.files import PLOTLY_URL, file_text, file_url
from app.jobs import Pool
from app.look.losses import loss_look
from app.look.themes import DARK, LIGHT
from app.look.tokens import FONT
from app.presenter.show import LARGE, presenting
from app.stage.component import stage
from app.takeaway.menu import takeaway
from app.toy_runs.comparison import scene_of
from lessons.figure import Chart, Style
from lessons.lesson import Lesson
from lessons.narrative import Slot
from losses.catalogue import LOSSES

TEXT_SIZE = 14  # pixels
#: The links, and the chart library ahead of time: it is large, and the next step may need it.
_REMOTE = """
export default async function ({ data }) {
  const [plotly, links] = [data.plotly, data.script].map(
    (address) => new URL(`.${address}`, document.baseURI).href,  // as in address.js
  );
  if (!window.Plotly && !document.querySelector(`script[src="${plotly}"]`)) {
    const script = document.createElement("script");
    script.src = plotly;
    script.addEventListener("error", () => script.remove());  // a chart that needs it tries again
    document.head.append(script);
  }
  const { listen } = await import(links);
  listen();
}
"""

_chart = st.components.v2.component(
    "margins_and_mining_chart",
    html='<div class="course-chart"></div>',
    css=file_text("course/browser/chart.css"),
    js=script("CourseChart", "course-chart"),
    isolate_styles=False,  # Plotly's own rules must reach its charts
)
_remote = st.components.v2.component(
    "margins_and_mining_remote", html='<div class="remote"></div>', js=_REMOTE
)


def listen_to_links() -> None:
    """Let the links of the text set the figures beside it."""
    _remote(
        data={"script": file_url("stage/browser/remote.js"), "plotly": PLOTLY_URL}, key="remote"
    )


def show(lesson: Lesson, slot: Slot, pool: Callable[[], Pool]) -> Callable[[], None]:
    """Show the figure of a slot, and how to read it.

    Returns:
        A function that shows the code behind the figure, for where the page has room.
    """
    figure = lesson.figures[slot.name]
    with st.container(key=f"slot-{slot.name}"):
        if isinstance(figure, Chart):
            value = _show_chart(lesson, slot, figure)
            st.caption(f"{figure.reading} {lesson.provenance}.")
            wanted = code_wanted(slot.name)
            return lambda: code_behind_chart(figure, value) if wanted else None
        run = figure.run()
        scene = scene_of(run)
        chosen = stage(scene, key=f"stage-{slot.name}")
        st.caption(
            f"{figure.reading} Data: {run.config.data.kind}, {len(run.labels_N):,} training "
            f"samples shown, seed {run.config.seed}. {run.provenance}"
        )
        code, files = st.columns([2, 1], vertical_alignment="center")
        with code:
            wanted = code_wanted(slot.name)
        with files:
            takeaway(scene, run=run, stage_key=f"stage-{slot.name}", key=f"take-{slot.name}")
    return lambda: code_behind_run(figure, run, chosen, pool) if wanted else None


def _show_chart(lesson: Lesson, slot: Slot, figure: Chart) -> float | None:
    """Show a chart.  Returns the value of its slider, None without one."""
    slider = figure.slider
    settings: dict[str, Any] | None = None
    if slider:
        settings = {
            "name": slider.name,
            "label": slider.label,
            "unit": slider.unit,
            "values": list(slider.values),
            "start": slider.nearest(slider.start),
        }
    dark = st.context.theme.type == "dark"
    shown = _chart(
        data={
            "figures": drawn(lesson, lesson.slug, slot.name, dark, presenting()),
            "slider": settings,
            "script": file_url("course/browser/chart.js"),
            "plotly": PLOTLY_URL,
            "alternative": slot.words,
            "file": f"{lesson.slug}-{slot.name}",
        },
        key=f"chart-{slot.name}",
        default={"at": settings["start"] if settings else 0},
        on_at_change=lambda: None,
    )
    if slider is None:
        return None
    at = shown.at if isinstance(shown.at, int) and 0 <= shown.at < len(slider.values) else 0
    return slider.values[at]


@st.cache_data(max_entries=200, show_spinner=False)
def drawn(_lesson: Lesson, slug: str, name: str, dark: bool, large: bool) -> list[Any]:
    """A chart for every value of its slider, as Plotly takes it.

    The slug is there for the cache alone, which does not compare lessons.
    """
    figure = _lesson.figures[name]
    assert isinstance(figure, Chart)
    theme = DARK if dark else LIGHT
    style = Style(
        ink=theme.ink,
        faint=theme.faint,
        background=theme.paper,
        own=theme.own,
        rival=theme.rival,
        losses={name: loss_look(name).colour(dark) for name in LOSSES},
        dashes={name: loss_look(name).plotly_dash for name in LOSSES},
        font=FONT,
        size=round(TEXT_SIZE * (LARGE if large else 1)),
    )
    return [json.loads(picture.to_json()) for picture in figure.drawn(style)]
