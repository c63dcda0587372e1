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
    last_gaps,
    stored_people,
    stored_strangers,
)
from app.opening.runs import BEST_MARGIN, BEST_SCALE, MARGIN, WARM_UP, T
from evidence.differences import Difference
from toy_models.data import Faces

SEEDS = "Seeds: other random starts."
ONE_RUN = "The bars: one run."


def seeds_note() -> tuple[str, str, str]:
    """The claim about the margin, over the seeds; and the run that is seen beside their mean."""
    difference = gap_difference(ARC, SOFTMAX)
    gap_L = last_gaps()
    # of the gaps as they are shown, so that a reader who subtracts finds the same
    seen = round(float(gap_L[ARC]), 1) - round(float(gap_L[SOFTMAX]), 1)
    return (
        luck(difference),
        f"Arc minus softmax: {signed(seen)}° in this run, {signed(difference.mean)}° in the mean",
        f"{interval(difference)}°. {SEEDS}",
    )


def guidance_note() -> tuple[str, str, str]:
    """What guidance does to the gap, over the seeds."""
    difference = gap_difference(SV_ARC, ARC)
    return (
        luck(difference),
        f"SV-Arc minus Arc, at the end: {signed(difference.mean)}° in the mean",
        f"{interval(difference)}°",
    )


def strangers_note() -> tuple[str, str, str]:
    """The claim about strangers, over the seeds of the open-set experiment.

    These are other trainings than the run that is seen, with the same choice of s and m.
    """
    difference = found_difference()
    return (
        luck(difference),
        f"Each loss at its best: Arc {signed(difference.mean)} points in the mean",
        f"{interval(difference)} points. {ONE_RUN}",
    )


def luck(difference: Difference) -> str:
    """Whether a difference may be luck: whether the interval of its mean holds 0."""
    outcome = "leaves 0 out: not luck" if difference.sign else "holds 0: no clear gain"
    return f"Over {len(difference.values_S)} seeds the interval {outcome}"


def signed(value: float) -> str:
    """With one decimal and a sign of its own."""
    return f"{value:+.1f}".replace("-", "−")


def interval(difference: Difference) -> str:
    """Where the mean over all seeds would lie."""
    low, high = (f"{end:.1f}".replace("-", "−") for end in difference.interval())
    return f"95 % interval of the mean: {low} to {high}"


def strangers_view() -> str:
    """What a distance is in the picture of strangers: a line under the note."""
    dimensions = stored_strangers().config.embedding
    return f"From the middle: angles in {dimensions} dimensions. Strong frames: one stranger."


def about() -> str:
    """Which runs are seen, in a line for a picture that leaves the app."""
    run, strangers = stored_people(), stored_strangers()
    data = run.config.data
    assert isinstance(data, Faces)
    return (
        f"Toy faces, {data.identities} people x {data.images} pictures, 3 dimensions, "
        f"{run.config.steps} steps, seed {run.config.seed}, s = 16, "
        f"margin {MARGIN} rad ({MARGIN_DEGREES:.0f}°), t = {T}, plain "
        f"softmax for {WARM_UP} steps, {run.provenance} Gap: "
        f"{'. '.join(seeds_note())} Strangers: "
        f"{strangers.people} people x {strangers.pictures} pictures, "
        f"{strangers.config.embedding} dimensions, of which a pair is shown that the losses judge "
        "differently, "
        f"s = {BEST_SCALE}, margin {BEST_MARGIN} rad."
    )
