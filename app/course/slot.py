"""A figure in its slot: a chart that a slider or a remote control moves, or a run on the stage."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import streamlit as st

from app.course.behind import ask, behind_chart, behind_run
from app.drawing.component import script
from app.drawing.files import PLOTLY_URL, file_text, file_url
from app.figures.palette import DARK, LIGHT, LOSS_COLOURS, LOSS_DASHES
from app.presenter.show import LARGE, presenting
from app.stage.component import stage
from app.takeaway.menu import takeaway
from lessons.course import Lesson, open_lesson
from lessons.figure import Chart, Paint
from lessons.narrative import Slot

WORDS = 14  # pixels
#: The links, and the chart library in good time: it is large, and the next step may want it.
_REMOTE = """
export default async function ({ data }) {
  if (!window.Plotly && !document.querySelector(`script[src="${data.plotly}"]`)) {
    const script = document.createElement("script");
    script.src = data.plotly;
    script.addEventListener("error", () => script.remove());  // whoever needs it tries again
    document.head.append(script);
  }
  const { listen } = await import(new URL(data.script, window.location.origin));
  listen();
}
"""

_chart = st.components.v2.component(
    "margins_and_mining_chart",
    html='<div class="course-chart"></div>',
    css=file_text("course/browser/chart.css"),
    js=script("Chart", "course-chart"),
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


def show(lesson: Lesson, slot: Slot) -> Callable[[], None]:
    """The figure, and how to read it.  Gives what shows the code behind it, where there is room."""
    figure = lesson.figures[slot.name]
    with st.container(key=f"slot-{slot.name}"):
        if isinstance(figure, Chart):
            value = _show_chart(lesson, slot, figure)
            st.caption(f"{figure.reading} {lesson.provenance}.")
            wanted = ask(slot.name)
            return lambda: behind_chart(lesson, figure, value) if wanted else None
        run = figure.run()
        chosen = stage(run, key=f"stage-{slot.name}")
        st.caption(
            f"{figure.reading} Data: {run.config.data.kind}, {len(run.labels_N):,} training "
            f"samples shown, seed {run.config.seed}. {run.provenance}"
        )
        code, files = st.columns([2, 1], vertical_alignment="center")
        with code:
            wanted = ask(slot.name)
        with files:
            takeaway(run, stage_key=f"stage-{slot.name}", key=f"take-{slot.name}")
    return lambda: behind_run(lesson, figure, run, chosen) if wanted else None


def _show_chart(lesson: Lesson, slot: Slot, figure: Chart) -> float | None:
    """Where its slider stands, if it has one."""
    slider = figure.slider
    told: dict[str, Any] | None = None
    if slider:
        told = {
            "name": slider.name,
            "label": slider.label,
            "unit": slider.unit,
            "values": list(slider.values),
            "start": slider.nearest(slider.start),
        }
    dark = st.context.theme.type == "dark"
    shown = _chart(
        data={
            "figures": _drawn(lesson.slug, slot.name, dark, presenting()),
            "slider": told,
            "script": file_url("course/browser/chart.js"),
            "plotly": PLOTLY_URL,
            "alternative": slot.words,
            "file": f"{lesson.slug}-{slot.name}",
        },
        key=f"chart-{slot.name}",
        default={"at": told["start"] if told else 0},
        on_at_change=lambda: None,
    )
    if slider is None:
        return None
    at = shown.at if isinstance(shown.at, int) and 0 <= shown.at < len(slider.values) else 0
    return slider.values[at]


@st.cache_data(max_entries=200, show_spinner=False)
def _drawn(slug: str, name: str, dark: bool, large: bool) -> list[Any]:
    """The chart for every value of its slider, as Plotly takes it."""
    figure = open_lesson(slug).figures[name]
    assert isinstance(figure, Chart)
    theme = DARK if dark else LIGHT
    paint = Paint(
        ink=theme.ink,
        faint=theme.faint,
        paper=theme.paper,
        accent=theme.accent,
        losses=LOSS_COLOURS,
        dashes=LOSS_DASHES,
        size=round(WORDS * (LARGE if large else 1)),
    )
    return [json.loads(one.to_json()) for one in figure.drawn(paint)]
