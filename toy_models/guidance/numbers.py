"""The numbers of the experiment, for sentences about it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import chain
from pathlib import Path
from types import MappingProxyType
from typing import Any

import numpy as np

from toy_models.guidance import report
from toy_models.guidance.cells import cell_of
from toy_models.guidance.contrasts import (
    Contrast,
    contrasts,
    screened_contrasts,
    screened_effects,
)
from toy_models.guidance.findings.arm_by_arm import (
    TELLING,
    alone,
    alone_table,
    at_the_rise,
    telling_table,
    without_support,
)
from toy_models.guidance.findings.beside_tar import beside_tar, beside_tar_table
from toy_models.guidance.findings.both_lengths import lengths_text, numbers_of_lengths
from toy_models.guidance.findings.curves import falls
from toy_models.guidance.findings.fates import fates, mean_error, nothing_to_push
from toy_models.guidance.findings.limits import numbers_of_limits
from toy_models.guidance.findings.machines import machines_table, machines_words, made
from toy_models.guidance.in_short import LEARNED
from toy_models.guidance.rows import RESULTS, Row, stored, stuck_runs
from toy_models.guidance.stages.dose import DOSE
from toy_models.guidance.stages.dose_longer import HARDEST
from toy_models.guidance.stages.own_settings import (
    CONTENDERS,
    OWN_CONTRASTS,
    judged,
    measured,
    searches,
)
from toy_models.guidance.stages.table import (
    CONTROLS,
    STAGES,
    cells_of_own_settings,
    complete_control,
    complete_longer,
    complete_stages,
)

LITTLE = 0.05  # TAR of softmax: there is little that a loss could change
#: Contrasts of stage 2 about which there are sentences.
QUESTIONS = {
    "sv": ("sv", "norm"),
    "raised": ("sv", "sv_constant"),
    "hotter": ("hotter", "norm"),
    "sv_hotter": ("sv", "hotter"),
    "factor": ("factor", "norm"),
    "shift": ("shift", "norm"),
    "random": ("random", "norm"),
    "oracle": ("oracle", "sv"),
    "with_arc": ("sv_arc", "arc"),
}


def stored_numbers(folder: Path = RESULTS) -> dict[str, Any]:
    """Those of the stored rows of complete stages.  Raises ValueError as `rows.stored`."""
    first = stored(folder / "screen.jsonl")
    second, third = complete_stages(folder, first)
    controls = {control.name: complete_control(folder, control) for control in CONTROLS}
    found = numbers(first, second, third, controls)
    if third and (long := complete_longer(folder, first)):
        cells = cells_of_own_settings(first)
        found["longer"] = numbers_of_lengths(third, long, cells)
        found["tables"]["longer"] = lengths_text(third, long, cells)
    machines = made(folder, STAGES)
    found["machines"] = machines_words(machines)
    found["tables"]["machines"] = machines_table(machines)
    return found


def numbers(
    first: Sequence[Row],
    second: Sequence[Row],
    third: Sequence[Row],
    controls: Mapping[str, Sequence[Row]] = MappingProxyType({}),
) -> dict[str, Any]:
    """Contrasts of each stage, effects, fates, runs that failed, and the tables.

    `screen` and `confirmation` have `found`, the contrasts, largest difference first, and the
    counts of what their words say: `more`, `less`, `equal`, `not_decided`.  QUESTIONS names
    contrasts of stage 2 over its cells.  `learned` are the
    cells of the screen in which softmax ends with a training error under LEARNED, `unlearned` the
    others.  `of_little` counts the settings that are called equal where softmax recognises next to
    nobody, `half_wrong` those that it ends with over half of the training pictures wrong, and
    `falls` are those whose TAR falls before the end.  `searched` has the mean TAR of every setting
    that stage 3 tried.  Each control has its contrasts, by the names of its arms, under
    its own name, and its arms by themselves in `levels`; `controls` are the rows of those that are
    complete.  `dose_beside` is what was measured beside TAR of the hardest push.

    `people` counts the settings of stage 1 and those of them that end with over half of the
    training pictures wrong, by the number of people; `less_half_wrong` those in which SV-Softmax
    is worse.  `alone` has every loss of stage 2 by itself, `without_support` the settings of
    stage 2 in which softmax has next to no support vector left when t starts to rise, and
    `at_the_rise` that share in stage 1; `learned_at_the_rise` is its largest of `learned`.  Beside
    these there is what `limits.numbers_of_limits` says.
    """
    own = judged(third)
    tar = {cell: _mean_tar(first, cell) for cell in dict.fromkeys(row.cell for row in first)}
    screened = screened_contrasts(first)
    error = {cell: mean_error(first, cell) for cell in dict.fromkeys(row.cell for row in first)}
    shares = at_the_rise(first)
    everything = [*first, *second, *third, *chain(*controls.values())]
    second_contrasts = contrasts(second)
    of_controls = {one.name: controls.get(one.name, ()) for one in CONTROLS}
    compared = {one.name: contrasts(of_controls[one.name], one.contrasts) for one in CONTROLS}
    return {
        "screen": _counted(screened),
        "learned": _counted([one for one in screened if error[one.cell] < LEARNED]),
        "unlearned": _counted([one for one in screened if error[one.cell] >= LEARNED]),
        "confirmation": _counted(second_contrasts),
        **{name: _over_cells(second_contrasts, *pair) for name, pair in QUESTIONS.items()},
        "own": _counted(contrasts(own, OWN_CONTRASTS)),
        **{
            name: {f"{one.one} - {one.other}": one for one in here}
            for name, here in compared.items()
        },
        "effect": {" = ".join(one.names): one for one in screened_effects(first)},
        **numbers_of_limits(screened, second_contrasts),
        "at_the_rise": shares,
        "learned_at_the_rise": max(
            (share for cell, share in shares.items() if error[cell] < LEARNED), default=0
        ),
        "fate": {one.key: one for one in fates(first, second)},
        "error": error,
        "of_little": sum(one.words == "equal" and tar[one.cell] < LITTLE for one in screened),
        "half_wrong": sum(share > 0.5 for share in error.values()),
        "falls": falls(first),
        "tar": tar,
        "mean": float(np.mean([one.interval.mean for one in screened])),
        "people": _by_people(screened, error),
        "less_half_wrong": sum(one.words == "less" and error[one.cell] > 0.5 for one in screened),
        "alone": {f"{one.cell}: {one.arm}": one for one in alone(second)},
        "without_support": without_support(second),
        "beside": {f"{one.cell}: {one.measure.name}": one for one in beside_tar(second)},
        "own_error": {
            f"{cell}: {arm}": mean_error(own, cell, arm)
            for cell, arm in dict.fromkeys((row.cell, row.arm) for row in own)
        },
        "best": {
            cell: {
                one.name: one.words(state.best)
                for one, state in zip(CONTENDERS, searches(third, cell), strict=True)
                if state.best
            }
            for cell in dict.fromkeys(row.cell for row in third)
        },
        "searched": {
            cell: {
                f"{one.name} {one.words(setting)}": mean
                for one in CONTENDERS
                for setting, mean in measured(third, cell, one).items()
            }
            for cell in dict.fromkeys(row.cell for row in third)
        },
        "levels": {
            name: {one.arm: one for one in alone(rows)} for name, rows in of_controls.items()
        },
        "dose_beside": {
            one.measure.name: one for one in beside_tar(of_controls[DOSE.name], *HARDEST)
        },
        "runs": {
            "screen": len(first),
            "confirmation": len(second),
            "own": len(third),
            **{name: len(rows) for name, rows in of_controls.items()},
            "diverged": sum(row.diverged_at is not None for row in everything),
            "stuck": stuck_runs(everything),
            "screen_stuck": stuck_runs(first),
            "confirmation_stuck": stuck_runs(second),
            "own_stuck": stuck_runs(third),
            "own_stuck_judging": stuck_runs(own),
            **{f"{name}_stuck": stuck_runs(rows) for name, rows in of_controls.items()},
        },
        "tables": {
            "screen": report.screen_table(first),
            "effects": report.effects_table(first),
            "confirmation": report.contrasts_table(second_contrasts),
            "telling": telling_table(second, TELLING),
            "alone": alone_table(second),
            "beside_tar": beside_tar_table(second),
            "own": report.own_settings_text(third),
            **{name: report.contrasts_table(here) for name, here in compared.items()},
            **{f"{name}_alone": alone_table(rows) for name, rows in of_controls.items()},
            "fates": report.fates_table(fates(first, second), nothing_to_push(first, second)),
            "not_converged": report.not_converged(everything),
        },
    }


def _mean_tar(rows: Sequence[Row], cell: str) -> float:
    return float(np.nanmean([row.tar for row in rows if (row.cell, row.arm) == (cell, "norm")]))


def _by_people(found: Sequence[Contrast], error: Mapping[str, float]) -> dict[int, dict[str, Any]]:
    """Settings of stage 1, those with over half of the pictures wrong, and the mean differences."""
    people: dict[int, list[Contrast]] = {}
    for one in found:
        people.setdefault(cell_of(one.cell).classes, []).append(one)
    return {
        count: {
            "settings": len(here),
            "half_wrong": sum(error[one.cell] > 0.5 for one in here),
            "of_half_wrong": _mean([one for one in here if error[one.cell] > 0.5]),
            "of_others": _mean([one for one in here if error[one.cell] <= 0.5]),
        }
        for count, here in people.items()
    }


def _mean(found: Sequence[Contrast]) -> float:
    return float(np.mean([one.interval.mean for one in found])) if found else float("nan")


def _over_cells(found: Sequence[Contrast], one: str, other: str) -> dict[str, Any]:
    """A contrast over the cells of stage 2: the words, the largest difference, the farthest from 0.

    Without stage 2 there are the words alone, and they are empty.
    """
    here = [contrast for contrast in found if (contrast.one, contrast.other) == (one, other)]
    if not here:
        return {"words": []}
    largest = max(here, key=lambda contrast: contrast.interval.mean).interval
    return {
        "words": [contrast.words for contrast in here],
        "largest": largest.mean,
        "largest_low": largest.low,
        "largest_high": largest.high,
        "farthest": max(abs(contrast.interval.mean) for contrast in here),
    }


def _counted(found: Sequence[Contrast]) -> dict[str, Any]:
    words = [one.words for one in found]
    return {
        "found": sorted(found, key=lambda one: -one.interval.mean),
        "of": {f"{one.cell}: {one.one} - {one.other}": one for one in found},
        **{
            word.replace(" ", "_"): words.count(word)
            for word in ("more", "less", "equal", "not decided")
        },
    }
