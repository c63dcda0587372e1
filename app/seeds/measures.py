"""The measures at the end of a run that are compared over seeds, as a table.

L: losses.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from toy_models.record import Array, Run


@dataclass(frozen=True, kw_only=True)
class Measure:
    """A number for each loss of a run.

    `more` and `fewer` say what it means that a loss has so much more or less of it than another:
    {first} and {second} are the losses, {by} the difference with its unit.
    """

    name: str
    title: str
    unit: str  # behind a value
    difference: str  # behind a difference
    more: str
    fewer: str
    of: Callable[[Run], Array | None]  # shape (L,); None if this run has no such measure


def _tar(far: float) -> Callable[[Run], Array | None]:
    def of(run: Run) -> Array | None:
        return None if run.strangers is None else 100 * run.strangers.tar_at(far)

    return of


MEASURES = (
    Measure(
        name="accuracy",
        title="Accuracy on test samples",
        unit=" %",
        difference=" points",
        more="{first} beats {second} by {by}",
        fewer="{first} falls behind {second} by {by}",
        of=lambda run: 100 * run.arrays["test_accuracy_L"][-1],
    ),
    Measure(
        name="gap",
        title="Gap of the samples, own class to nearest other",
        unit="°",
        difference="°",
        more="The gap of {first} is wider than that of {second} by {by}",
        fewer="The gap of {first} is narrower than that of {second} by {by}",
        of=lambda run: np.degrees(run.arrays["angle_gap_L"][-1]),
    ),
    Measure(
        name="support",
        title="Samples with a support vector",
        unit=" %",
        difference=" points",
        more="{first} ends with more support vectors than {second}: {by} of the samples",
        fewer="{first} ends with fewer support vectors than {second}: {by} of the samples",
        of=lambda run: 100 * run.arrays["support_samples_L"][-1],
    ),
    Measure(
        name="tar_100",
        title="Strangers: TAR at FAR 1 in 100",
        unit=" %",
        difference=" points",
        more="{first} beats {second} on strangers by {by}",
        fewer="{first} falls behind {second} on strangers by {by}",
        of=_tar(1e-2),
    ),
    Measure(
        name="tar_1000",
        title="Strangers: TAR at FAR 1 in 1,000",
        unit=" %",
        difference=" points",
        more="{first} beats {second} on strangers by {by}",
        fewer="{first} falls behind {second} on strangers by {by}",
        of=_tar(1e-3),
    ),
)
