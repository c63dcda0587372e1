"""What a comparison says, in a few words."""

from __future__ import annotations

from collections.abc import Sequence

from app.guidance.words import POINTS, signed_points, title_of
from toy_models.guidance.answer import Point
from toy_models.guidance.cells import cell_of
from toy_models.guidance.contrasts import Contrast
from toy_models.guidance.predictions import BOUND


def outcome(contrast: Contrast) -> str:
    """What a contrast says of its first loss, as short as it can be said."""
    by = f"{POINTS * abs(contrast.interval.mean):.1f}"
    return {
        "more": f"better by {by}",
        "less": f"worse by {by}",
        "equal": "equal",
        "not decided": "not decided",
    }[contrast.words]


def verdict(contrast: Contrast, among: int = 0, nothing_to_push: bool = False) -> str:
    """What a contrast says, in a few words: the answer to its question.

    Args:
        contrast: one loss minus another.
        among: how many contrasts it was corrected for; 0 where that is said elsewhere.
        nothing_to_push: in its cell no support vector is left when t rises.
    """
    if contrast.one == "oracle" and not cell_of(contrast.cell).wrong:
        return "no wrong labels here"
    size = abs(contrast.interval.mean)
    little = size < BOUND
    # 0.97 would be called 1.0, which is not too little.
    digits = 2 if little and round(POINTS * size, 1) >= POINTS * BOUND else 1
    by = f"by {POINTS * size:.{digits}f} points" + ", too little to notice" * little
    if nothing_to_push and contrast.one == "sv" and contrast.words in ("more", "less"):
        by += ", but guidance is softmax here"
    beside_0 = not contrast.interval.low <= 0 <= contrast.interval.high
    corrected = f", corrected for {among} comparisons" if among and beside_0 else ""
    return {
        "more": f"yes, {by}",
        "less": f"no, worse {by}",
        "equal": f"no difference: equal within {POINTS * BOUND:g} point",
        "not decided": f"not decided{corrected}",
    }[contrast.words]


def choices(points: Sequence[Point]) -> dict[str, str]:
    """The cells by name in the order of a list, each with what was found there first."""
    order = ("more", "less", "not decided", "equal")

    def place(point: Point) -> tuple[int, float]:
        return order.index(point.difference.words), point.difference.interval.mean

    return {
        point.cell: f"{_found(point.difference)}: {title_of(point.cell)}"
        for point in sorted(points, key=place)
    }


def _found(contrast: Contrast) -> str:
    certain = contrast.words in ("more", "less")
    mean = signed_points(contrast.interval.mean)
    return outcome(contrast) if certain else f"{outcome(contrast)} ({mean})"
