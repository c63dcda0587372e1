"""What the worker reports of a job, taken over by the server."""

from __future__ import annotations

import io
from collections.abc import Mapping
from typing import Any

from app.jobs.job import Job
from app.scene.rows import Rows
from app.toy_runs.changes import Change
from toy_models.frames_on_disk import on_disk
from toy_models.record import Array, Run


def note_progress(job: Job, message: Mapping[str, Any], arrays: Mapping[str, Array]) -> None:
    """Note the step, the changes and the frames that `Running.news` sent."""
    job.progress(message["step"])
    job.changes += [Change(*change) for change in message["changes"]]
    if message["steps"]:
        layouts = message["layouts"]
        job.frames.add(
            message["steps"],
            Rows(layouts["picture"], arrays["picture"]),
            Rows(layouts["charted"], arrays["charted"]),
        )
    elif message["changes"] or job.frames.silent:
        job.frames.touch()


def record_in(arrays: Mapping[str, Array]) -> Run:
    """The record that came with a message, on the disk.  Raises ValueError if it is damaged."""
    return on_disk(Run.load(io.BytesIO(arrays["record"].tobytes())))
