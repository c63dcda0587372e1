"""What the next step shows, for the browser to fetch while the reader is still at this one.

The figures ask for it under the same addresses as ever, and find it at hand.
"""

from __future__ import annotations

from app.course.walk import Step, Walk
from app.drawing.files import file_url
from app.stage.addresses import STAGE_SCRIPT, scene_address
from app.toy_runs.comparison import scene_of
from lessons.figure import Chart, Figure, Moving

CHART_SCRIPT = file_url("course/browser/chart.js")
FIGURE_SCRIPT = file_url("course/browser/figure.js")


def ahead(walk: Walk, step: Step) -> dict[str, list[str]]:
    """What the figures of the next step need.

    Returns:
        Addresses: `scripts` of modules, and `runs` of what is on the stage.
    """
    onward = walk.onward(step)
    figures = [walk.lesson.figures[slot.name] for slot in walk.slots(onward)] if onward else []
    return {
        "scripts": sorted({script for figure in figures for script in scripts_of(figure)}),
        "runs": [
            scene_address(scene_of(figure.run()))
            for figure in figures
            if isinstance(figure, Moving)
        ],
    }


def scripts_of(figure: Figure) -> tuple[str, ...]:
    """The modules that a figure is drawn with; each imports what it needs."""
    if isinstance(figure, Moving):
        return (STAGE_SCRIPT,)
    if isinstance(figure, Chart):
        return (CHART_SCRIPT,)
    return FIGURE_SCRIPT, file_url(f"course/browser/kinds/{figure.kind}.js")
