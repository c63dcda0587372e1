"""The numbers of the narrative."""

from __future__ import annotations

from typing import Any

import numpy as np

from evidence.bands import Band
from evidence.differences import Difference
from lessons.lesson import Shown
from lessons.room.bounds import code_bounds, cosface, counted
from lessons.room.experiment import CLASSES, Result
from toy_models.feasibility import largest_margin

PAPER, FEATURES = 86_876, 512  # people of the SV-Softmax paper, and its features
EARLIER, EARLIER_FEATURES = 100, 32  # people and features of lesson 3
TEN, CIRCLE, SPHERE, EIGHT = 1, 0, 1, 2  # places in `Config.people` and `Config.dimensions`
NEAR = 0.002  # two numbers that count as equal


def room(classes: int, dimension: int) -> float:
    """The largest AM margin that can be met."""
    return largest_margin("am", classes, dimension)


def surely(classes: int, dimension: int) -> float:
    """A margin that can surely be met: the caps are counted."""
    return float(1 - np.cos(counted(classes, dimension)))


def numbers(result: Result, shown: Shown) -> dict[str, Any]:
    """By the names that the narrative uses."""
    return {
        "circle": {f"k{k}": f"{room(k, 2):.2f}" for k in (5, 8, 10, 12, 20)} | {
            "ten": f"{room(10, 2):.3f}",
            "arc": f"{largest_margin('arc', 10, 2):.2f}",
            "share": f"{100 * room(20, 2) / room(10, 2):.0f}",
            "eq7": abs(room(8, 2) - cosface(8, 2)) < 1e-9,
        },
        "sphere": {f"k{k}": f"{room(k, 3):.2f}" for k in (10, 12, 13, 20)} | {
            "share": f"{100 * room(20, 3) / room(10, 3):.0f}",
            "twelve": f"{np.degrees(largest_margin('arc', 12, 3)):.1f}",
            "thirteen": f"{np.degrees(largest_margin('arc', 13, 3)):.1f}",
            "eq7": f"{cosface(12, 3):.2f}",
        },
        "eight": {
            "k16": f"{room(16, 8):.2f}",
            "eq7": f"{cosface(16, 8):.2f}",
            "is_one": abs(room(16, 8) - 1) < NEAR,
        },
        "paper": {
            "surely": f"{surely(PAPER, FEATURES):.2f}",
            "enough": surely(PAPER, FEATURES) > 0.5,
            "bound": f"{code_bounds(PAPER, FEATURES)[0]:.2f}",
            "angle": f"{np.degrees(counted(PAPER, FEATURES)):.0f}",
            "small": f"{surely(10_000, FEATURES):.2f}",
            "large": f"{surely(1_000_000, FEATURES):.2f}",
            "earlier": f"{np.degrees(counted(EARLIER, EARLIER_FEATURES)):.0f}",
        },
        "trained": _trained(result),
        "alone": _alone(result),
    }  # fmt: skip


def _trained(result: Result) -> dict[str, Any]:
    """People on the circle over the margins, and ten with more features."""
    margins = result.config.margins
    within, half, most = (margins.index(m) for m in (0.1, 0.5, 1.0))
    learned_KSM, learned_DSM = 100 * result.learned_KSM, 100 * result.learned_DSM

    def change(values_SM: np.ndarray, to: int, digits: int = 0, since: int = within) -> Difference:
        return Difference(values_SM[:, to] - values_SM[:, since], digits)

    circle_SM, spread_SM = learned_DSM[CIRCLE], 100 * result.spread_learned_SM
    nearest_DSM, push_SM = result.nearest_DSM, 100 * result.push_DSM[CIRCLE]
    return {
        "seeds": len(result.config.seeds),
        "people": result.config.people[TEN],
        "steps": result.config.steps,
        "whole": int((circle_SM[:, 0] > 99).sum()),
        "none": Band(circle_SM[:, 0], 0),
        "within": Band(circle_SM[:, within], 0),
        "still": change(circle_SM, within, since=0),
        "fall": change(circle_SM, half),
        "fall_most": change(circle_SM, most),
        "five_half": change(learned_KSM[0], half, since=0),
        "twenty_before": change(learned_KSM[-1], margins.index(0.2), since=0),
        "twenty_after": change(learned_KSM[-1], margins.index(0.35), since=0),
        "more_least": f"{np.floor(learned_DSM[SPHERE:].mean(1).min()):.0f}",
        "sphere": Band(nearest_DSM[SPHERE][:, margins.index(0.5)], 1),
        "sphere_change": change(nearest_DSM[SPHERE], most, 1, since=margins.index(0.5)),
        "eight_none": Band(nearest_DSM[EIGHT][:, 0], 1),
        "eight_margin": Band(nearest_DSM[EIGHT][:, margins.index(0.75)], 1),
        "eight_more": change(nearest_DSM[EIGHT], margins.index(0.75), 1, since=0),
        "spread": change(spread_SM, most, 1),
        "spread_most": Band(spread_SM[:, most], 0),
        "push_within": Band(push_SM[:, within], 0),
        "push_half": Band(push_SM[:, half], 0),
        "push_sphere": Band(100 * result.push_DSM[SPHERE][:, most], 0),
    }


def _alone(result: Result) -> dict[str, Any]:
    """Weights that nothing but softmax moves."""
    seven, twelve = CLASSES.index(7), CLASSES.index(12)
    last_SC = result.repelled_RSC[-1]
    room_C = 1 - np.cos(np.radians(result.widest_C))
    names = ("low", "middle", "high")
    return {
        "seven": {name: f"{result.repelled_RSC[at, :, seven].mean():.1f}"
                  for at, name in enumerate(names)}
        | {"widest": f"{result.widest_C[seven]:.1f}"},
        "scales": {name: f"{result.config.scales[at]:g}" for at, name in enumerate(names)},
        "twelve": f"{last_SC[:, twelve].mean():.1f}",
        "share": f"{100 * (last_SC.mean(0) / result.widest_C).min():.0f}",
        "more": Difference(result.repelled_RSC[-1, :, seven] - result.repelled_RSC[0, :, seven], 1),
        "code_is_room": bool(np.abs(result.code_C - room_C).max() < NEAR),
        "last": CLASSES[-1],
    }  # fmt: skip
