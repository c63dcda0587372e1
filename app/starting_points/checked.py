"""The numbers of the starting points over five seeds: made by a command, stored, put into words."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np

from app.starting_points.measured import NAMES, Measured, measures
from app.starting_points.table import STARTING_POINTS, StartingPoint
from toy_models.config import RunConfig

STORED = Path(__file__).with_name("checked.json")
SEEDS = (0, 1, 2, 3, 4)


def sentence(point: StartingPoint, shown: Measured, beside: Measured) -> str:
    """The sentence with its numbers."""
    return point.sentence.format(**point.numbers(shown, beside))


def check(
    point: StartingPoint, *, progress: Callable[[str], None] = lambda _: None
) -> dict[str, Any]:
    """Train a starting point with all seeds; what is stored of it."""
    runs = {"shown": point.config}
    if point.beside is not None:
        runs["beside"] = point.beside
    return {name: _over_seeds(point, config, progress) for name, config in runs.items()}


def _over_seeds(
    point: StartingPoint, config: RunConfig, progress: Callable[[str], None]
) -> dict[str, Any]:
    from toy_models.training import train

    per_seed = []
    for seed in SEEDS:
        per_seed.append(measures(train(replace(config, seed=seed))))
        progress(f"{point.slug}, seed {seed}: {per_seed[-1]}")
    return {
        "digest": config.digest,
        "measures": {name: [found[name] for found in per_seed] for name in NAMES},
    }


@cache
def stored() -> Mapping[str, Any]:
    """What the command has stored, by slug."""
    found: Mapping[str, Any] = json.loads(STORED.read_text())
    return found


def stored_measures(point: StartingPoint) -> tuple[Measured, Measured]:
    """Of the run that is shown, and of the run beside it; without one, of the same run.

    Raises:
        KeyError: nothing is stored of it.
        ValueError: what is stored is of another config.
    """
    kept = stored()[point.slug]
    configs = {"shown": point.config, "beside": point.beside}
    for name, config in configs.items():
        if config is not None and kept[name]["digest"] != config.digest:
            raise ValueError(f"The stored numbers of {point.slug!r} are of another run.")
    found = {
        name: {measure: np.array(values) for measure, values in part["measures"].items()}
        for name, part in kept.items()
    }
    return found["shown"], found.get("beside", found["shown"])


def sentence_of(point: StartingPoint) -> str:
    """The sentence with its stored numbers.  Raises as `stored_measures`."""
    return sentence(point, *stored_measures(point))


def starting_point_of(config: RunConfig | None) -> StartingPoint | None:
    """The starting point that shows this run, if there is one."""
    return next((point for point in STARTING_POINTS if point.config == config), None)
