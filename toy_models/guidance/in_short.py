"""The answer in five sentences that a student can repeat: Markdown, the words to keep in bold.

They say what the stored answer says: another result of the experiment gives other sentences.
"""

from __future__ import annotations

from collections.abc import Sequence

from toy_models.guidance.answer import GUIDED, Answer, Point
from toy_models.guidance.arms import T
from toy_models.guidance.cells import cell_of
from toy_models.guidance.contrasts import Contrast
from toy_models.guidance.predictions import BOUND
from toy_models.guidance.stages.dose import DOSES, GAINS, HARDER
from toy_models.guidance.stages.same_margin import LARGER, SMALLER

LEARNED = 0.02  # a share of the training pictures still wrong: at less a network has learned them
POINTS = 100  # points of TAR in 1
SMALL = 0.02  # a gain of TAR
FAR_BELOW = 0.5  # s as a multiple of s_A


def in_short(answer: Answer) -> str:
    """Where pictures are learned, where not, what an early push costs, what gains, how hard."""
    learned = [point for point in answer.points if point.error < LEARNED]
    others = [point for point in answer.points if point.error >= LEARNED]
    said = (
        _learned(learned, len(answer.points)),
        _not_learned(others),
        _early(answer),
        _gained(answer),
        _harder(answer),
    )
    return " ".join(words for words in said if words)


def _learned(points: Sequence[Point], among: int) -> str:
    where = "**Where a network has learned its training pictures, a harder push that starts late"
    if points and all(point.difference.words == "equal" for point in points):
        return (
            f"{where} changes nothing** ({len(points)} of {among} settings): by then hardly a "
            "wrong class beats the right one, so there is next to nothing left to push."
        )
    return f"{where} helps in {_of(points, 'more')}, and costs in {_of(points, 'less')}.**"


def _not_learned(points: Sequence[Point]) -> str:
    more, less = _of(points, "more"), _of(points, "less")
    if _count(points, "more"):
        return f"**Where it has not, it helps in {more}, and costs in {less}.**"
    worse, equal, open_ = (
        _count(points, word) or "none" for word in ("less", "equal", "not decided")
    )
    return (
        "**Where it has not, a harder push mostly changes nothing or costs**: SV-Softmax "
        f"recognises strangers better than softmax in {more}; it is worse in {worse}, equal within "
        f"{POINTS * BOUND:g} point in {equal}, undecided in {open_}."
    )


def _of(points: Sequence[Point], word: str) -> str:
    return f"{_count(points, word) or 'none'} of {len(points)} such settings"


def _count(points: Sequence[Point], word: str) -> int:
    return sum(point.difference.words == word for point in points)


def _early(answer: Answer) -> str:
    """What it costs to push from the first step; "" where that costs nothing that is certain."""
    found = [one for one in answer.contrasts if (one.one, one.other) == ("sv", "sv_constant")]
    costs = sorted(POINTS * one.interval.mean for one in found if one.words == "more")
    if not costs:
        return ""
    return (
        f"**A push from the first step costs**: with t = {T:g} from the start SV-Softmax ends "
        f"{listed([f'{cost:.1f}' for cost in costs])} points lower than with a t that rises on "
        f"the way, in {len(costs)} of {len(found)} settings."
    )


def listed(words: Sequence[str]) -> str:
    """`a, b and c`."""
    *first, last = words
    return f"{', '.join(first)} and {last}" if first else last


def _gained(answer: Answer) -> str:
    """What a loss with guidance gains where each loss has its own best s and margin."""
    if not answer.own_guided:
        return ""
    gains = [one for one in answer.own_gains if one.interval.mean >= BOUND]
    if not gains:
        return "**No gain was found** with each loss at its own best settings, either."
    small = ", and it is small" if all(one.interval.mean < SMALL for one in gains) else ""
    found = "One gain was found" if len(gains) == 1 else f"{len(gains)} gains were found"
    found += f" at the paper's t = {T:g}{small if len(gains) == 1 else ''}"
    return f"**{found}**: {' and '.join(_gain(answer, one) for one in gains)}."


def _gain(answer: Answer, one: Contrast) -> str:
    where = []
    if cell_of(one.cell).wrong:
        where.append("some labels name look-alikes")
    if answer.heat(one.cell, one.one) <= FAR_BELOW:
        where.append(f"the scale s is {answer.heat(one.cell, one.one):g} times the usual")
    places = f", where {' and '.join(where)}" if where else ""
    by = f"{POINTS * one.interval.mean:.1f} points"
    if any(push.cell == one.cell for push in answer.push_alone):
        smaller, larger = (f"{POINTS * push.interval.mean:.1f}" for push in answer.push_alone)
        again = "; these two came again with other people" if answer.push_came_again else ""
        shared = f"{smaller} points at a margin of {SMALLER:g} for both, {larger} at {LARGER:g}"
        by += f", each at its own margin ({shared}{again})"
    return f"{GUIDED[one.one, one.other]} by {by}{places}"


def _harder(answer: Answer) -> str:
    """What each t above the paper's gains over Arc, if all of them gain more than the paper's."""
    of = {(one.one, one.other): one for one in answer.dose}
    harder = {t: pair for pair, t in zip(GAINS, DOSES, strict=True) if t > T}
    if not of or any(of[pair].words != "more" for pair in (*harder.values(), *HARDER)):
        return ""
    gains = listed(
        [f"{POINTS * of[pair].interval.mean:.1f} with t = {t:g}" for t, pair in harder.items()]
    )
    said = f"**There a harder push gains more**: in points over Arc, {gains}"
    if answer.hardest_at_both_lengths:
        short, long = (f"{POINTS * mean:.1f}" for mean in answer.hardest_at_both_lengths)
        said += f"; with twice the steps the last goes from {short} to {long} over the same seeds"
    return f"{said}."
