"""The numbers of the narrative, worked out from the stored result.

S: seeds, L: losses.
"""

from __future__ import annotations

import functools
from typing import Any

import numpy as np

from evidence.bands import Band
from evidence.differences import Difference
from evidence.measures import Measures
from evidence.report import difference, ranked_tar
from lessons.sv_softmax.experiment import (
    ANGLES,
    ARC_SAMPLES,
    JUST_BEYOND,
    LIMITS,
    NAMES,
    SPACES,
    SV,
    TRAPS,
    Array,
    Result,
)
from lessons.sv_softmax.stored import shown
from toy_models.explanation import Explanation
from toy_models.open_set import stored_measures
from toy_models.record import Run

APART_SETTING, OVERLAPPING = range(len(LIMITS))


def numbers(result: Result, faces: dict[str, list[Measures]] | None = None) -> dict[str, Any]:
    """By the names that the narrative uses."""
    config = result.config
    return {
        "t": f"{config.t:g}",
        "t_with_margin": f"{config.t_with_margin:g}",
        "s": f"{config.paper_scale:g}",
        "toy_s": f"{config.scale:g}",
        "m": f"{config.paper_margin:g}",
        "am_m": f"{config.am_margin:g}",
        "arc_m": f"{config.arc_margin:g}",
        "seeds": len(config.seeds),
        "steps": config.steps,
        "sample": _one_sample(result),
        "four": _four_classes(result),
        "band": _band(result),
        "trap": _trap(result),
        "limit": _limit(result),
        "space": {
            space: {
                "gap": _by_loss(result.gap_DSKL[d, :, -1], 1),
                "accuracy": _by_loss(100 * result.accuracy_DSKL[d, :, -1], 1),
                "gap_more": _pairs(result.gap_DSKL[d, :, -1], 1),
                "accuracy_more": _pairs(100 * result.accuracy_DSKL[d, :, -1], 1),
            }
            for d, space in enumerate(SPACES)
        },
        "noise": {
            "share": f"{config.wrong_labels:.0%}",
            "accuracy": _by_loss(100 * result.noisy_accuracy_SL, 1),
            "accuracy_more": _pairs(100 * result.noisy_accuracy_SL, 1),
            "owned": _by_loss(100 * result.owned_SKL[:, -1], 0),
        },
        "faces": _faces(faces or stored_measures()),
    }


def _one_sample(result: Result) -> dict[str, Any]:
    t_at = int(np.abs(result.t_T - result.config.t).argmin())
    beyond, plain = result.explained["just beyond"][t_at], result.explained["just beyond"][0]
    far = int(np.abs(result.angle_A - 90).argmin())
    pushes = result.cliff_push_TA
    near = ANGLES.index(55)
    return {
        "beyond": f"{JUST_BEYOND:g}°",
        "softmax": f"{plain.loss:.1f}",
        "sv": f"{beyond.loss:.1f}",
        "times_t": f"{plain.loss * result.config.t:.1f}",
        "push_ratio": f"{beyond.push_C[1] / plain.push_C[1]:.1f}",
        "far_ratio": f"{pushes[t_at, far] / pushes[0, far]:.1f}",
        "h": f"{np.exp(beyond.logit_after_C[1] - beyond.logit_before_C[1]):,.0f}",
        "near_same": result.explained["sv at angles"][near].loss
        == float(np.interp(55, result.angle_A, result.cliff_loss_TA[0])),
        "seems": f"{_seems(result.explained['sv at angles'][ANGLES.index(60) + 1]):.0f}°",
        "is": f"{ANGLES[ANGLES.index(60) + 1]}°",
    }


def _seems(told: Explanation) -> float:
    """The angle to the rival at which softmax would see what SV-Softmax sees, degrees."""
    return float(np.degrees(np.arccos(np.clip(told.guided_C[1], -1, 1))))


def _four_classes(result: Result) -> dict[str, Any]:
    t_at = int(np.abs(result.t_T - result.config.t).argmin())
    plain, told = result.explained["four classes"][0], result.explained["four classes"][t_at]
    return {
        "support": sum(told.support_C),
        "guided": f"{told.guided_C[1]:.2f}",
        "p_plain": f"{100 * plain.p_C[1]:.0f} %",
        "p": f"{100 * told.p_C[1]:.0f} %",
        "loss_plain": f"{plain.loss:.1f}",
        "loss": f"{told.loss:.1f}",
    }


def _band(result: Result) -> dict[str, int]:
    """Of the samples of Figure 5, how many have a support vector."""
    at = int(np.abs(result.margin_M - result.config.paper_margin).argmin())
    count_M = result.band_support_MX.sum(1)
    return {"samples": len(ARC_SAMPLES), "plain": int(count_M[0]), "margin": int(count_M[at])}


def _trap(result: Result) -> dict[str, Any]:
    """How many starts end well: by way, in all, and for each number of classes."""
    full_RCL = (result.trap_accuracy_RCSL == 1).sum(2)
    counts: dict[str, Any] = {
        key: dict(zip(NAMES, full_RCL[r].sum(0).tolist(), strict=True))
        for r, key in enumerate(("scratch", "warm", "sphere"))
    }
    counts["classes"] = {
        classes: dict(zip(NAMES, full_RCL[0, c].tolist(), strict=True))
        for c, classes in enumerate(result.config.trap_classes)
    }
    starts = len(result.config.trap_seeds)
    return counts | {
        "starts": starts,
        "all": starts * len(result.config.trap_classes),
        "warmup": result.config.trap_warmup,
        "ways": TRAPS,
        "lost": _lost(shown("trap")),
    }


def _lost(run: Run) -> int:
    """The first sample that is on the wrong side at the end of a run with SV-Softmax."""
    last = len(run.steps_K) - 1
    wrong_N = run.support_vectors(last, SV).any(1)
    return int(run.samples_N[int(wrong_N.argmax())])


def _limit(result: Result) -> dict[str, Any]:
    warm_K = result.limit_steps_K >= result.config.trap_warmup
    apart = result.limit_apart_BSK
    return {
        "steps": result.config.trap_steps,
        "warmup": result.config.trap_warmup,
        "apart_most": float(apart[APART_SETTING].max()),
        "overlapping_least": f"{apart[OVERLAPPING][:, -1].min():.1f}",
        "free": bool((result.limit_support_BSK[APART_SETTING][:, warm_K] == 0).all()),
        "never_free": bool((result.limit_support_BSK[OVERLAPPING] > 0).all()),
        "overlapping_share": f"{100 * result.limit_support_BSK[OVERLAPPING][:, -1].mean():.0f} %",
    }


def _faces(measures: dict[str, list[Measures]]) -> dict[str, Any]:
    more = functools.partial(difference, measures)
    return {
        "seeds": len(measures["norm_softmax"]),
        "tar": {name: Band(ranked_tar(measures[name]), 2) for name in NAMES},
        "sv_more": more("sv_softmax", "norm_softmax"),
        "am_more": more("am_softmax", "norm_softmax"),
        "arc_more": more("arc_softmax", "norm_softmax"),
        "sv_am_more": more("sv_am_softmax", "am_softmax"),
        "sv_arc_more": more("sv_arc_softmax", "arc_softmax"),
    }


def _by_loss(values_SL: Array, digits: int) -> dict[str, Band]:
    names = (*NAMES, "f_softmax")[: values_SL.shape[1]]
    return {name: Band(values_SL[:, at], digits) for at, name in enumerate(names)}


def _pairs(values_SL: Array, digits: int) -> dict[str, Difference]:
    """Each loss of the pairs less its plain one."""

    def more(one: str, other: str) -> Difference:
        return Difference(values_SL[:, NAMES.index(one)] - values_SL[:, NAMES.index(other)], digits)

    return {
        "sv": more("sv_softmax", "norm_softmax"),
        "am": more("am_softmax", "norm_softmax"),
        "arc": more("arc_softmax", "norm_softmax"),
        "sv_am": more("sv_am_softmax", "am_softmax"),
        "sv_arc": more("sv_arc_softmax", "arc_softmax"),
    }
