"""The numbers of the narrative.

S: seeds, W: ways to learn, L: losses, K: kinds of worse pictures, V: strengths, T: tests, Q: rules
by which pictures are rejected, J: rejected shares.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from evidence.bands import Band
from evidence.differences import Difference
from lessons.length.experiment import Result
from lessons.length.settings import (
    ADA,
    ANGLES,
    ARC,
    CHANCE,
    CONTRAST,
    FREE,
    LENGTH,
    LENGTHS,
    MAG,
    MIXED,
    NORM,
    REJECTED,
    SHARP,
    SV_ARC,
    TESTS,
    TRUTH,
    WAYS,
)  # fmt: skip
from lessons.length.thrown_out import ALL, AT, gain
from lessons.length.words import relative
from lessons.length.worse import KINDS
from lessons.lesson import Shown

SHORTER = {
    "softmax": FREE, "norm": NORM, "arc": ARC, "sv_arc": SV_ARC, "mag": MAG, "ada": ADA,
}  # fmt: skip
CLOSE = 3.0  # points
NEAR = ANGLES[1:].tolist().index(20)  # degrees from the own class


def numbers(result: Result, shown: Shown) -> dict[str, Any]:
    """By the names that the narrative uses."""
    config = result.config
    return {
        "seeds": len(config.seeds),
        "people": config.people,
        "strangers": config.strangers,
        "margin": f"{config.margin:g}",
        "out": f"{100 * REJECTED[AT]:.0f}",
        "known": {name: Band(100 * result.known_SWL[:, MIXED, at], 0)
                  for name, at in SHORTER.items()},
        "sure": _sure(result),
        "longest": {way: _worst(result, at) for at, way in enumerate(WAYS)},
        "missed": _missed(result),
        "left": _left(result),
        "seen": {"more": _seen_more(result)},
        "mag": _mag(result),
        "ada": _ada(result),
    }  # fmt: skip


def _sure(result: Result) -> dict[str, str]:
    """The length that costs least where so many of 100 are right: ln(q / (1 - q)) / d."""
    right_X, wrong_X = result.sides_2X
    lead = (wrong_X - right_X)[-1] / LENGTHS[-1]  # d: the costs differ by d |x|
    return {
        f"at_{share}": f"{np.log(share / (100 - share)) / lead:.1f}" for share in (50, 80, 95, 99)
    }


def _worst(result: Result, way: int) -> dict[str, Any]:
    """Length at the worst, in percent of the sharp, by loss and kind; less 100 a difference."""
    percent_SLKV = relative(result.length_SWLKV[:, way])
    worst_SLK = percent_SLKV[..., -1]
    dark_SLV = percent_SLKV[:, :, KINDS.index("dark")]
    least_L = dark_SLV.mean(0).argmin(1)  # where the dark ones are shortest
    return {
        name: {
            "dark_least": Band(dark_SLV[:, at, least_L[at]], 0),
            "rises": Difference(dark_SLV[:, at, -1] - dark_SLV[:, at, least_L[at]], 0),
            **{kind: Band(worst_SLK[:, at, k], 0) for k, kind in enumerate(KINDS)},
            **{f"{kind}_more": Difference(worst_SLK[:, at, k] - 100, 0)
               for k, kind in enumerate(KINDS)},
        }
        for name, at in SHORTER.items()
    }  # fmt: skip


def _seen_more(result: Result) -> Difference:
    """Softmax's length of the darkest, trained on sharp ones only less mixed; points."""
    dark_SW = relative(result.length_SWLKV)[:, :, FREE, KINDS.index("dark"), -1]
    return Difference(dark_SW[:, SHARP] - dark_SW[:, MIXED], 0)


def _missed(result: Result) -> dict[str, Any]:
    """True pairs missed, percent, by loss: sharp pictures, and the worst of each kind."""
    error_SLKV = 100 * result.error_SLKV
    return {
        name: {
            "sharp": Band(error_SLKV[:, at, 0, 0], 0),
            **{kind: Band(error_SLKV[:, at, k, -1], 0) for k, kind in enumerate(KINDS)},
        }
        for name, at in SHORTER.items()
    }


def _left(result: Result) -> dict[str, Any]:
    """Errors after rejecting the share AT, percent, by loss, and what length gains."""
    error_SLQ = 100 * result.left_SWTLQJ[:, 0, ALL, :, :, AT]
    gained_SL = gain(result, ALL)
    return {
        name: {
            "none": Band(100 * result.left_SWTLQJ[:, 0, ALL, at, LENGTH, 0], 0),
            "length": Band(error_SLQ[:, at, LENGTH], 1),
            "chance": Band(error_SLQ[:, at, CHANCE], 1),
            "truth": Band(error_SLQ[:, at, TRUTH], 1),
            "contrast": Band(error_SLQ[:, at, CONTRAST], 1),
            "gain": Difference(gained_SL[:, at], 1),
            "truth_more": Difference(error_SLQ[:, at, LENGTH] - error_SLQ[:, at, TRUTH], 1),
            "truth_close": abs((error_SLQ[:, at, LENGTH] - error_SLQ[:, at, TRUTH]).mean()) < CLOSE,
            "contrast_better": Difference(error_SLQ[:, at, LENGTH] - error_SLQ[:, at, CONTRAST], 1),
            **{test: Difference(gain(result, t)[:, at], 1) for t, test in enumerate(TESTS)},
            "levelled": Difference(gain(result, ALL, 1)[:, at], 1),
        }
        for name, at in SHORTER.items()
    }


def _mag(result: Result) -> dict[str, Any]:
    at = dict(zip(ANGLES.astype(int).tolist(), result.best_A.tolist(), strict=True))
    gained_SL = gain(result, ALL)
    return {
        **{f"at_{angle}": f"{at[angle]:.1f}" for angle in (20, 40, 60, 80)},
        "more_arc": Difference(gained_SL[:, MAG] - gained_SL[:, ARC], 1),
        "more_softmax": Difference(gained_SL[:, MAG] - gained_SL[:, FREE], 1),
    }


def _ada(result: Result) -> dict[str, Any]:
    """AdaFace against Arc: true pairs missed of the mixed test, nothing rejected; its pull."""
    mixed_SL, levelled_SL = 100 * result.left_SWTLQJ[:, :, ALL, :, LENGTH, 0].swapaxes(0, 1)
    return {
        "less_arc": Difference(mixed_SL[:, ADA] - mixed_SL[:, ARC], 1),
        "less_norm": Difference(mixed_SL[:, ADA] - mixed_SL[:, NORM], 1),
        "less_arc_levelled": Difference(levelled_SL[:, ADA] - levelled_SL[:, ARC], 1),
        "near": f"{result.ada_ZA[0, NEAR]:.1f}",
        "near_long": f"{result.ada_ZA[-1, NEAR]:.1f}",
    }
