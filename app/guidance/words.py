"""The experiment in plain words: what a cell is, what an arm is, what was found."""

from __future__ import annotations

from collections.abc import Sequence

from toy_models.guidance.answer import GUIDED, Answer, Point
from toy_models.guidance.cells import Cell, cell_of
from toy_models.guidance.contrasts import Contrast
from toy_models.guidance.predictions import BOUND, LEVEL, PREDICTIONS

#: Each registered contrast as a question.
QUESTIONS = {
    ("sv", "norm"): "Does guidance help softmax?",
    ("hotter", "norm"): "Does a larger s help as much?",
    ("sv", "hotter"): "Is guidance more than a larger s?",
    ("sv", "sv_constant"): "Must t rise slowly?",
    ("shift", "norm"): "The shift of the rival alone",
    ("factor", "norm"): "The harder gradient alone",
    ("random", "norm"): "Random rivals instead",
    ("normalised", "norm"): "Weights with mean 1",
    ("oracle", "sv"): "Sparing true classes of wrong labels",
    ("top_k", "norm"): "Inter-TopK instead",
    ("sv", "am"): "Is it more than a margin of its size?",
    ("sv_arc", "arc"): "Does guidance help Arc?",
}
#: The same for losses at their own best settings.
OWN_QUESTIONS = {
    ("sv", "norm"): "SV-Softmax more than softmax?",
    ("am", "norm"): "AM more than softmax?",
    ("arc", "norm"): "Arc more than softmax?",
    ("sv_arc", "norm"): "SV-Arc more than softmax?",
    ("sv_arc", "arc"): "SV-Arc more than Arc?",
}
FATES = {"held": "held", "failed": "did not hold", "open": "open, nothing decides it"}


def cell_in_words(cell: Cell) -> str:
    """What the cell is, in a sentence without its scale."""
    labels = (
        f"{cell.wrong:.0%} of the labels name a look-alike" if cell.wrong else "all labels right"
    )
    kind = "tight" if cell.distance < 0.5 else "loose"
    return (
        f"{cell.classes:,} people in {kind} families, features of {cell.dimension} dimensions, "
        f"the last convolution with {cell.channels[-1]} channels, {labels}, {cell.steps:,} steps"
    )


def verdict(contrast: Contrast) -> str:
    """What a contrast says, in a few words."""
    little = "a little " if abs(contrast.interval.mean) < BOUND else ""
    return {
        "more": f"yes, {little}more",
        "less": f"no, {little}less",
        "equal": f"equal within {BOUND:g}",
        "not decided": "not decided",
    }[contrast.words]


def own_setting(setting: str) -> str:
    """`s0.8 m0.3` as people read it."""
    words = {"s": "s = {} s_A", "m": "m = {}"}
    return ", ".join(words[part[0]].format(part[1:]) for part in setting.split())


def headline(answer: Answer) -> str:
    """The answer of the screen in one sentence."""
    said = [point.difference.words for point in answer.points]
    more, less, equal = (said.count(word) or "none" for word in ("more", "less", "equal"))
    return (
        f"With one s for both, SV-Softmax recognises strangers better than softmax in {more} of "
        f"{len(said)} settings, and worse in {less}. In {equal} the two are equal within "
        f"{100 * BOUND:g} point; the rest is not decided."
    )


def own_headline(answer: Answer) -> str:
    """What guidance gains where each loss has its own best setting; "" before that is known."""
    found, gains = answer.own_guided, answer.own_gains
    if not found:
        return ""
    if not gains:
        return (
            f"With each loss at its own best s and margin it gains in none of "
            f"{len(found)} comparisons."
        )
    said = [f"{GUIDED[one.one, one.other]} by {100 * one.interval.mean:.1f}" for one in gains]
    places, of = len({one.cell for one in gains}), len({one.cell for one in found})
    return (
        f"With each loss at its own best s and margin there is a gain in {places} of {of} "
        f"settings: {', and '.join(said)} points."
    )


def by_heat(points: Sequence[Point]) -> str:
    """The mean difference on either side of s_A."""
    parts = []
    heats = [cell_of(point.cell).heat for point in points]
    for heat in sorted(set(heats)):
        here = [
            point.difference.interval.mean
            for point, of_point in zip(points, heats, strict=True)
            if of_point == heat
        ]
        parts.append(f"{sum(here) / len(here):+.3f} at s = {heat:g} $s_A$".replace("-", "\u2212"))
    return f"The mean difference of TAR is {' and '.join(parts)}."


def predictions(answer: Answer) -> list[tuple[str, str, str]]:
    """Each prediction with its fate and the reason."""
    of = {fate.key: fate for fate in answer.fates}
    return [(one.expected, FATES[of[one.key].fate], of[one.key].why) for one in PREDICTIONS]


def failed_runs(answer: Answer) -> str:
    """How many runs diverged or got stuck."""
    return (
        f"Of {answer.trainings:,} trainings {answer.diverged:,} diverged, and {answer.stuck:,} "
        "still get more than half of their training pictures wrong; they are counted, never "
        "dropped in silence. Intervals are 95 %; words follow "
        f"Holm's correction at {LEVEL:.0%} and an equivalence test at ±{BOUND:g}."
    )
