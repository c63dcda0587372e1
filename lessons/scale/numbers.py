"""The numbers of the narrative."""

from __future__ import annotations

from typing import Any

import numpy as np

from evidence.bands import Band
from evidence.differences import Difference
from lessons.lesson import Shown
from lessons.scale.bound import floor, least_scale, surest
from lessons.scale.experiment import SCALES, Result
from losses.fixed_scale import fixed_scale

SURE = 0.9
PAPER = 86_876  # people that the SV-Softmax paper trains
ONE, EIGHT, LARGE = (SCALES.index(scale) for scale in (1.0, 8.0, 64.0))


def best(result: Result, k: int) -> int:
    """Where the mean over seeds is highest, as a place in SCALES."""
    return int(result.tar_KSC[k].mean(0).argmax())


def numbers(result: Result, shown: Shown) -> dict[str, Any]:
    """By the names that the narrative uses."""
    config = result.config
    few, many = config.people
    few_SC, many_SC = 100 * result.tar_KSC
    low, top = (best(result, k) for k in (0, 1))
    loss_SC = result.face_loss_KSC[1]
    return {
        "three": {
            f"{name}": f"{100 * surest(s, 3):.0f} %" for name, s in (("one", 1), ("three", 3))
        },
        "thousand": f"{100 * surest(3, 1000):.0f} %",
        "least": {
            "k1000": f"{least_scale(SURE, 1000):.1f}",
            "step": f"{np.log(10):.1f}",
            "million": f"{least_scale(SURE, 1e6):.1f}",
            "paper": f"{least_scale(SURE, PAPER):.0f}",
            "adacos": f"{fixed_scale(PAPER):.0f}",
        },
        "floor": {
            "one": f"{floor(1, 10):.2f}",
            "eight": f"{floor(8, 10):.4f}",
            "guess": f"{np.log(10):.2f}",
        },
        "stuck": {"loss": f"{floor(1, 1000) + 0.02:.2f}", "floor": f"{floor(1, 1000):.2f}"},
        "measured": {
            "one": Band(result.digit_loss_SC[:, ONE], 2),
            "accuracy": Band(100 * result.digit_accuracy_SC[:, ONE], 0),
            "accuracy_one": float(result.digit_accuracy_SC[:, ONE].mean()),
            "above": bool((result.digit_loss_SC > floor(np.array(SCALES), 10) - 1e-3).all()),
        },
        "people": {"few": few, "many": many},
        "best": {
            "few": f"{SCALES[low]:g}",
            "many": f"{SCALES[top]:g}",
            "at_one": f"{many_SC[:, ONE].mean():.0f}",
            "found": Band(many_SC[:, top], 0),
            "drop": Difference(many_SC[:, LARGE] - many_SC[:, top], 1),
            "less": Difference(many_SC[:, ONE] - many_SC[:, top], 1),
            "few_prefer": Difference(few_SC[:, low] - few_SC[:, top], 1),
            "many_prefer": Difference(many_SC[:, top] - many_SC[:, low], 1),
            "moved": SCALES[low] > SCALES[top],
            "loss": Difference(loss_SC[:, LARGE] - loss_SC[:, EIGHT], 1),
            "loss_eight": f"{loss_SC[:, EIGHT].mean():.1f}",
            "loss_large": f"{loss_SC[:, LARGE].mean():.1f}",
            "from_eight": Difference(many_SC[:, LARGE] - many_SC[:, EIGHT], 1),
            "s_a_few": f"{fixed_scale(few):.1f}",
            "s_a_many": f"{fixed_scale(many):.1f}",
        },
        "rates": _rates(result),
    }


def _rates(result: Result) -> dict[str, Any]:
    mean_RC = 100 * result.tar_RSC.mean(1)
    tops = [f"{SCALES[int(at)]:g}" for at in mean_RC.argmax(1)]
    top = best(result, 1)
    more = [Difference(100 * (tar_SC[:, top] - tar_SC[:, LARGE]), 1) for tar_SC in result.tar_RSC]
    return {
        "low": f"{result.config.rates[0]:g}",
        "high": f"{result.config.rates[-1]:g}",
        "best": f"{mean_RC[:, top].max():.0f}",
        "best_large": f"{mean_RC[:, LARGE].max():.0f}",
        "never_repaired": all(one.sign == 1 for one in more),
        "more": ", ".join(map(str, more[:-1])) + f" and {more[-1]}",
        "tops": ", ".join(tops[:-1]) + " and " + tops[-1],
    }
