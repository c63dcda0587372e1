"""Several finished runs side by side on one stage, if they share their data."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import fields

import numpy as np

from app.toy_runs.comparison import Comparison, Origin, scene
from app.toy_runs.traits import words_of, written
from app.toy_runs.words import about
from toy_models.config import LossChoice, RunConfig
from toy_models.record import Run

PANELS_AT_MOST = 6  # on a stage
#: These must be the same in all runs; the value says what is wrong if they differ.
_SHARED = {
    "data": "the data sets differ",
    "label_noise": "their shares of wrong labels differ",
    "embedding": "their features have different dimensions",
}


def side_by_side(runs: Sequence[Run]) -> Comparison:
    """The panels of all runs; a panel that two runs share appears once.

    The titles and the provenance say in what the runs differ.

    Raises:
        ValueError: they cannot share a stage; the sentence says why.
    """
    if len(runs) < 2:
        raise ValueError("Pin two runs or more to see them side by side.")
    first = runs[0]
    for other in runs[1:]:
        if why := _apart(first, other):
            raise ValueError(f"These runs cannot share a stage: {why}.")
    differing = [
        field.name
        for field in fields(RunConfig)
        if field.name not in ("losses", "data", "kept", "recorded")
        and len({getattr(run.config, field.name) for run in runs}) > 1
    ]
    panels: dict[tuple[LossChoice, str], Origin] = {}
    for run in runs:
        for loss, choice in enumerate(run.config.losses):
            panels.setdefault((choice, _settings(run, differing)), Origin(run, loss))
    if len(panels) > PANELS_AT_MOST:
        raise ValueError(
            f"These runs have {len(panels)} panels together, and a stage has room for "
            f"{PANELS_AT_MOST}: unpin one of them."
        )
    titles = [
        " · ".join(filter(None, (origin.run.titles[origin.loss], settings)))
        for (_, settings), origin in panels.items()
    ]
    which = f", which differ in {', '.join(map(words_of, differing))}" if differing else ""
    provenance = f"{first.provenance} Side by side from {len(runs)} runs{which}."
    origins = tuple(panels.values())
    return Comparison(scene(origins, titles, provenance), origins, about(first, provenance))


def _apart(first: Run, other: Run) -> str:
    """Why two runs cannot share a stage; empty if they can."""
    for name, why in _SHARED.items():
        if getattr(first.config, name) != getattr(other.config, name):
            return why
    if first.changes or other.changes:
        return "a run that was changed by hand stands alone"
    if not (
        np.array_equal(first.samples_N, other.samples_N)
        and np.array_equal(first.labels_N, other.labels_N)
        and np.array_equal(first.inputs_N, other.inputs_N)
    ):
        return (
            f"they show different samples, for their seeds {first.config.seed} and "
            f"{other.config.seed} draw others"
        )
    if not np.array_equal(first.steps_K, other.steps_K):
        return "they keep different steps, so one clock cannot move both"
    return ""


def _settings(run: Run, names: Sequence[str]) -> str:
    return ", ".join(f"{words_of(name)} {written(getattr(run.config, name))}" for name in names)
