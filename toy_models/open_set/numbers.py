"""The numbers of the open-set experiment, for sentences about it."""

from __future__ import annotations

from typing import Any

from evidence.numbers import numbers
from toy_models.open_set.results import stored_measures


def stored_numbers() -> dict[str, Any]:
    """Those of the stored result.  Raises ValueError as `stored_measures`."""
    return {"open_set": numbers(stored_measures())}
