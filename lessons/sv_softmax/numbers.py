"""The numbers of the narrative, worked out from the stored result.

S: seeds, L: losses.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from evidence.measures import Measures
from evidence.report import ranked_tar
from lessons.lesson import Shown
from lessons.numerals import by_loss, differences
from lessons.one_sample import angle_of
from lessons.own_best import gains_at_own_best
from lessons.sv_softmax import experiment
from lessons.sv_softmax.experiment import ANGLES, NAMES, Result
from lessons.sv_softmax.leverage import CLASSES, HEAT
from toy_models.guidance.answer import Answer, stored_answer
from toy_models.open_set.results import stored_measures
from toy_models.record import Run

LEARNED = 0.02  # a share of the training pictures: fewer are wrong

#: Each loss of a pair minus the loss without that slot.
PAIRS = {
    "sv": ("sv_softmax", "norm_softmax"),
    "am": ("am_softmax", "norm_softmax"),
    "arc": ("arc_softmax", "norm_softmax"),
    "sv_am": ("sv_am_softmax", "am_softmax"),
    "sv_arc": ("sv_arc_softmax", "arc_softmax"),
}


def numbers(
    result: Result, shown: Shown, faces: Mapping[str, Sequence[Measures]] | None = None
) -> dict[str, Any]:
    """By the names that the narrative uses."""
    config = result.config
    accuracy_SL, owned_SL = 100 * result.noisy_accuracy_SL, 100 * result.owned_SKL[:, -1]
    with_focal = (*NAMES, "f_softmax")
    return {
        "t": f"{config.t:g}",
        "warmup": result.config.warmup,
        "t_with_margin": f"{config.t_with_margin:g}",
        "s": f"{config.paper_scale:g}",
        "m": f"{config.paper_margin:g}",
        "am_m": f"{config.am_margin:g}",
        "arc_m": f"{config.arc_margin:g}",
        "seeds": len(config.seeds),
        "sample": _one_sample(result),
        "four": _four_classes(result),
        "band": _band(result),
        "trap": _trap(result, shown("trap")),
        "limit": _limit(result),
        "space": {space: _compared(result, d) for d, space in enumerate(experiment.SPACES)},
        "noise": {
            "share": f"{config.wrong_labels:.0%}",
            "accuracy": by_loss(accuracy_SL, with_focal, 1),
            "accuracy_more": differences(accuracy_SL, with_focal, PAIRS, 1),
            "owned": by_loss(owned_SL, with_focal, 0),
        },
        "faces": _faces(faces or stored_measures()),
        "leverage": _leverage(result),
        "settings": _settings(stored_answer()),
        "own_best": gains_at_own_best(),
    }


def _leverage(result: Result) -> dict[str, Any]:
    """Times harder at s_A and at four times s_A, by the number of classes."""
    own_KH, rival_KH = result.leverage_2KH
    cool, hot = _nearest(HEAT, 1.0), _nearest(HEAT, 4.0)
    return {
        "cool": {classes: f"{rival_KH[k, cool]:.1f}" for k, classes in enumerate(CLASSES)},
        "hot_rival": f"{rival_KH[:, hot].max():.1f}",
        "hot_own": f"{own_KH[:, hot].max():.1f}",
        "bounded": bool(own_KH.max() <= 2 and rival_KH[:, hot].max() <= 2 * result.config.t),
        "more_when_cool": bool((rival_KH[1:, cool] > rival_KH[1:, hot]).all()),
    }


def _settings(answer: Answer) -> dict[str, Any]:
    """What the experiment on guidance found in its screen."""
    found = [point.difference for point in answer.points]
    learned = [point.difference.interval.mean for point in answer.points if point.error < LEARNED]
    return {
        "count": len(found),
        "more": sum(one.words == "more" for one in found),
        "less": sum(one.words == "less" for one in found),
        "most": f"{max(one.interval.mean for one in found):+.3f}",
        "highest": max(one.interval.high for one in found),
        "learned": len(learned),
        "learned_most": f"{max(map(abs, learned)):.4f}",
        "nothing_when_learned": max(map(abs, learned)) < 0.001,
    }


def _compared(result: Result, d: int) -> dict[str, Any]:
    gap_SL, accuracy_SL = result.gap_DSKL[d, :, -1], 100 * result.accuracy_DSKL[d, :, -1]
    return {
        "gap": by_loss(gap_SL, NAMES, 1),
        "accuracy": by_loss(accuracy_SL, NAMES, 1),
        "gap_more": differences(gap_SL, NAMES, PAIRS, 1),
        "accuracy_more": differences(accuracy_SL, NAMES, PAIRS, 1),
    }


def _one_sample(result: Result) -> dict[str, Any]:
    t_at = _nearest(result.t_T, result.config.t)
    beyond, plain = result.explained["just beyond"][t_at], result.explained["just beyond"][0]
    at_angles = dict(zip(ANGLES, result.explained["sv at angles"], strict=True))
    far_T = result.cliff_push_TA[:, _nearest(result.angle_A, 90)]
    softmax_at_55 = float(np.interp(55, result.angle_A, result.cliff_loss_TA[0]))
    return {
        "softmax": f"{plain.loss:.1f}",
        "sv": f"{beyond.loss:.1f}",
        "push_ratio": f"{beyond.push_C[1] / plain.push_C[1]:.1f}",
        "far_ratio": f"{far_T[t_at] / far_T[0]:.1f}",
        "h": f"{np.exp(beyond.logit_after_C[1] - beyond.logit_before_C[1]):,.0f}",
        "near_same": at_angles[55].loss == softmax_at_55,
        "seems": f"{angle_of(at_angles[65].guided_C[1]):.0f}°",
        "is": "65°",
    }


def _four_classes(result: Result) -> dict[str, Any]:
    samples_T = result.explained["four classes"]
    plain, guided = samples_T[0], samples_T[_nearest(result.t_T, result.config.t)]
    return {
        "support": sum(guided.support_C),
        "p_plain": f"{100 * plain.p_C[1]:.0f} %",
        "p": f"{100 * guided.p_C[1]:.0f} %",
        "loss_plain": f"{plain.loss:.1f}",
        "loss": f"{guided.loss:.1f}",
    }


def _band(result: Result) -> dict[str, int]:
    """How many of the samples of Figure 5 have a support vector."""
    count_M = result.band_support_MX.sum(1)
    with_margin = count_M[_nearest(result.margin_M, result.config.paper_margin)]
    samples = len(experiment.ARC_SAMPLES)
    return {"samples": samples, "plain": int(count_M[0]), "margin": int(with_margin)}


def _trap(result: Result, shown: Run) -> dict[str, Any]:
    """How many starts end well: by way, in all, and for each number of classes."""
    config = result.config
    full_RCL = (result.trap_accuracy_RCSL == 1).sum(2)
    ways = zip(("scratch", "warm", "sphere"), full_RCL.sum(1).tolist(), strict=True)
    classes = zip(config.trap_classes, full_RCL[0].tolist(), strict=True)
    wrong_N = shown.support_vectors(-1, experiment.SV).any(1)
    return {
        **{way: dict(zip(NAMES, count_L, strict=True)) for way, count_L in ways},
        "classes": {count: dict(zip(NAMES, full_L, strict=True)) for count, full_L in classes},
        "starts": len(config.trap_seeds),
        "all": len(config.trap_seeds) * len(config.trap_classes),
        "warmup": config.trap_warmup,
        "lost": int(shown.samples_N[int(wrong_N.argmax())]),  # first on the wrong side at the end
    }


def _limit(result: Result) -> dict[str, Any]:
    (apart_SK, overlapping_SK), support_BSK = result.limit_apart_BSK, result.limit_support_BSK
    warm_K = result.limit_steps_K >= result.config.trap_warmup
    return {
        "steps": result.config.trap_steps,
        "warmup": result.config.trap_warmup,
        "apart_most": float(apart_SK.max()),
        "overlapping_least": f"{overlapping_SK[:, -1].min():.1f}",
        "free": bool((support_BSK[0][:, warm_K] == 0).all()),
        "never_free": bool((support_BSK[1] > 0).all()),
        "overlapping_share": f"{100 * support_BSK[1][:, -1].mean():.0f} %",
    }


def _faces(measures: Mapping[str, Sequence[Measures]]) -> dict[str, Any]:
    tar_SL = np.stack([ranked_tar(measures[name]) for name in NAMES], -1)
    more = differences(tar_SL, NAMES, PAIRS, 3)
    return {
        "seeds": len(tar_SL),
        "tar": by_loss(tar_SL, NAMES, 2),
        **{f"{name}_more": difference for name, difference in more.items()},
    }


def _nearest(values: np.ndarray, value: float) -> int:
    return int(np.abs(values - value).argmin())
