"""Several finished runs as one, to stand side by side on a stage, if they share their data."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import fields, replace

import numpy as np

from toy_models.config import LossChoice, RunConfig
from toy_models.record import Run

PANELS_AT_MOST = 6  # that find room on a stage
#: What differs between runs is told beside the names of their losses.
_WORDS = {"learning_rate": "learning rate", "softmax_warmup": "warm-up", "t_warmup": "t warm-up"}
#: These decide what is on the stage besides the losses, and must be the same.
_SHARED = {
    "data": "the data sets differ",
    "label_noise": "their shares of wrong labels differ",
    "embedding": "their features have different dimensions",
}


def side_by_side(results: Sequence[Run]) -> Run:
    """One result with the panels of all; a panel that two runs share appears once.

    It is no run of any config: what differs stands in its titles and its provenance.

    Raises:
        ValueError: they cannot stand side by side; the sentence says why.
    """
    if len(results) < 2:
        raise ValueError("Pin two runs or more to see them side by side.")
    first = results[0]
    for other in results[1:]:
        if why := _apart(first, other):
            raise ValueError(f"These runs cannot share a stage: {why}.")
    differing = [
        field.name
        for field in fields(RunConfig)
        if field.name not in ("losses", "data", "kept", "recorded")
        and len({getattr(one.config, field.name) for one in results}) > 1
    ]
    panels: dict[tuple[LossChoice, str], tuple[Run, int]] = {}
    for result in results:
        for at, choice in enumerate(result.config.losses):
            panels.setdefault((choice, _told(result, differing)), (result, at))
    if len(panels) > PANELS_AT_MOST:
        raise ValueError(
            f"These runs have {len(panels)} panels together, and a stage has room for "
            f"{PANELS_AT_MOST}: unpin one of them."
        )
    told = f", which differ in {', '.join(map(_words, differing))}" if differing else ""
    return replace(
        first,
        config=replace(first.config, losses=tuple(choice for choice, _ in panels)),
        titles=tuple(
            " · ".join(filter(None, (result.titles[at], more)))
            for (_, more), (result, at) in panels.items()
        ),
        provenance=f"{first.provenance} Side by side from {len(results)} runs{told}.",
        arrays={
            name: np.stack([result.arrays[name][:, at] for result, at in panels.values()], axis=1)
            for name in first.arrays
        },
    )


def _apart(one: Run, other: Run) -> str:
    """Why two runs cannot stand side by side; empty if they can."""
    for name, why in _SHARED.items():
        if getattr(one.config, name) != getattr(other.config, name):
            return why
    if one.changes or other.changes:
        return "a run that was changed by hand stands alone"
    if not (
        np.array_equal(one.samples_N, other.samples_N)
        and np.array_equal(one.labels_N, other.labels_N)
        and np.array_equal(one.inputs_N, other.inputs_N)
    ):
        return (
            f"they show different samples, for their seeds {one.config.seed} and "
            f"{other.config.seed} draw others"
        )
    if not np.array_equal(one.steps_K, other.steps_K):
        return "they keep different steps, so one clock cannot move both"
    return ""


def _told(result: Run, names: Sequence[str]) -> str:
    return ", ".join(f"{_words(name)} {_value(getattr(result.config, name))}" for name in names)


def _words(name: str) -> str:
    return _WORDS.get(name, name)


def _value(value: object) -> str:
    if isinstance(value, float):
        return f"{value:g}"
    return " × ".join(map(str, value)) if isinstance(value, tuple) else str(value)
