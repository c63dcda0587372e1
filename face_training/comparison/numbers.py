"""The numbers of the comparison at 112 x 112, for sentences about it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from evidence.differences import Difference
from evidence.numbers import numbers
from evidence.tuned import Plan, TunedRun
from evidence.tuned_report import longer_changes, longer_lowers_all, settings_table
from face_training.comparison.experiment import EXPERIMENTS
from face_training.comparison.results import COMMAND, stored_measures, stored_runs


def stored_numbers() -> dict[str, Any]:
    """By the data set.  Raises ValueError as `stored_measures`."""
    faces = {}
    for one in EXPERIMENTS:
        runs = stored_runs(one)
        faces[one.name] = {
            **numbers(stored_measures(one), one.fars),
            "settings": settings_table(one.plan, runs),
            "longer_is_worse": longer_lowers_all(one.plan, runs),
            "longer_changes": longer_changes(one.plan, runs),
            "early": _early(one.plan, runs),
        }
    return {"faces": faces}


def _early(plan: Plan, runs: Sequence[TunedRun]) -> dict[str, Any]:
    """TAR at FAR 1e-3 where the judged runs were looked at first, a quarter of their steps."""
    judged = plan.judging_runs(runs, COMMAND)
    tar = {loss: np.array([run.tar_curve[0] for run in of]) for loss, of in judged.items()}
    return {
        "steps": next(iter(judged.values()))[0].looks[0],
        "minus": lambda one, other: Difference(tar[one] - tar[other]),
    }
