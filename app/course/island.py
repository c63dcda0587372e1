"""A figure of a lesson with its text as one HTML file, which works alone and in a frame."""

from __future__ import annotations

import base64
import html
from typing import Any

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from app.course.chart import chart_message
from app.course.live import message
from app.course.text import html_of
from app.course.walk import Step, Walk, settings_of
from app.drawing.files import PLOTLY, file_text
from app.look.themes import LIGHT
from app.takeaway.one_file import one_file
from app.takeaway.replay import replay
from app.toy_runs.comparison import scene_of
from lessons.blocks import Slot
from lessons.course import COURSE, Course, open_lesson
from lessons.figure import Chart, Live, Moving

ISLAND_URL = "/lesson-figure"
ENTRY = "course/browser/island.js"
_RULES = """.lesson-text { line-height: 1.55; max-width: 44rem; }
.lesson-text a { color: inherit; }
.reading, .source { font-size: var(--mm-type-small); color: var(--mm-muted); }
h1 { font-size: var(--mm-type-title); font-weight: 650; }"""
#: A chart has the colours of a light page in it.
_LIGHT = (
    "\n:root { color-scheme: light !important; }"
    f"@media (prefers-color-scheme: dark) {{ :root {{ {LIGHT.variables()} }} }}"
)


def island_url(walk: Walk, step: Step, slot: Slot) -> str:
    """Where the file is."""
    return f"{ISLAND_URL}/{walk.lesson.slug}/{walk.address(step)}/{slot.name}"


def island(walk: Walk, step: Step, slot: Slot) -> bytes:
    """The file."""
    lesson, figure = walk.lesson, walk.lesson.figures[slot.name]
    title, text = walk.question(step).title, html_of(walk.part(step).text)
    source = f"Lesson {lesson.narrative.number}: {lesson.narrative.title}. {lesson.provenance}."
    words = (
        f'<p class="reading">{html_of(figure.reading)}</p><div class="lesson-text">{text}</div>'
        f'<p class="source">{html.escape(source)}</p>'
    )
    if isinstance(figure, Moving):
        return replay(scene_of(figure.run()), text=f"<h1>{html.escape(title)}</h1>{words}")
    settings = settings_of(walk, step, slot, figure)
    scripts, rules, view = "", _RULES, _view(walk, slot, figure, settings)
    if isinstance(figure, Chart):
        rules += _LIGHT
        library = base64.b64encode(PLOTLY.read_bytes()).decode()
        scripts = f'<script src="data:text/javascript;base64,{library}"></script>'
    kind = "course-chart" if isinstance(figure, Chart) else "course-figure"
    return one_file(
        title=title,
        rules="\n".join([rules, *map(file_text, _STYLES)]),
        body=f'<h1>{html.escape(title)}</h1>\n<div class="figure-of-a-lesson">'
        f'<div class="{kind}"></div></div>\n{words}\n{scripts}',
        view=view,
        run=b"",
        entry=ENTRY,
        width=60,
    )


_STYLES = (
    "drawing/browser/drawing.css",
    "course/browser/figure.css",
    "course/browser/chart.css",
)


def _view(
    walk: Walk, slot: Slot, figure: Chart | Live, settings: dict[str, str] | None
) -> dict[str, Any]:
    known: dict[str, Any] = {
        "at": "island", "settings": settings or {}, "alternative": slot.words,
        "file": f"{walk.lesson.slug}-{slot.name}",
    }  # fmt: skip
    if isinstance(figure, Live):
        return message(figure, slot=slot.name, **known)
    return chart_message(walk.lesson, slot.name, figure, dark=False, large=False) | known


def island_routes(course: Course = COURSE) -> list[BaseRoute]:
    """The address of every figure as a file."""

    def fetch(request: Request) -> Response:
        slug, at, name = (request.path_params[part] for part in ("slug", "at", "slot"))
        try:
            lesson = open_lesson(slug, course)
        except ValueError as error:
            return Response(str(error), status_code=404)
        walk = Walk.of(lesson, course.asked_again(lesson.narrative.number))
        step = walk.find(at)
        slots = {slot.name: slot for slot in walk.slots(step)} if step else {}
        if step is None or name not in slots:
            return Response("The lesson has no such figure at this step.", status_code=404)
        return Response(
            island(walk, step, slots[name]),
            media_type="text/html; charset=utf-8",
            headers={
                "Content-Disposition": f'attachment; filename="{slug}-{name}.html"',
                "X-Content-Type-Options": "nosniff",
                "Cache-Control": "private, no-store",
            },
        )

    return [Route(f"{ISLAND_URL}/{{slug}}/{{at}}/{{slot}}", fetch)]
