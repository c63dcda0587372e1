"""The numbers of the narrative.

S: seeds, M: margins.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from evidence.bands import Band
from evidence.differences import Difference
from lessons.lesson import Shown
from lessons.margins.experiment import ANGLES, APART, Result
from lessons.margins.measured import of_three

VOICES = (80.0, 30.0)  # between two voices' weights, and from a recording to its own


def numbers(result: Result, shown: Shown) -> dict[str, Any]:
    """By the names that the narrative uses."""
    config = result.config
    border = 60 - config.arc / 2
    arc_A, cos_A, _ = result.border_LA[1:]
    apart, at = VOICES
    return {
        "arc": f"{config.arc:g}",
        "cos": f"{config.cos:g}",
        "sphere": f"{config.sphere:g}",
        "seeds": len(config.seeds),
        "border": f"{border:g}",
        "seems": f"{border + config.arc:g}",
        "voices": {
            "seems": f"{np.interp(at, ANGLES, arc_A):.0f}",
            "border": round((apart - config.arc) / 2),
        },
        "plane": {
            "cos_at_0": f"{cos_A[0]:.0f}",
            "cos_more_at_60": f"{np.interp(60, ANGLES, cos_A) - 60:.0f}",
        },
        "fourth": {"factor": f"{config.fourth[0]:g}", "more": f"{config.fourth[1]:g}"},
        "gap": _gap(result),
        "circle": _circle(result),
        "faces": _faces(result),
    }


def _gap(result: Result) -> dict[str, Any]:
    _, arc_B, cos_B, sphere_B = result.gap_LB
    named = {"arc": arc_B, "cos": cos_B, "sphere": sphere_B}
    gaps = {
        f"{name}_{apart}": f"{np.interp(apart, APART, gap_B):.0f}"
        for name, gap_B in named.items()
        for apart in (60, 90)
    }
    room = np.degrees(np.arccos(1 - result.config.cos))
    return {**gaps, "cos_room": round(float(room)), "lead_40": f"{1 - np.cos(np.radians(40)):.2f}"}


def _circle(result: Result) -> dict[str, Any]:
    config, gap_SL = result.config, result.circle_gap_SL
    margins = (0.0, *config.circle_margins)
    met = margins.index(40.0)
    return {
        "classes": config.classes,
        "between": f"{360 / config.classes:g}",
        "largest": f"{margins[-1]:g}",
        "warmup": config.warmup,
        "steps": config.circle_steps,
        "start": f"{gap_SL[:, 0].mean():.0f}",
        "none": Band(gap_SL[:, 0], 1),
        "at_arc": Band(gap_SL[:, margins.index(config.arc)], 1),
        "more": Difference(gap_SL[:, margins.index(config.arc)] - gap_SL[:, 0], 1),
        "right_least": f"{np.floor(100 * result.circle_accuracy_SL.mean(0).min()):.0f}",
        "met": f"{margins[met]:g}",
        "beyond": Difference(gap_SL[:, -1] - gap_SL[:, met], 1),
    }


def _faces(result: Result) -> dict[str, Any]:
    config = result.config
    margins = (0.0, *config.face_margins)
    tar_SL, threshold_SL = 100 * result.face_tar_SL, result.threshold_SL
    last = len(margins) - 1
    best = int(tar_SL[:, : len(margins)].mean(0).argmax())
    at_arc = margins.index(config.arc)
    three = zip(("arc", "cos", "sphere"), of_three(config)[1:], strict=True)
    return {
        "people": config.people,
        "strangers": config.strangers,
        "steps": config.face_steps,
        "learned_least": f"{100 * result.face_learned_SL.mean(0).min():.0f}",
        "start": f"{tar_SL[:, 0].mean():.0f}",
        "none": Band(tar_SL[:, 0], 1),
        "known": Difference(
            100 * (result.face_accuracy_SL[:, at_arc] - result.face_accuracy_SL[:, 0]), 1
        ),
        "best": f"{margins[best]:g}",
        "at_arc": Band(tar_SL[:, at_arc], 1),
        "more": Difference(tar_SL[:, at_arc] - tar_SL[:, 0], 1),
        "too_much": Difference(tar_SL[:, last] - tar_SL[:, best], 1),
        "three": {name: Difference(tar_SL[:, at] - tar_SL[:, 0], 1) for name, at in three},
        "threshold_start": f"{threshold_SL[:, 0].mean():.0f}",
        "threshold_none": Band(threshold_SL[:, 0], 0),
        "threshold_arc": Band(threshold_SL[:, at_arc], 0),
        "threshold_last": Band(threshold_SL[:, last], 0),
        "threshold_arc_round": f"{threshold_SL[:, at_arc].mean():.0f}",
    }
