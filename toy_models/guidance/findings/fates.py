"""What became of each prediction, by the rule that was written down with it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from evidence.equivalence import equivalence
from evidence.resampling import difference_interval
from toy_models.guidance.cells import cell_of
from toy_models.guidance.contrasts import Contrast, contrasts, screened_contrasts, screened_effects
from toy_models.guidance.findings.arm_by_arm import without_support
from toy_models.guidance.predictions import BOUND, LEVEL, PREDICTIONS
from toy_models.guidance.rows import Row

ERROR_LEFT, NO_ERROR_LEFT = 0.02, 0.005  # training error of softmax, see predictions.py
NOT_YET = "stage 2 is not there yet"


@dataclass(frozen=True, kw_only=True)
class Fate:
    """What became of a prediction: "held", "failed" or "open", and why."""

    key: str
    fate: str
    why: str


def mean_error(rows: Sequence[Row], cell: str, arm: str = "norm") -> float:
    """Mean training error without margin at the end."""
    return float(np.nanmean([row.error for row in rows if (row.cell, row.arm) == (cell, arm)]))


def fates(screen_rows: Sequence[Row], confirmation_rows: Sequence[Row]) -> list[Fate]:
    """What became of each prediction, by its own rule."""
    first = screened_contrasts(screen_rows)
    second = contrasts(confirmation_rows) if confirmation_rows else []
    decided = {
        "where": _where(first, screen_rows),
        "equal": _equal(first, screen_rows),
        "flips": _flips(screen_rows, second),
        "random": _all_equal(second, "random", "norm", without_support(confirmation_rows)),
        "hotter": _hotter(second),
        "with_margin": _all_equal(
            second, "sv_arc", "arc", without_support(confirmation_rows, "arc")
        ),
    }
    return [
        Fate(key=one.key, fate=decided[one.key][0], why=decided[one.key][1]) for one in PREDICTIONS
    ]


def nothing_to_push(
    screen_rows: Sequence[Row], confirmation_rows: Sequence[Row]
) -> dict[str, tuple[int, int]]:
    """In how many settings, and of how many, an equality had next to no support vector to act on.

    By the key of the prediction.  There it could not fail.
    """
    quiet = [one.cell for one in _quiet(screened_contrasts(screen_rows), screen_rows)]
    cells = dict.fromkeys(row.cell for row in confirmation_rows)
    found = {"equal": (len({*quiet} & {*without_support(screen_rows)}), len(quiet))}
    for key, arm in (("random", "norm"), ("with_margin", "arc")):
        found[key] = (len(without_support(confirmation_rows, arm)), len(cells))
    return found


def _where(found: Sequence[Contrast], rows: Sequence[Row]) -> tuple[str, str]:
    gains = [one for one in found if one.words == "more"]
    if not gains:
        return "open", f"no setting of {len(found)} gains"
    outside = [
        one.cell
        for one in gains
        if cell_of(one.cell).heat > 1 or mean_error(rows, one.cell) < ERROR_LEFT
    ]
    if outside:
        return "failed", f"{', '.join(outside)} gains outside"
    return "held", f"{len(gains)} settings gain, all with s = 0.8 s_A and training error left"


def _equal(found: Sequence[Contrast], rows: Sequence[Row]) -> tuple[str, str]:
    quiet = _quiet(found, rows)
    values = [value for one in quiet for value in one.differences]
    if len(values) < 2:
        return "open", "no setting with s = 2.5 s_A ends without training error"
    if equivalence(values, BOUND) <= LEVEL:
        return "held", f"{len(values)} pairs of runs in {len(quiet)} settings are equivalent"
    interval = difference_interval(np.array(values), np.zeros((len(values), 1)))
    outside = interval.low > BOUND or interval.high < -BOUND
    return ("failed" if outside else "open"), f"mean {interval.mean:+.4f} in {len(quiet)} settings"


def _quiet(found: Sequence[Contrast], rows: Sequence[Row]) -> list[Contrast]:
    """Settings at 2.5 s_A in which softmax has learned all its training pictures."""
    return [
        one
        for one in found
        if cell_of(one.cell).heat > 2 and mean_error(rows, one.cell) < NO_ERROR_LEFT
    ]


def _flips(rows: Sequence[Row], second: Sequence[Contrast]) -> tuple[str, str]:
    effect = next(one for one in screened_effects(rows) if one.names == ("wrong",))
    mends = [
        one
        for one in second
        if (one.one, one.other) == ("oracle", "sv") and cell_of(one.cell).wrong
    ]
    words = f"effect of wrong labels {effect.size:+.4f} ({effect.low:+.4f} to {effect.high:+.4f})"
    if effect.low > 0 or any(one.interval.high < 0 for one in mends):
        return "failed", words
    if not mends:
        why = "no setting of stage 2 has wrong labels" if second else NOT_YET
        return "open", f"{words}; {why}"
    if effect.high < 0 and all(one.interval.low > 0 for one in mends):
        return "held", f"{words}; the oracle gains in {len(mends)} settings"
    return "open", f"{words}; oracle minus SV " + ", ".join(
        f"{one.interval.mean:+.4f}" for one in mends
    )


def _all_equal(
    second: Sequence[Contrast], one: str, other: str, nothing_to_push: Sequence[str]
) -> tuple[str, str]:
    found = [contrast for contrast in second if (contrast.one, contrast.other) == (one, other)]
    if not found:
        return "open", NOT_YET
    words = f"differences {', '.join(f'{c.interval.mean:+.4f}' for c in found)}"
    if nothing_to_push:
        words += (
            f"; in {len(nothing_to_push)} of {len(found)} settings next to no support vector is "
            "left when t starts to rise, so that they could not differ"
        )
    if all(contrast.p_equivalent <= LEVEL for contrast in found):
        return "held", words
    outside = [c for c in found if c.interval.low > BOUND or c.interval.high < -BOUND]
    return ("failed" if outside else "open"), words


def _hotter(second: Sequence[Contrast]) -> tuple[str, str]:
    of = {(one.cell, one.one, one.other): one.interval for one in second}
    gains = [
        (cell, interval)
        for (cell, one, other), interval in of.items()
        if (one, other) == ("sv", "norm") and interval.low > 0
    ]
    if not second:
        return "open", NOT_YET
    if not gains:
        return "open", "SV gains in no setting of stage 2"
    shares = [of[cell, "hotter", "norm"].mean / gain.mean for cell, gain in gains]
    words = ", ".join(f"{share:.0%}" for share in shares)
    return (
        "held" if min(shares) >= 0.5 else "failed"
    ), f"the hotter softmax has {words} of the gain"
