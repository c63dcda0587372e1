"""The measures in `metrics.jsonl` as curves over the steps."""

from __future__ import annotations

import json
import math
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import numpy as np

from app.face_runs.run import Curve
from app.face_runs.text import TEXT_BYTES_AT_MOST, text_of

METRICS = "metrics.jsonl"
POINTS_AT_MOST = 2_000  # of a curve

#: What a line holds beside its measures.
_PLACES = ("kind", "step", "epoch", "set")


def read_metrics(
    folder: Path, problems: list[str], bytes_at_most: int = TEXT_BYTES_AT_MOST
) -> tuple[dict[str, Curve], dict[tuple[str, str], Curve]]:
    """The measures of the training by name, and those of evaluations by set and name.

    What cannot be read is added to `problems`, in a sentence.
    """
    try:
        text = text_of(folder, METRICS, bytes_at_most)
    except FileNotFoundError:
        problems.append(f"{METRICS} is missing, so there are no curves.")
        return {}, {}
    except ValueError as error:
        problems.append(str(error))
        return {}, {}
    training: dict[str, dict[int, float]] = {}
    evaluations: dict[tuple[str, str], dict[int, float]] = {}
    for line in _lines(text, problems):
        step = line["step"]
        for measure, value in line.items():
            if measure in _PLACES or isinstance(value, bool) or not isinstance(value, int | float):
                continue
            # A resumed run has two lines for some steps: the later line is of the run that went on.
            if line.get("kind") == "evaluation":
                evaluations.setdefault((str(line.get("set", "")), measure), {})[step] = value
            elif line.get("kind") == "train":
                training.setdefault(measure, {})[step] = value
    return (
        {measure: _curve(points) for measure, points in training.items()},
        {place: _curve(points) for place, points in evaluations.items()},
    )


def _lines(text: str, problems: list[str]) -> Iterator[dict[str, Any]]:
    lines = text.split("\n")
    damaged = 0
    for at, line in enumerate(lines):
        if not line.strip():
            continue
        try:
            found = json.loads(line)
        except (ValueError, RecursionError):
            damaged += at < len(lines) - 1  # the last may be under way
            continue
        step = found.get("step") if isinstance(found, dict) else None
        if not isinstance(step, int) or isinstance(step, bool) or not 0 <= step < 2**53:
            damaged += 1
            continue
        yield found
    if damaged:
        lines_are = "line of it is" if damaged == 1 else "lines of it are"
        problems.append(f"{METRICS}: {damaged:,} {lines_are} damaged and left out.")


def _curve(points: Mapping[int, float]) -> Curve:
    steps = np.array(sorted(points), np.int64)
    values = np.array([_finite(points[step]) for step in steps.tolist()], np.float64)
    every = -(-len(steps) // POINTS_AT_MOST)  # a curve keeps equal distances
    kept = np.arange(len(steps) - 1, -1, -every)[::-1]  # the last is always there
    return Curve(steps=steps[kept], values=values[kept])


def _finite(value: float) -> float:
    """As a float; a number that is too large for a float is a gap in the curve."""
    try:
        return float(value) if math.isfinite(value) else math.nan
    except OverflowError:
        return math.nan
