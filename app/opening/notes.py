"""What the opening says of its runs beside the captions: the claims over seeds, and which runs.

The numbers come from the stored runs.
"""

from __future__ import annotations

from app.opening.facts import (
    ARC,
    MARGIN_DEGREES,
    SOFTMAX,
    SV_ARC,
    found_difference,
    gap_difference,
    stored_people,
    stored_strangers,
)
from app.opening.runs import BEST_MARGIN, BEST_SCALE, MARGIN, WARM_UP, T
from evidence.differences import Difference
from toy_models.data import Faces

SEEDS = "Seeds: other random starts."
ONE_RUN = "The bars: one run."


def seeds_note() -> tuple[str, str]:
    """The claim about the margin, over the seeds."""
    difference = gap_difference(ARC, SOFTMAX)
    up, count = difference.up, len(difference.values_S)
    how_many = f"all {count}" if up == count else f"{up} of {count}"
    return (
        f"Arc minus softmax: {signed(difference.mean)}°, larger in {how_many} seeds",
        f"{interval(difference)}°. {SEEDS}",
    )


def guidance_note() -> tuple[str, str]:
    """What guidance does to the gap, over the seeds."""
    difference = gap_difference(SV_ARC, ARC)
    count = len(difference.values_S)
    return (
        f"{count} seeds, at the end: SV-Arc minus Arc {signed(difference.mean)}°",
        f"{interval(difference)}°",
    )


def strangers_note() -> tuple[str, str]:
    """The claim about strangers, over the seeds of the open-set experiment.

    These are other trainings than the run that is seen, with the same choice of s and m.
    """
    difference = found_difference()
    count = len(difference.values_S)
    return (
        f"Mean of {count} seeds, each loss at its best: Arc {signed(difference.mean)} points",
        f"{interval(difference)} points. {ONE_RUN}",
    )


def signed(value: float) -> str:
    """With one decimal and a sign of its own."""
    return f"{value:+.1f}".replace("-", "−")


def interval(difference: Difference) -> str:
    """Where the mean over all seeds would lie."""
    low, high = (f"{end:.1f}".replace("-", "−") for end in difference.interval())
    return f"95 % interval of the mean: {low} to {high}"


def strangers_view() -> str:
    """Why two pictures that overlap may be far apart: a line under the note."""
    strangers = stored_strangers()
    return (
        f"Seen: 3 of {strangers.config.embedding} dimensions. What overlaps here can be "
        f"{strangers.pair_angles[0]:.0f}° apart."
    )


def about() -> str:
    """Which runs are seen, in a line for a picture that leaves the app."""
    run, strangers = stored_people(), stored_strangers()
    data = run.config.data
    assert isinstance(data, Faces)
    return (
        f"Toy faces, {data.identities} people x {data.images} pictures, 3 dimensions, "
        f"{run.config.steps} steps, seed {run.config.seed}, s = 16, "
        f"margin {MARGIN} rad ({MARGIN_DEGREES:.0f}°), t = {T}, plain "
        f"softmax for {WARM_UP} steps, {run.provenance} Gap over seeds, "
        f"{'. '.join(seeds_note())} Strangers: "
        f"{strangers.people} people x {strangers.pictures} pictures, "
        f"{strangers.config.embedding} dimensions seen through a fixed projection, "
        f"s = {BEST_SCALE}, margin {BEST_MARGIN} rad."
    )
