"""What answers say: how much was learned, which misconceptions stayed, and what students think."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import combinations

import numpy as np
from numpy.typing import NDArray

from evidence.bands import Band
from evidence.differences import Difference
from evidence.effect_sizes import FEWEST, change, change_of_groups
from lessons.evaluation.answers import WHEN, Answer
from lessons.evaluation.questionnaire import items, opinions
from lessons.evaluation.scoring import Paired, groups, misconceptions, ranks, scores, usability

ByGroup = Mapping[str, Sequence[Answer]]
NOBODY: NDArray[np.float64] = np.empty(0)
SHOWN = 8  # misconceptions
LEARNED = f"""## What was learned

Right answers of {len(items())}. Intervals are 95 %. Effect size: the mean change in standard
deviations of a test (Hedges' g)."""
NOT_BY_LOT = "Groups that were not drawn by lot may differ in more than the teaching."


def report(answers: Sequence[Answer]) -> str:
    """The report as Markdown, a row for each group.  Where people are too few it says so."""
    by_group = {
        group: [answer for answer in answers if answer.group == group] for group in groups(answers)
    }
    return "\n\n".join(
        [*_learned(answers), *_misconceptions(by_group), *_usability(by_group), *_ranks(by_group)]
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


def _misconceptions(by_group: ByGroup) -> Iterator[str]:
    revealed = {
        (group, when): misconceptions(answers, when)
        for group, answers in by_group.items()
        for when in WHEN
    }
    most: Counter[str] = Counter()
    for counts in revealed.values():
        most |= counts
    names = sorted(most, key=lambda name: (-most[name], name))[:SHOWN]
    if names:
        yield "## Misconceptions"
        yield _table(
            ("misconception", "lesson", "group", *WHEN),
            (
                (name, item.lesson, group, *(
                    f"{revealed[group, when][name]} of {_people(answers, item.name, when)}"
                    for when in WHEN
                ))
                for name in names
                for item in items()
                if name in item.wrong
                for group, answers in by_group.items()
            ),
        )  # fmt: skip


def _people(answers: Sequence[Answer], question: str, when: str) -> int:
    """How many answered a question."""
    return sum(answer.question == question and answer.when == when for answer in answers)


def _usability(by_group: ByGroup) -> Iterator[str]:
    found = {group: usability(answers) for group, answers in by_group.items()}
    if any(map(len, found.values())):
        yield "## Usability"
        yield _table(
            ("group", "students", "System Usability Scale, 0 to 100"),
            ((group, len(scores_N), _mean(scores_N)) for group, scores_N in found.items()),
        )


def _ranks(by_group: ByGroup) -> Iterator[str]:
    for quality in opinions().ranked_for:
        found = {group: ranks(answers, quality) for group, answers in by_group.items()}
        tools = sorted({tool for of_group in found.values() for tool in of_group})
        if tools:
            yield f"## Ranked for {quality}"
            yield "Mean ranks; 1 is the best."
            yield _table(
                ("group", "students", *tools),
                (
                    (
                        group,
                        max(map(len, of_group.values()), default=0),
                        *(_mean(of_group.get(tool, NOBODY)) for tool in tools),
                    )
                    for group, of_group in found.items()
                ),
            )


def _table(names: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    lines = [names, ["---"] * len(names), *rows]
    return "\n".join(f"| {' | '.join(map(str, line))} |" for line in lines)


def _score(score_N: NDArray[np.float64]) -> str:
    band = Band(score_N)
    return f"{band.mean:.1f} ± {band.deviation:.1f}"


def _mean(values_N: NDArray[np.float64]) -> str:
    if not len(values_N):
        return ""
    mean = f"{values_N.mean():.1f}"
    if len(values_N) < FEWEST:
        return mean
    low, high = Difference(values_N).interval()
    return f"{mean} ({low:.1f} to {high:.1f})"
