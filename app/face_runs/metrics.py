"""The measures in `metrics.jsonl` as curves over the steps."""

from __future__ import annotations

import json
import math
from array import array
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np

from app.face_runs.run import Curve
from app.face_runs.text import TEXT_BYTES_AT_MOST, text_of

METRICS = "metrics.jsonl"
POINTS_AT_MOST = 2_000  # of a curve
CURVES_AT_MOST = 1_000
LINE_AT_MOST = 100_000  # signs

#: What a line holds beside its measures.
_PLACES = ("kind", "step", "epoch", "set")


@dataclass
class _Points:
    """One measure, in the order of the lines."""

    steps: array[int] = field(default_factory=lambda: array("q"))
    values: array[float] = field(default_factory=lambda: array("d"))


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
    found: dict[tuple[str | None, str], _Points] = {}  # by the set, None in training, and measure
    more = False
    for line in _lines(text, problems):
        if line.get("kind") not in ("train", "evaluation"):
            continue
        place = line.get("set", "") if line["kind"] == "evaluation" else None
        if not isinstance(place, str | None):
            place = ""
        for measure, value in line.items():
            if measure in _PLACES or isinstance(value, bool) or not isinstance(value, int | float):
                continue
            if (place, measure) not in found and len(found) == CURVES_AT_MOST:
                more = True
                continue
            points = found.setdefault((place, measure), _Points())
            points.steps.append(line["step"])
            points.values.append(_finite(value))
    if more:
        problems.append(
            f"{METRICS} has more than {CURVES_AT_MOST:,} measures; the others are left out."
        )
    return (
        {measure: _curve(points) for (place, measure), points in found.items() if place is None},
        {
            (place, measure): _curve(points)
            for (place, measure), points in found.items()
            if place is not None
        },
    )


def _lines(text: str, problems: list[str]) -> Iterator[dict[str, Any]]:
    damaged = begin = 0
    while begin <= len(text):  # split would make a list of all lines
        end = text.find("\n", begin)
        line, is_last = text[begin : end if end >= 0 else None], end < 0
        begin = len(text) + 1 if is_last else end + 1
        if not line.strip():
            continue
        try:
            if len(line) > LINE_AT_MOST:
                raise ValueError
            found = json.loads(line)
        except (ValueError, RecursionError):
            damaged += not is_last  # the last may be under way
            continue
        step = found.get("step") if isinstance(found, dict) else None
        if not isinstance(step, int) or isinstance(step, bool) or not 0 <= step < 2**53:
            damaged += 1
            continue
        yield found
    if damaged:
        lines_are = "line of it is" if damaged == 1 else "lines of it are"
        problems.append(f"{METRICS}: {damaged:,} {lines_are} damaged and left out.")


def _curve(points: _Points) -> Curve:
    # A resumed run has two lines for some steps: the later line is of the run that went on.
    steps, at = np.unique(np.array(points.steps, np.int64)[::-1], return_index=True)
    values = np.array(points.values, np.float64)[::-1][at]
    every = -(-len(steps) // POINTS_AT_MOST)  # a curve keeps equal distances
    kept = np.arange(len(steps) - 1, -1, -every)[::-1]  # the last is always there
    return Curve(steps=steps[kept], values=values[kept])


def _finite(value: float) -> float:
    """As a float; a number that is too large for a float is a gap in the curve."""
    try:
        return float(value) if math.isfinite(value) else math.nan
    except OverflowError:
        return math.nan
