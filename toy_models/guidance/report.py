"""Tables of the answer, and stages 1 and 2 as text."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from evidence.best_setting import ends_in_words
from toy_models.guidance.contrasts import Contrast, contrasts, screened_contrasts, screened_effects
from toy_models.guidance.findings.arm_by_arm import (
    TELLING,
    ArmAlone,
    alone,
    stuck_words,
    telling_table,
    true_words,
)
from toy_models.guidance.findings.fates import Fate, fates, mean_error, nothing_to_push
from toy_models.guidance.plain_names import difference_in_words, effect_in_words
from toy_models.guidance.predictions import PREDICTIONS
from toy_models.guidance.rows import Row, stuck_runs
from toy_models.guidance.stages.own_settings import CONTENDERS, OWN_CONTRASTS, judged, searches
from toy_models.guidance.stages.table import missing


def text(screen_rows: Sequence[Row], confirmation_rows: Sequence[Row]) -> str:
    """Stages 1 and 2, which were registered, and their predictions, as Markdown."""
    parts = [
        "## Stage 1: where SV-Softmax helps softmax",
        "A setting is named by its people (K), dimensions (d), channels (c), s as a multiple of "
        "s_A, share of wrong labels (w), distance within families (f) and steps (n). SV-Softmax "
        "minus softmax in every one, the largest difference first:",
        screen_table(screen_rows),
        "What each factor does to that difference:",
        effects_table(screen_rows),
        not_converged(screen_rows),
    ]
    if confirmation_rows:
        parts += [
            "## Stage 2: what in the push does it",
            "What the settings can tell: training pictures with a support vector when t starts to "
            "rise, and what stuck:",
            telling_table(confirmation_rows, TELLING),
            "One loss minus another:",
            contrasts_table(contrasts(confirmation_rows)),
            not_converged(confirmation_rows),
        ]
    parts.append("## The predictions, which stages 1 and 2 decide")
    parts.append(
        fates_table(
            fates(screen_rows, confirmation_rows), nothing_to_push(screen_rows, confirmation_rows)
        )
    )
    return "\n\n".join(parts)


def screen_table(rows: Sequence[Row]) -> str:
    """SV minus softmax in every cell, the largest first, as Markdown."""
    lines = [
        "| setting | TAR, softmax | SV minus softmax | 95 % interval | training error left "
        "| true labels | stuck: softmax, SV | |",
        "|---|---|---|---|---|---|---|---|",
    ]
    for one in sorted(screened_contrasts(rows), key=lambda one: -one.interval.mean):
        softmax, sv = (
            [row for row in rows if (row.cell, row.arm) == (one.cell, arm)]
            for arm in ("norm", "sv")
        )
        true_error = float(np.nanmean([row.true_error for row in softmax]))
        lines.append(
            f"| {one.cell} | {np.nanmean([row.tar for row in softmax]):.3f} "
            f"| {one.interval.mean:+.4f} | {one.interval.low:+.4f} to {one.interval.high:+.4f} "
            f"| {mean_error(rows, one.cell):.1%} | {true_words(one.cell, true_error)} "
            f"| {stuck_runs(softmax)} and {stuck_runs(sv)} of {len(softmax)} | {one.words} |"
        )
    return "\n".join(lines)


def effects_table(rows: Sequence[Row]) -> str:
    """What each factor of the screen does to SV minus softmax, as Markdown."""
    lines = ["| factor, low to high | effect on the difference | 95 % interval |", "|---|---|---|"]
    for one in screened_effects(rows):
        lines.append(
            f"| {effect_in_words(one.names)} | {one.size:+.4f} "
            f"| {one.low:+.4f} to {one.high:+.4f} |"
        )
    return "\n".join(lines)


def own_settings_text(rows: Sequence[Row]) -> str:
    """Which s and m each loss chose, and how they compare there, as Markdown."""
    decided = judged(rows)
    of = {(one.cell, one.arm): one for one in alone(decided)}
    bests = []
    lines = [
        "| setting | loss | best s and m | tried | at the end of its range "
        "| TAR, other seeds | 95 % interval | training error | true labels | stuck |",
        "|---|---|---|---|---|---|---|---|---|---|",
    ]
    for cell in dict.fromkeys(row.cell for row in rows):
        for one, state in zip(CONTENDERS, searches(rows, cell), strict=True):
            arms = {row.arm for row in rows if row.cell == cell and one.setting(row.arm)}
            best = one.words(state.best) if state.best else "still searching"
            if state.best:
                bests.append((f"{one.title} in {cell}", one.ladders, state.best))
            lines.append(
                f"| {cell} | {one.title} | {best} | {len(arms)} "
                f"| {', '.join(state.at_the_end)} | {_judged(of.get((cell, one.name)))} |"
            )
    parts = ["\n".join(lines)]
    if len(bests) == len(lines) - 2:  # every search is over
        parts.append(ends_in_words(bests))
    return "\n\n".join([*parts, contrasts_table(contrasts(decided, OWN_CONTRASTS))])


def _judged(one: ArmAlone | None) -> str:
    """What the seeds that judge say of a loss: five entries of a table."""
    if one is None:
        return " |  |  |  | "
    return (
        f"{one.tar.mean:.3f} | {one.tar.low:.3f} to {one.tar.high:.3f} | {one.error:.1%} "
        f"| {true_words(one.cell, one.true_error)} | {one.stuck} of {one.seeds}"
    )


def contrasts_table(found: Sequence[Contrast]) -> str:
    """Differences with their intervals and verdicts, as Markdown.

    The column of what stuck counts pairs in which one of both did, or both.
    """
    lines = [
        "| setting | contrast | difference | 95 % interval | p (Holm) | p (equal within 0.01) "
        "| stuck | |",
        "|---|---|---|---|---|---|---|---|",
    ]
    for one in found:
        lines.append(
            f"| {one.cell} | {difference_in_words(one.one, one.other)} | {one.interval.mean:+.4f} "
            f"| {one.interval.low:+.4f} to {one.interval.high:+.4f} "
            f"| {one.p_holm:.3f} | {one.p_equivalent:.3f} "
            f"| {len(one.stuck)} of {len(one.differences)} | {one.words} |"
        )
    return "\n".join(lines)


def fates_table(
    found: Sequence[Fate], nothing_to_push: Mapping[str, tuple[int, int]] | None = None
) -> str:
    """What became of each prediction, as Markdown.

    Args:
        found: what became of each.
        nothing_to_push: as `fates.nothing_to_push`; what held could not fail in these settings.
    """
    trivial = nothing_to_push or {}
    expected = {one.key: one.expected for one in PREDICTIONS}
    lines = ["| prediction | fate | |", "|---|---|---|"]
    for one in found:
        quiet, of = trivial.get(one.key, (0, 0))
        words = one.fate
        if quiet and one.fate == "held":
            words += ", trivially" + (f" in {quiet} of {of} settings" if quiet < of else "")
        lines.append(f"| {expected[one.key]} | {words} | {one.why} |")
    return "\n".join(lines)


def not_converged(rows: Sequence[Row]) -> str:
    """How many runs diverged or stuck: each that diverged, and those that stuck by loss."""
    diverged = [row for row in rows if row.diverged_at is not None]
    lines = [f"Of {len(rows)} runs {len(diverged)} diverged and {stuck_runs(rows)} stuck."]
    lines += [
        f"- diverged at step {row.diverged_at}: {row.cell}, {row.arm}, seed {row.seed}"
        for row in diverged
    ]
    lines += [f"- stuck in {words}" for words in stuck_words(rows)]
    return "\n".join(lines)


def nothing_is_missing(
    rows: Sequence[Row], seeds: Sequence[int], cells: Sequence[str], arms: int
) -> str:
    """One sentence on what is not there yet, or that nothing is missing.

    Args:
        rows: of a stage.
        seeds: that it has.
        cells: that it has.
        arms: how many each cell has with each seed.
    """
    count = missing(rows, seeds, cells, arms)
    if not count:
        return "No setting, no seed and no loss is missing."
    whole = len(cells) * len(seeds) * arms
    return f"{count} of {whole} runs are missing; `--run` makes them."
