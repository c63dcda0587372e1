"""The lesson's experiments, at their smallest and as they are stored; both once a process."""

from __future__ import annotations

import functools
from dataclasses import replace

from lessons.course import COURSE
from lessons.sv_softmax.experiment import Config, Result, run

FOLDER = COURSE.folders["sv_softmax"]

SMALL = replace(Config.quick(), steps=6, warmup=2, rise=2, kept=3, trap_steps=6, trap_warmup=3)


@functools.cache
def result() -> Result:
    """Tests must not write into it."""
    return run(SMALL)


@functools.cache
def stored() -> Result:
    """The stored result.  Tests must not write into it."""
    return Result.load(FOLDER.results / "result.npz")
