"""A chart of a lesson as the browser takes it: drawn once for every value of its slider."""

from __future__ import annotations

import json
from typing import Any

from app.drawing.files import PLOTLY_URL
from app.look.losses import loss_look
from app.look.themes import theme
from app.look.tokens import FONT
from app.presenter.address import LARGE
from lessons.figure import Chart, Style
from lessons.lesson import Lesson
from losses.catalogue import LOSSES

TEXT_SIZE = 14  # pixels


def chart_message(
    lesson: Lesson, slot: str, figure: Chart, *, dark: bool, large: bool
) -> dict[str, Any]:
    """What `app/course/browser/chart.js` shows, but for the step and its words."""
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
    return {
        "figures": drawn(figure, dark, large),
        "slider": settings,
        "plotly": PLOTLY_URL,
        "file": f"{lesson.slug}-{slot}",
    }


def drawn(figure: Chart, dark: bool, large: bool) -> list[Any]:
    """A chart for every value of its slider, as Plotly takes it."""
    page = theme(dark)
    style = Style(
        ink=page.ink,
        faint=page.faint,
        background=page.paper,
        own=page.own,
        rival=page.rival,
        losses={name: loss_look(name).colour(dark) for name in LOSSES},
        dashes={name: loss_look(name).plotly_dash for name in LOSSES},
        font=FONT,
        size=round(TEXT_SIZE * (LARGE if large else 1)),
    )
    return [json.loads(picture.to_json()) for picture in figure.drawn(style)]
