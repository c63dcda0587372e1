"""The stored answer of the experiment on guidance, `toy_models.guidance`, for lessons."""

from __future__ import annotations

import functools

from toy_models.guidance.answer import FILE, Answer, read_answer
from toy_models.guidance.rows import RESULTS


@functools.cache
def stored_answer() -> Answer:
    """Read once a process.  Raises ValueError as `read_answer`."""
    return read_answer(RESULTS / FILE)
