"""Answers as scores: the test, the usability scale, the ranks of tools."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from lessons.evaluation.answers import RANK, USABILITY, WHEN, Answer
from lessons.evaluation.questionnaire import AGREEMENT, items, opinions

Floats = NDArray[np.float64]


@dataclass(frozen=True)
class Paired:
    """The tests of those who gave both: right answers, 0 to 10.  Shape (N,) each."""

    before_N: Floats
    after_N: Floats

    @property
    def people(self) -> int:
        """How many."""
        return len(self.before_N)


def groups(answers: Iterable[Answer]) -> list[str]:
    """The groups, sorted."""
    return sorted({answer.group for answer in answers})


def scores(answers: Sequence[Answer], group: str) -> tuple[Paired, int]:
    """The scores of a group, and how many students gave one of the two tests only.

    A question that was left out counts as wrong.
    """
    right = {item.name: item.answer for item in items()}
    score: Counter[tuple[str, str]] = Counter()
    for answer in answers:
        if answer.group == group and answer.question in right:
            score[answer.code, answer.when] += answer.answer == right[answer.question]
    codes = sorted({code for code, _ in score})
    both = [code for code in codes if all((code, when) in score for when in WHEN)]
    before, after = (np.array([score[code, when] for code in both], float) for when in WHEN)
    return Paired(before, after), len(codes) - len(both)


def misconceptions(answers: Sequence[Answer], when: str) -> Counter[str]:
    """How many answers revealed each misconception."""
    of = {item.name: item for item in items()}
    revealed = (
        of[answer.question].reveals(answer.answer)
        for answer in answers
        if answer.when == when and answer.question in of
    )
    return Counter(name for name in revealed if name)


def usability(answers: Sequence[Answer]) -> Floats:
    """The System Usability Scale, 0 to 100, of everyone who answered all ten.  Shape (N,).

    Odd statements give agreement - 1 points, even ones 5 - agreement, and a point counts 2.5
    (Brooke 1996).
    """
    count = len(opinions().usability)
    given: dict[str, dict[int, int]] = {}
    for answer in answers:
        if answer.question.startswith(USABILITY):
            number = int(answer.question.removeprefix(USABILITY))
            given.setdefault(answer.code, {})[number] = int(answer.answer)
    complete = [said for said in given.values() if len(said) == count]
    points = [
        sum(said[k] - 1 if k % 2 else len(AGREEMENT) - said[k] for k in said) for said in complete
    ]
    return np.array(points, float) * 100 / (count * (len(AGREEMENT) - 1))


def ranks(answers: Sequence[Answer], quality: str) -> dict[str, Floats]:
    """For each tool its ranks, by those who ranked them all.  Shape (N,) each.

    Empty if nobody did.
    """
    given: dict[str, dict[str, int]] = {}
    start = f"{RANK}{quality}: "
    for answer in answers:
        if answer.question.startswith(start):
            given.setdefault(answer.code, {})[answer.question.removeprefix(start)] = int(
                answer.answer
            )
    tools = sorted({tool for said in given.values() for tool in said})
    complete = [said for said in given.values() if len(said) == len(tools)]
    if not complete:
        return {}
    return {tool: np.array([said[tool] for said in complete], float) for tool in tools}
