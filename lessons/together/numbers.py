"""The numbers of the narrative.

S: seeds, T: values of t.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from evidence.bands import Band
from evidence.differences import Difference
from lessons.lesson import Shown
from lessons.one_sample import APART
from lessons.own_best import gains_at_own_best
from lessons.together.experiment import JUMPING, LOWERED, RAISED, START, Result
from lessons.together.figures import CIRCLE_MARGIN, missed
from lessons.together.measured import of_arm, over_t, stored_differences
from lessons.together.start import DIMENSIONS, GUIDANCES, MARGINS, PEOPLE, WIDE

#: Arms of which the text speaks, by the words of the narrative; `{t}` is the t of the config.
ARMS = {
    "softmax": "softmax", "arc": "arc", "twice": "twice", "curricular": "curricular",
    "sv_start": f"sv {START}", "sv": f"sv {RAISED}",
    "mv_start": f"mv {START}", "mv": f"mv {RAISED}",
    "start": f"{{t:g}} {START}", "raised": f"{{t:g}} {RAISED}",
    "half": f"{{t:g}} {JUMPING}", "falling": f"{{t:g}} {LOWERED}",
}  # fmt: skip
#: The first arm less the second.
PAIRS = {
    "arc": ("arc", "softmax"), "sv": ("sv", "softmax"), "sv_start": ("sv_start", "softmax"),
    "start": ("start", "arc"), "raised": ("raised", "arc"), "twice": ("twice", "arc"),
    "mv_start": ("mv_start", "arc"), "mv": ("mv", "arc"), "curricular": ("curricular", "arc"),
    "half": ("half", "arc"), "falling": ("falling", "arc"),
}  # fmt: skip


def numbers(result: Result, shown: Shown) -> dict[str, Any]:
    """By the names that the narrative uses."""
    config = result.config
    names = {word: name.format(t=config.t) for word, name in ARMS.items()}
    tar = {word: of_arm(result, result.tar_SA, name) for word, name in names.items()}
    support = {word: of_arm(result, result.support_SKA, name) for word, name in names.items()}
    learned = {word: of_arm(result, result.learned_SKA, name) for word, name in names.items()}
    more = {name: Difference(tar[a] - tar[b], 1) for name, (a, b) in PAIRS.items()}
    return {
        "people": config.people,
        "strangers": config.strangers,
        "steps": config.face_steps,
        "seeds": len(config.seeds),
        "t": f"{config.t:g}",
        "s": f"{config.paper_scale:g}",
        "margin": f"{np.degrees(config.margin):.0f}",
        "paper": _paper(),
        "border": {
            "m": f"{CIRCLE_MARGIN:g}",
            "at": f"{(APART - CIRCLE_MARGIN) / 2:g}",
            "middle": f"{APART / 2:g}",
        },
        "share": _share(result),
        "demand": _demand(result),
        "counts": {"squared": f"{0.3**2:.2f}", "sv": f"{config.t * 0.3 + config.t - 1:.2f}"},
        "tar": {word: Band(values_S, 1) for word, values_S in tar.items()},
        "more": more,
        "over": _over(result),
        "support": {word: _ends(values_SK) for word, values_SK in support.items()},
        "learned": {word: _ends(values_SK) for word, values_SK in learned.items()},
        "own_t": _ends(result.own_t_SK.astype(float), digits=2),
        "learned_far": _ends(
            of_arm(result, result.learned_SKA, f"{config.strengths[-1]:g} {START}")
        )["last"],
        "nothing_gained": max(more[name].sign for name in ("raised", "mv", "curricular")) < 1,
        "flight": _flight(result),
        "stored": _stored(),
    }


def _paper() -> dict[str, str]:
    """Missed pairs, in percent."""
    found = {
        "softmax": missed("norm_softmax"), "sv": missed("sv_softmax"),
        "arc": missed("arc_softmax"), "cos": missed("am_softmax"),
        "sv_arc": missed("sv_arc_softmax"), "sv_cos": missed("sv_am_softmax"),
    }  # fmt: skip
    gains = {f"{name}_gain": found["softmax"] - left for name, left in found.items()}
    gains["sum_gain"] = gains["sv_gain"] + gains["arc_gain"]
    added = found["softmax"] - gains["sum_gain"]
    return {
        name: f"{value:.2f}".replace("-", "−")
        for name, value in {**found, **gains, "added": added}.items()
    }


def _share(result: Result) -> dict[str, Any]:
    """Support vectors at the first step, in percent."""
    share_DM = 100 * result.share_DM
    margin = float(np.degrees(result.config.margin))

    def at(dimension: int, degrees: float) -> str:
        return f"{np.interp(degrees, MARGINS, share_DM[DIMENSIONS.index(dimension)]):.0f}"

    return {
        "none": at(WIDE, 0),
        "five": at(WIDE, 5),
        "ten": at(WIDE, 10),
        "circle": at(2, 30),
        "ours": at(result.config.dimension, margin),
        "half_without": bool(np.allclose(share_DM[:, 0], 50, atol=0.3)),
        "all_with": bool(share_DM[-1, MARGINS.index(10.0)] > 99),
    }


def _demand(result: Result) -> dict[str, Any]:
    at = GUIDANCES.index(result.config.t)
    guidance, margin, both, margins = result.demand_4T[:, at]
    return {
        "guidance": f"{guidance:.2f}",
        "margin": f"{margin:.2f}",
        "both": f"{both:.2f}",
        "margins": f"{margins:.2f}",
        "people": f"{PEOPLE:,}",
        "add_up": abs(both - guidance - margin) < 0.01,
        "near_two_margins": abs(both - margins) < 0.02,
    }


def _over(result: Result) -> dict[str, Any]:
    """SV-Arc less Arc, for every t."""
    start_ST, raised_ST = over_t(result, START), over_t(result, RAISED)
    strengths = [f"{t:g}" for t in result.config.strengths]
    return {
        "largest": strengths[-1],
        "start": {
            t: Difference(start_ST[:, at + 1] - start_ST[:, 0], 1) for at, t in enumerate(strengths)
        },
        "raised": {
            t: Difference(raised_ST[:, at + 1] - raised_ST[:, 0], 1)
            for at, t in enumerate(strengths)
        },
        "found": {t: Band(start_ST[:, at + 1], 1) for at, t in enumerate(strengths)},
    }


def _flight(result: Result) -> dict[str, Any]:
    """Mean cosines with the own class and with all, at the end: Arc, and the largest t."""
    names = {"arc": "arc", "far": f"{result.config.strengths[-1]:g} {START}"}
    return {
        f"{word}_{whose}": Band(of_arm(result, cosines_SKA[:, -1], name) / 100, 2)
        for word, name in names.items()
        for whose, cosines_SKA in (("own", result.own_SKA), ("all", result.all_SKA))
    }


def _ends(values_SK: np.ndarray, digits: int = 0) -> dict[str, Any]:
    """Means at the first look, half way, and at the last."""
    mean_K = values_SK.mean(0)
    return {
        "first": f"{mean_K[0]:.{digits}f}",
        "half": f"{mean_K[len(mean_K) // 2]:.{digits}f}",
        "last": f"{mean_K[-1]:.{digits}f}",
    }


def _stored() -> dict[str, Any]:
    """The experiment on guidance: t raised against t from the start, SV-Arc against Arc."""
    raised = stored_differences("sv", "sv_constant")
    with_arc = stored_differences("sv_arc", "arc")
    return {
        "pairs": min(len(values) for values in (*raised, *with_arc)),
        "raised_most": f"{max(values.mean() for values in raised):.0f}",
        "ahead": sum(Difference(values).sign == 1 for values in raised),
        "behind": sum(Difference(values).sign == -1 for values in raised),
        "arc_most": f"{max(abs(values.mean()) for values in with_arc):.1f}",
        "arc_ahead": sum(Difference(values).sign == 1 for values in with_arc),
        "own_best": gains_at_own_best(),
    }
