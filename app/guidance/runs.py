"""What a reader must know of the runs behind a comparison: was there anything to push, who stuck.

A run is stuck if more than half of its training pictures are still wrong at the end.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from app.guidance.words import signed_points
from toy_models.guidance import plain_names
from toy_models.guidance.contrasts import Contrast
from toy_models.guidance.findings.arm_by_arm import FEW
from toy_models.guidance.in_short import listed

STUCK = "stuck, with more than half of their training pictures still wrong"
#: The arms as they are called within a sentence, where that is not as in a table.
ARMS = plain_names.ARMS | {
    "hotter": "the larger s",
    "sv_constant": "a fixed t",
    "shift": "the shift alone",
    "factor": "the factor alone",
    "random": "random classes",
    "normalised": "a push that stays as large",
    "oracle": "known wrong labels",
    "top_k": "the k nearest classes",
}


def to_push(share: float) -> str:
    """How much there is for a push to act on, where t begins to rise.

    Args:
        share: of the training pictures that have a support vector there, 0 to 1.
    """
    if share < FEW:
        little = f"{share:.1%}" if share >= 0.0005 else "none"
        return (
            f"When t begins to rise, {little} of the training pictures have a support vector. "
            "There is next to nothing to push, so SV-Softmax and all its parts are softmax here."
        )
    return f"When t begins to rise, {share:.0%} of the training pictures have a support vector."


def stuck_runs(stuck: Mapping[str, Sequence[int]], arms: Sequence[str], seeds: int) -> str:
    """Which runs got stuck; "" if none did.

    Args:
        stuck: the seeds of each arm that got stuck; arms without any may be left out.
        arms: all that were trained.
        seeds: of each.
    """
    counts = {arm: len(stuck.get(arm, ())) for arm in arms}
    found = sorted({count for count in counts.values() if count})
    if not found:
        return ""
    parts = []
    for count in found:
        here = [arm for arm in arms if counts[arm] == count]
        each, names = " each" * (len(here) > 1), listed([ARMS[arm] for arm in here])
        if len(here) > 3 and all(counts.values()):
            each, names = "", "every other loss" if len(found) > 1 else "every loss"
        runs = f"{count} of {seeds} runs{each}" if count < seeds else f"all {seeds} runs"
        parts.append(f"{'all runs' if count == seeds and len(here) > 1 else runs} with {names}")
    return f"At the end {listed(parts)} are {STUCK}."


def without_stuck(found: Sequence[Contrast]) -> str:
    """What the comparisons say without the seeds that got stuck; "" if that makes no difference."""
    seeds = sorted({seed for one in found for seed in one.stuck})
    said = [
        f"{ARMS[one.one]} minus {ARMS[one.other]} is {signed_points(one.mean_learned)}"
        for one in found
        if one.stuck and one.mean_learned is not None
    ]
    if not said:
        return ""
    return (
        f"They count above. Without the seeds {listed([str(seed) for seed in seeds])}, in points: "
        f"{listed(said)}."
    )
