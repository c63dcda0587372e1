"""The answer in three sentences that a student can repeat: Markdown, the words to keep in bold.

They say what the stored answer says: another result of the experiment gives other sentences.
"""

from __future__ import annotations

from collections.abc import Sequence

from toy_models.guidance.answer import GUIDED, Answer, Point
from toy_models.guidance.cells import cell_of
from toy_models.guidance.contrasts import Contrast
from toy_models.guidance.predictions import BOUND

LEARNED = 0.02  # a share of the training pictures still wrong: at less a network has learned them
POINTS = 100  # points of TAR in 1
SMALL = 0.02  # a gain of TAR
FAR_BELOW = 0.5  # s as a multiple of s_A


def three_sentences(answer: Answer) -> str:
    """Where pictures are learned, where they are not, and what was gained."""
    learned = [point for point in answer.points if point.error < LEARNED]
    others = [point for point in answer.points if point.error >= LEARNED]
    said = (_learned(learned), _not_learned(others), _gained(answer))
    return " ".join(words for words in said if words)


def _learned(points: Sequence[Point]) -> str:
    where = "**Where a network has learned its training pictures, a harder push that starts late"
    if points and all(point.difference.words == "equal" for point in points):
        return (
            f"{where} changes nothing**: by then hardly a wrong class beats the right one, so "
            "there is next to nothing left to push."
        )
    return f"{where} helps in {_of(points, 'more')}, and costs in {_of(points, 'less')}.**"


def _not_learned(points: Sequence[Point]) -> str:
    more, less = _of(points, "more"), _of(points, "less")
    if not any(point.difference.words == "more" for point in points):
        return (
            "**Where it has not, a harder push mostly changes nothing or costs**: SV-Softmax "
            f"recognises strangers better than softmax in {more}, and worse in {less.split()[0]}."
        )
    return f"**Where it has not, it helps in {more}, and costs in {less}.**"


def _of(points: Sequence[Point], word: str) -> str:
    count = sum(point.difference.words == word for point in points)
    return f"{count or 'none'} of {len(points)} such settings"


def _gained(answer: Answer) -> str:
    """What a loss with guidance gains where each loss has its own best s and margin."""
    if not answer.own_guided:
        return ""
    gains = [one for one in answer.own_gains if one.interval.mean >= BOUND]
    if not gains:
        return "**No gain was found** with each loss at its own best settings, either."
    small = ", and it is small" if all(one.interval.mean < SMALL for one in gains) else ""
    found = f"One gain was found{small}" if len(gains) == 1 else f"{len(gains)} gains were found"
    return f"**{found}**: {' and '.join(_gain(answer, one) for one in gains)}."


def _gain(answer: Answer, one: Contrast) -> str:
    where = []
    if cell_of(one.cell).wrong:
        where.append("some labels name look-alikes")
    if answer.heat(one.cell, one.one) <= FAR_BELOW:
        where.append("the scale s is far below the usual")
    places = f", where {' and '.join(where)}" if where else ""
    by = f"{POINTS * one.interval.mean:.1f} points"
    if any(push.cell == one.cell for push in answer.push_alone):
        least, *_, most = sorted(push.interval.mean for push in answer.push_alone)
        by += f" ({POINTS * least:.1f} to {POINTS * most:.1f} with one margin for both)"
    return f"{GUIDED[one.one, one.other]} by {by}{places}"
