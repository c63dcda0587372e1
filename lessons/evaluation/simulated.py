"""Simulated classes with a known effect, to see what the report can tell apart.

A student has an ability, drawn; an item is answered rightly by knowing or by guessing one of four
(the three-parameter model of item response theory).  The course raises every ability by `taught`.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from lessons.evaluation.answers import RANK, USABILITY, Answer
from lessons.evaluation.questionnaire import AGREEMENT, items, opinions

GUESS, STEEP = 0.25, 1.3
EASIEST, HARDEST = -1.5, 1.5  # difficulties, in standard deviations of ability
MOVES = 0.3  # how much an ability differs from day to day
TOOLS = ("This app", "Slides", "A video")


def right_answers(
    people: int, taught: float, draw: np.random.Generator
) -> tuple[NDArray[np.bool_], NDArray[np.bool_]]:
    """Which items are answered rightly before and after.  Shape (people, items) each."""
    difficulty_I = np.linspace(EASIEST, HARDEST, len(items()))
    ability_N = draw.normal(size=people)

    def test(ability_N: NDArray[np.float64]) -> NDArray[np.bool_]:
        knows_NI = 1 / (1 + np.exp(-STEEP * (ability_N[:, None] - difficulty_I)))
        return draw.random(knows_NI.shape) < GUESS + (1 - GUESS) * knows_NI

    return test(ability_N), test(ability_N + taught + MOVES * draw.normal(size=people))


def simulated(people: int, taught: float, seed: int, group: str = "course") -> list[Answer]:
    """The answers of a class."""
    draw = np.random.default_rng(seed)
    tests = right_answers(people, taught, draw)
    return [
        Answer(code, group, when, question, answer)
        for n in range(people)
        for code in (f"{group}-{n:04d}",)
        for when, question, answer in _of_student(tests[0][n], tests[1][n], draw)
    ]


def _of_student(
    before_I: NDArray[np.bool_], after_I: NDArray[np.bool_], draw: np.random.Generator
) -> Iterator[tuple[str, str, str]]:
    for when, right_I in (("before", before_I), ("after", after_I)):
        for item, right in zip(items(), right_I, strict=True):
            wrong = item.letter(list(item.wrong.values())[draw.integers(len(item.wrong))])
            yield when, item.name, item.answer if right else wrong
    for number in range(1, len(opinions().usability) + 1):
        pleased = draw.integers(3, len(AGREEMENT) + 1)
        yield "after", f"{USABILITY}{number}", str(pleased if number % 2 else 6 - pleased)
    for quality in opinions().ranked_for:
        for tool, rank in zip(TOOLS, draw.permutation(len(TOOLS)) + 1, strict=True):
            yield "after", f"{RANK}{quality}: {tool}", str(rank)
