"""The lesson's experiments at their smallest, run once for each process."""

from __future__ import annotations

import functools
from dataclasses import replace

from lessons.sv_softmax.experiment import Config, Result, run

SMALL = replace(Config.quick(), steps=6, warmup=2, rise=2, kept=3, trap_steps=6, trap_warmup=3)


@functools.cache
def result() -> Result:
    """Tests must not write into it."""
    return run(SMALL)
