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
from toy_models.data import Faces

#: What the first ± on the page means.
SEEDS_AND_BAND = "Seeds: other random starts. ±: their standard deviation."


def seeds_note() -> str:
    """The claim about the margin, over the seeds."""
    difference = gap_difference(ARC, SOFTMAX)
    up, count = difference.up, len(difference.values_S)
    how_many = f"all {count}" if up == count else f"{up} of {count}"
    return f"Arc minus softmax: {difference}°, larger in {how_many} seeds"


def guidance_note() -> str:
    """What guidance does to the gap, over the seeds."""
    difference = gap_difference(SV_ARC, ARC)
    count = len(difference.values_S)
    return f"{count} seeds, at the end: SV-Arc minus Arc {difference}°"


def strangers_note() -> str:
    """The claim about strangers, over the seeds of the open-set experiment.

    These are other trainings than the run that is seen, with the same choice of s and m.
    """
    difference = found_difference()
    return f"{len(difference.values_S)} seeds, each loss at its best: Arc {difference} points"


def strangers_view() -> tuple[str, str]:
    """Why two pictures that overlap may be far apart: lines under the note."""
    strangers = stored_strangers()
    return (
        f"The spheres are a window on 3 of {strangers.config.embedding} dimensions:",
        f"what overlaps here can be {strangers.pair_angles[0]:.0f}° apart.",
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
        f"softmax for {WARM_UP} steps, {run.provenance} Gap over seeds, {seeds_note()}. Strangers: "
        f"{strangers.people} people x {strangers.pictures} pictures, "
        f"{strangers.config.embedding} dimensions seen through a fixed projection, "
        f"s = {BEST_SCALE}, margin {BEST_MARGIN} rad."
    )
