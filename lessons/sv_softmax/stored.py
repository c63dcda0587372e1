"""What `python -m lessons.sv_softmax --run` stored."""

from __future__ import annotations

import functools
from pathlib import Path

from lessons.sv_softmax.experiment import Result
from toy_models.record import Run

FOLDER = Path(__file__).with_name("results")


@functools.cache
def result() -> Result:
    """The experiments.  Raises ValueError as `Result.load`, OSError if there are none."""
    return Result.load(FOLDER / "result.npz")


@functools.cache
def shown(name: str) -> Run:
    """A run that the reader sees move.  Raises as `result`."""
    return Run.load(FOLDER / f"{name}.npz")
