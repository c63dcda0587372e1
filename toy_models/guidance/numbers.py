"""The numbers of the experiment, for sentences about it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from toy_models.guidance import report
from toy_models.guidance.contrasts import (
    Contrast,
    contrasts,
    screened_contrasts,
    screened_effects,
)
from toy_models.guidance.fates import fates, mean_error
from toy_models.guidance.own_settings import CONTENDERS, OWN_CONTRASTS, judged, searches
from toy_models.guidance.rows import RESULTS, Row, stored
from toy_models.guidance.stages import complete_stages

LEARNED = 0.02  # a share of the training pictures
#: Contrasts of stage 2 about which there are sentences.
QUESTIONS = {
    "sv": ("sv", "norm"),
    "raised": ("sv", "sv_constant"),
    "hotter": ("hotter", "norm"),
    "factor": ("factor", "norm"),
    "shift": ("shift", "norm"),
    "random": ("random", "norm"),
    "oracle": ("oracle", "sv"),
    "with_arc": ("sv_arc", "arc"),
}


def stored_numbers(folder: Path = RESULTS) -> dict[str, Any]:
    """Those of the stored rows of complete stages.  Raises ValueError as `rows.stored`."""
    first = stored(folder / "screen.jsonl")
    return numbers(first, *complete_stages(folder, first))


def numbers(first: Sequence[Row], second: Sequence[Row], third: Sequence[Row]) -> dict[str, Any]:
    """Contrasts of each stage, effects, fates, runs that failed, and the tables.

    `screen` and `confirmation` have `found`, the contrasts, largest difference first, and the
    counts of what their words say: `more`, `less`, `equal`, `not_decided`.  QUESTIONS names
    contrasts of stage 2 over its cells.  `learned` are the
    cells of the screen in which softmax ends with a training error under LEARNED, `unlearned` the
    others.
    """
    own = judged(third)
    screened = screened_contrasts(first)
    error = {cell: mean_error(first, cell) for cell in dict.fromkeys(row.cell for row in first)}
    everything = [*first, *second, *third]
    second_contrasts = contrasts(second)
    return {
        "screen": _counted(screened),
        "learned": _counted([one for one in screened if error[one.cell] < LEARNED]),
        "unlearned": _counted([one for one in screened if error[one.cell] >= LEARNED]),
        "confirmation": _counted(second_contrasts),
        **{name: _over_cells(second_contrasts, *pair) for name, pair in QUESTIONS.items()},
        "own": _counted(contrasts(own, OWN_CONTRASTS)),
        "effect": {" = ".join(one.names): one for one in screened_effects(first)},
        "fate": {one.key: one for one in fates(first, second)},
        "error": error,
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
        "runs": {
            "screen": len(first),
            "confirmation": len(second),
            "own": len(third),
            "diverged": sum(row.diverged_at is not None for row in everything),
            "stuck": _stuck(everything),
            "screen_stuck": _stuck(first),
            "confirmation_stuck": _stuck(second),
        },
        "tables": {
            "screen": report.screen_table(first),
            "effects": report.effects_table(first),
            "confirmation": report.contrasts_table(second_contrasts),
            "own": report.own_settings_text(third),
            "fates": report.fates_table(fates(first, second)),
            "not_converged": report.not_converged(everything),
        },
    }


def _stuck(rows: Sequence[Row]) -> int:
    return sum(row.stuck and row.diverged_at is None for row in rows)


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
