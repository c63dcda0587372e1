"""The numbers of the comparison at 112 x 112, for sentences about it."""

from __future__ import annotations

from typing import Any

from evidence.numbers import numbers
from face_training.comparison.experiment import EXPERIMENTS
from face_training.comparison.results import stored_measures


def stored_numbers() -> dict[str, Any]:
    """By the data set.  Raises ValueError as `stored_measures`."""
    return {
        "faces": {one.name: numbers(stored_measures(one), one.fars) for one in EXPERIMENTS},
    }
