"""A job under way without a worker, and the frames that a worker would send of it."""

from __future__ import annotations

from dataclasses import replace

from app.jobs import Job, State
from app.scene.picture import picture
from app.scene.rows import Rows
from app.toy_runs.comparison import scene_of
from tests.app.runs import flat
from toy_models.drawn import CHARTED, planes_of
from toy_models.record import Run


def part(result: Run, rows: slice) -> tuple[list[int], Rows, Rows]:
    """Frames as the worker sends them."""
    frames = {name: array[rows] for name, array in result.arrays.items()}
    planes = planes_of(result.arrays["weights_LCD"][0])
    charted = {name: frames[name] for name in CHARTED}
    return result.steps_K[rows].tolist(), Rows.of(picture(frames, planes)), Rows.of(charted)


def opened(result: Run | None = None) -> Job:
    """A job of which the first frame is known."""
    whole = result or flat()
    first = {name: array[:1] for name, array in whole.arrays.items()}
    job = Job(whole.config, state=State.TRAINING)
    job.frames.open(scene_of(replace(whole, steps_K=whole.steps_K[:1], arrays=first)))
    return job
