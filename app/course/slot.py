"""A figure in its slot: a chart that a slider or a remote control moves, or a run on the stage."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import streamlit as st

from app.course.ahead import CHART_SCRIPT, FIGURE_SCRIPT, ahead
from app.course.chart import chart_message
from app.course.code_behind import (
    code_behind_chart,
    code_behind_live,
    code_behind_run,
    code_wanted,
)
from app.course.live import message
from app.course.reserved import chart_room, live_room, rules
from app.course.walk import Step, Walk, settings_of
from app.drawing.component import script
from app.drawing.files import PLOTLY_URL, file_text, file_url
from app.jobs import Pool
from app.presenter.show import presenting
from app.stage.component import stage
from app.takeaway.menu import takeaway
from app.toy_runs.comparison import scene_of
from lessons.blocks import Slot
from lessons.figure import Chart, Live, Moving
from lessons.lesson import Lesson

#: The links, and what the next step needs; addresses as in address.js.
_REMOTE = """
export default async function ({ data }) {
  const [{ listen, setOnce }, { fetchAhead }] = await Promise.all(
    [data.links, data.fetcher].map(
      (address) => import(new URL(address.replace(/^\\//, "./"), document.baseURI)),
    ),
  );
  listen();
  setOnce(data.at, data.sets);
  fetchAhead(data.plotly, data.ahead);
}
"""

_chart = st.components.v2.component(
    "margins_and_mining_chart",
    html='<div class="course-chart"></div>',
    css=file_text("course/browser/chart.css"),
    js=script("CourseChart", "course-chart"),
    isolate_styles=False,  # Plotly's own rules must reach its charts
)
_figure = st.components.v2.component(
    "margins_and_mining_figure",
    html='<div class="course-figure"></div>',
    css=file_text("drawing/browser/drawing.css") + file_text("course/browser/figure.css"),
    js=script("CourseFigure", "course-figure"),
    isolate_styles=False,  # words of the text follow it
)
_remote = st.components.v2.component(
    "margins_and_mining_remote", html='<div class="remote"></div>', js=_REMOTE
)


def listen_to_links(walk: Walk | None = None, step: Step | None = None) -> None:
    """Let the links of the text set the figures beside it, and the step its runs on the stage.

    The browser also fetches what the next step needs; of the overview that is the chart library.
    """
    sets: list[dict[str, Any]] = []
    if walk and step and walk.sets(step):
        sets = [
            {"slot": slot.name, "settings": dict(slot.settings)}
            for slot in walk.slots(step)
            if slot.settings and isinstance(walk.lesson.figures[slot.name], Moving)
        ]
    _remote(
        data={
            "links": file_url("stage/browser/remote.js"),
            "fetcher": file_url("course/browser/ahead.js"),
            "plotly": PLOTLY_URL,
            "ahead": ahead(walk, step) if walk and step else None,
            "at": walk.address(step) if walk and step else "",
            "sets": sets,
        },
        key="remote",
    )


@dataclass(frozen=True, kw_only=True)
class Shown:
    """Where a figure is shown, and how."""

    walk: Walk
    step: Step
    slot: Slot
    answer: tuple[float, ...] | None = None  # what the reader has drawn in it
    ghost: bool = False  # and can no longer change
    island: str = ""  # its address as one file


def show(
    shown: Shown, pool: Callable[[], Pool], keep: Callable[[tuple[float, ...]], None]
) -> Callable[[], None]:
    """Show the figure of a slot, and how to read it.

    Args:
        shown: the figure, where and how.
        pool: whose worker explains samples of runs.
        keep: is given a prediction that the reader has drawn.

    Returns:
        A function that shows the code behind the figure, for where the page has room.
    """
    lesson, slot = shown.walk.lesson, shown.slot
    figure = lesson.figures[slot.name]
    with st.container(key=f"slot-{slot.name}"):
        if isinstance(figure, Live):
            _show_live(shown, figure, keep)
            st.caption(f"{figure.reading} {lesson.provenance}.")
            wanted = code_wanted(slot.name)
            return lambda: code_behind_live(figure) if wanted else None
        if isinstance(figure, Chart):
            value = _show_chart(shown, figure)
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


def _show_live(shown: Shown, figure: Live, keep: Callable[[tuple[float, ...]], None]) -> None:
    walk, step, slot = shown.walk, shown.step, shown.slot
    st.html(rules(slot.name, live_room(figure, wide=True), live_room(figure, wide=False)))
    found = walk.drawing_before(step)
    ask = found[1].ask if found and found[1].slot == slot.name else ""
    if shown.ghost and shown.answer is None:
        ask = ""  # it was passed over: nobody's prediction stands beside the outcome
    at = walk.address(step)
    heard = _figure(
        data=message(
            figure,
            slot=slot.name,
            at=f"{walk.lesson.slug}/{at}",
            settings=settings_of(walk, step, slot, figure),
            alternative=slot.words,
            file=f"{walk.lesson.slug}-{slot.name}",
            large=presenting(),
            island=shown.island,
            ask=ask,
            answer=shown.answer,
            ghost=shown.ghost,
            quiet=walk.part(step).kind == "Predict",
        )
        | {"script": FIGURE_SCRIPT},
        key=f"live-{slot.name}",
        default={"state": None, "drawn": None},
        on_state_change=lambda: None,
        on_drawn_change=lambda: None,
    )
    drawn = heard.drawn
    if ask and not shown.ghost and isinstance(drawn, dict):
        values = drawn.get("values")
        of_here = drawn.get("at") == f"{walk.lesson.slug}/{at}" and drawn.get("ask") == ask
        if of_here and isinstance(values, list) and figure.asks[ask].accepts(values):
            keep(tuple(map(float, values)))


def _show_chart(shown: Shown, figure: Chart) -> float | None:
    """Show a chart.  Returns the value of its slider, None without one."""
    lesson, slot, slider = shown.walk.lesson, shown.slot, figure.slider
    dark = st.context.theme.type == "dark"
    data = drawn(lesson, lesson.slug, slot.name, dark, presenting())
    st.html(rules(slot.name, chart_room(data), chart_room(data)))
    heard = _chart(
        data=data
        | {
            "script": CHART_SCRIPT,
            "alternative": slot.words,
            "at": f"{lesson.slug}/{shown.walk.address(shown.step)}",
            "settings": settings_of(shown.walk, shown.step, slot, figure),
            "island": shown.island,
        },
        key=f"chart-{slot.name}",
        default={"at": slider.nearest(slider.start) if slider else 0},
        on_at_change=lambda: None,
    )
    if slider is None:
        return None
    at = heard.at if isinstance(heard.at, int) and 0 <= heard.at < len(slider.values) else 0
    return slider.values[at]


@st.cache_data(max_entries=200, show_spinner=False)
def drawn(_lesson: Lesson, slug: str, name: str, dark: bool, large: bool) -> dict[str, Any]:
    """A chart as the browser takes it.

    The slug is there for the cache alone, which does not compare lessons.
    """
    figure = _lesson.figures[name]
    assert isinstance(figure, Chart)
    return chart_message(_lesson, name, figure, dark=dark, large=large)
