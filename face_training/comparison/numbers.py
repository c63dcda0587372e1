"""The numbers of the comparison at 112 x 112, for sentences about it."""

from __future__ import annotations

from typing import Any

from evidence.numbers import numbers
from evidence.tuned_report import longer_lowers_all, longer_raises_all, settings_table
from face_training.comparison.experiment import EXPERIMENTS
from face_training.comparison.results import stored_measures, stored_runs


def stored_numbers() -> dict[str, Any]:
    """By the data set.  Raises ValueError as `stored_measures`."""
    faces = {}
    for one in EXPERIMENTS:
        runs = stored_runs(one)
        faces[one.name] = {
            **numbers(stored_measures(one), one.fars),
            "settings": settings_table(one.plan, runs),
            "longer_is_worse": longer_lowers_all(one.plan, runs),
            "longer_raises_all": longer_raises_all(one.plan, runs),
        }
    return {"faces": faces}
