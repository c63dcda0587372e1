"""What answers say: how much was learned, which misconceptions stayed, and what students think."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations

import numpy as np
from numpy.typing import NDArray

from evidence.bands import Band
from evidence.differences import Difference
from evidence.effect_sizes import FEWEST, change, change_of_groups
from lessons.evaluation.answers import Answer
from lessons.evaluation.questionnaire import items, opinions
from lessons.evaluation.scoring import Paired, groups, misconceptions, ranks, scores, usability

SHOWN = 8  # misconceptions
LEARNED = f"""## What was learned

Right answers of {len(items())}. Intervals are 95 %. Effect size: the mean change in standard
deviations of a test (Hedges' g)."""
NOT_BY_LOT = "Groups that were not drawn by lot may differ in more than the teaching."


def report(answers: Sequence[Answer]) -> str:
    """The report as Markdown.  Where people are too few for a figure it says so."""
    return "\n\n".join(
        [*_learned(answers), *_misconceptions(answers), *_usability(answers), *_ranks(answers)]
    )


def _learned(answers: Sequence[Answer]) -> Iterator[str]:
    found = {group: scores(answers, group) for group in groups(answers)}
    yield LEARNED
    yield _table(
        ("group", "students", "before", "after", "change", "effect size"),
        ((group, *_row(paired)) for group, (paired, _) in found.items()),
    )
    for group, (_, alone) in found.items():
        if alone:
            yield f"{group}: {alone} gave one of the two tests only and are left out."
    enough = [(group, paired) for group, (paired, _) in found.items() if paired.people >= FEWEST]
    for (one, a), (other, b) in combinations(enough, 2):
        try:
            effect = change_of_groups(a.before_N, a.after_N, b.before_N, b.after_N)
        except ValueError as error:
            yield f"{one} and {other} cannot be compared: {error}"
        else:
            yield f"{one} changed more than {other} by {effect} standard deviations."
    if len(enough) > 1:
        yield NOT_BY_LOT


def _row(paired: Paired) -> tuple[str, ...]:
    """Students, before, after, change, effect size."""
    if paired.people < FEWEST:
        return (str(paired.people), "", "", "", f"{FEWEST} students are needed")
    gain = Difference(paired.after_N - paired.before_N)
    low, high = gain.interval()
    moved = f"{gain.mean:+.2f} ({low:+.2f} to {high:+.2f})".replace("-", "−")
    try:
        effect = str(change(paired.before_N, paired.after_N))
    except ValueError as error:
        effect = str(error)
    return (str(paired.people), *map(_score, (paired.before_N, paired.after_N)), moved, effect)


def _misconceptions(answers: Sequence[Answer]) -> Iterator[str]:
    before, after = misconceptions(answers, "before"), misconceptions(answers, "after")
    names = sorted({*before, *after}, key=lambda name: (-max(before[name], after[name]), name))
    lesson = {name: item.lesson for item in items() for name in item.wrong}
    if names:
        yield "## Misconceptions"
        yield _table(
            ("misconception", "lesson", "before", "after"),
            ((name, lesson[name], before[name], after[name]) for name in names[:SHOWN]),
        )


def _usability(answers: Sequence[Answer]) -> Iterator[str]:
    scores_N = usability(answers)
    if len(scores_N):
        yield "## Usability"
        yield f"System Usability Scale, 0 to 100: {_mean(scores_N)}, {len(scores_N)} students."


def _ranks(answers: Sequence[Answer]) -> Iterator[str]:
    for quality in opinions().ranked_for:
        found = ranks(answers, quality)
        if found:
            yield f"## Ranked for {quality}"
            order = sorted(found, key=lambda tool: (found[tool].mean(), tool))
            yield _table(("tool", "mean rank"), ((tool, _mean(found[tool])) for tool in order))


def _table(names: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    lines = [names, ["---"] * len(names), *rows]
    return "\n".join(f"| {' | '.join(map(str, line))} |" for line in lines)


def _score(score_N: NDArray[np.float64]) -> str:
    band = Band(score_N)
    return f"{band.mean:.1f} ± {band.deviation:.1f}"


def _mean(values_N: NDArray[np.float64]) -> str:
    mean = f"{values_N.mean():.1f}"
    if len(values_N) < FEWEST:
        return mean
    low, high = Difference(values_N).interval()
    return f"{mean} ({low:.1f} to {high:.1f})"
