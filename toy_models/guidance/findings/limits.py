"""What the stages could have found: the smallest difference, and what could not differ at all."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from evidence.holm import holm
from evidence.power import smallest_found
from toy_models.guidance.cells import cell_of
from toy_models.guidance.contrasts import Contrast
from toy_models.guidance.predictions import BOUND, LEVEL


def found_at(contrast: Contrast, tests: int) -> float:
    """The true difference of TAR that has a chance of 80 % to be found, among so many tests.

    It is that of the first step of Holm's procedure, which is the strictest.
    """
    from scipy.stats import t

    pairs = len(contrast.differences)
    half = contrast.interval.high - contrast.interval.mean
    error = half / float(t.ppf(0.975, pairs - 1))
    return error * smallest_found(pairs, LEVEL / tests)


def least_found(contrasts: Sequence[Contrast]) -> dict[str, Any]:
    """`of` each contrast by its name; the `median`, the `most`, and how many need over BOUND.

    `alone` is the median if there were no other test.
    """
    if not contrasts:
        return {"of": {}}
    of = {
        f"{one.cell}: {one.one} - {one.other}": found_at(one, len(contrasts)) for one in contrasts
    }
    sizes = list(of.values())
    return {
        "of": of,
        "median": float(np.median(sizes)),
        "most": max(sizes),
        "over_bound": sum(size > BOUND for size in sizes),
        "alone": float(np.median([found_at(one, 1) for one in contrasts])),
    }


def never_differ(contrasts: Sequence[Contrast]) -> list[Contrast]:
    """Those whose two arms gave the same TAR with every seed."""
    return [one for one in contrasts if not any(one.differences)]


def p_of_others(contrasts: Sequence[Contrast]) -> dict[str, float]:
    """Holm's p of each contrast that differs anywhere, if only these were tested."""
    others = [one for one in contrasts if any(one.differences)]
    adjusted = holm([one.interval.p for one in others])
    return {
        f"{one.cell}: {one.one} - {one.other}": p for one, p in zip(others, adjusted, strict=True)
    }


def numbers_of_limits(
    screened: Sequence[Contrast], confirmed: Sequence[Contrast]
) -> dict[str, Any]:
    """What a page may say of stages 1 and 2.

    `hot_right` are the settings of stage 1 at the large s with right labels, the largest loss
    first.
    """
    hot = [one for one in screened if cell_of(one.cell).heat > 1 and not cell_of(one.cell).wrong]
    return {
        "least_found": {
            "screen": least_found(screened),
            "confirmation": least_found(confirmed),
        },
        "never_differ": never_differ(confirmed),
        "p_of_others": p_of_others(confirmed),
        "hot_right": sorted(hot, key=lambda one: one.interval.mean),
    }
