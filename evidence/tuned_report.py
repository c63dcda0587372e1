"""Which setting each loss of a comparison chose, and what longer trainings change, as Markdown."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from math import nan
from statistics import mean

from evidence.best_setting import Ladder, Setting, ends_in_words
from evidence.ladders import ladders_of
from evidence.report import RANKED_AT, RANKED_FAR
from evidence.tuned import Plan, TunedRun
from losses.catalogue import LOSSES


def settings_table(plan: Plan, runs: Sequence[TunedRun]) -> str:
    """A line for each loss; then, when all searches are over, which stopped at an end of a range,
    and whether going on changes the order, if all have gone on.

    The margins of different losses are in different units, so every value has its own beside it.
    """
    lines = [
        "| loss | best s | best m | at an end of its range | settings tried | diverged "
        f"| TAR at FAR {RANKED_FAR} after {plan.steps} and {plan.longer} steps |",
        "|---|---|---|---|---|---|---|",
    ]
    ends: dict[int, list[float]] = {plan.steps: [], plan.longer: []}
    for row in plan.rows:
        state = plan.state(runs, row)
        mine = [run for run in runs if run.loss == row.loss]
        at = {steps: _tar(plan, mine, state.best, steps) for steps in ends}
        for steps, tar in at.items():
            ends[steps] += [] if tar is None else [tar]
        tried = {run.setting for run in mine if run.steps == plan.steps}
        s, m = _best(ladders_of(row), state.best)
        lines.append(
            f"| {LOSSES[row.loss].title} | {s} | {m} | {', '.join(state.at_the_end) or 'no'} "
            f"| {len(tried)} | {sum(run.diverged for run in mine)} "
            f"| {', '.join(f'{tar:.3f}' for tar in at.values() if tar is not None)} |"
        )
    short, long = ends.values()
    parts = ["\n".join(lines)]
    bests = [
        (LOSSES[row.loss].title, ladders_of(row), best)
        for row in plan.rows
        if (best := plan.state(runs, row).best)
    ]
    if len(bests) == len(plan.rows):
        parts.append(ends_in_words(bests))
    if len(short) == len(long) == len(plan.rows):
        parts.append(_order(plan, short, long))
    return "\n\n".join(parts)


def longer_lowers_all(plan: Plan, runs: Sequence[TunedRun]) -> bool:
    """Whether every loss has a lower mean TAR after the longer trainings, at its best setting."""
    return all(change < 0 for change in longer_changes(plan, runs))


def longer_changes(plan: Plan, runs: Sequence[TunedRun]) -> list[float]:
    """By how much the longer trainings raise the mean TAR of each loss, at its best setting."""
    return [long - short for short, long in _short_and_long(plan, runs)]


def _short_and_long(plan: Plan, runs: Sequence[TunedRun]) -> Iterator[tuple[float, float]]:
    """TAR of each loss after both lengths; not a number where a training is missing."""
    for row in plan.rows:
        best = plan.state(runs, row).best
        mine = [run for run in runs if run.loss == row.loss]
        short, long = (_tar(plan, mine, best, steps) for steps in (plan.steps, plan.longer))
        yield (nan if short is None else short), (nan if long is None else long)


def _best(ladders: Sequence[Ladder], setting: Setting | None) -> tuple[str, str]:
    """The best s and m with their units; a loss without a margin has no m."""
    if setting is None:
        return "still searching", ""
    s, *m = (f"{value:g} {ladder.unit}" for ladder, value in zip(ladders, setting, strict=True))
    return s, m[0] if m else "none"


def _order(plan: Plan, short: Sequence[float], long: Sequence[float]) -> str:
    from scipy.stats import spearmanr

    change = max(abs(a - b) for a, b in zip(short, long, strict=True))
    words = f"After {plan.longer} steps instead of {plan.steps} TAR changes by {change:.3f} at most"
    if len({*short}) == 1 or len({*long}) == 1:  # no order, no correlation of it
        return f"{words}."
    return f"{words}, and the rank correlation of the losses is {spearmanr(short, long)[0]:.2f}."


def _tar(plan: Plan, runs: Sequence[TunedRun], setting: Setting | None, steps: int) -> float | None:
    """Mean TAR over the tuning seeds, if all of them are there."""
    found = [
        run.tar[RANKED_AT]
        for run in runs
        if (run.setting, run.steps) == (setting, steps) and run.seed in plan.tuning_seeds
    ]
    return mean(found) if len(found) == len(plan.tuning_seeds) else None
