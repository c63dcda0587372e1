"""Tables of all classes as a sample sees them.  C: classes."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from toy_models.explanation import Explanation
from toy_models.record import Array


def every_class(explanation: Explanation, names: Sequence[str]) -> dict[str, list[Any]]:
    """A row for each class, the likeliest first."""
    label, support_C = explanation.label, explanation.support_C
    order = sorted(range(len(names)), key=lambda k: -explanation.p_C[k])
    return {
        "class": [names[k] for k in order],
        "role": ["target" if k == label else "SV" if support_C[k] else "" for k in order],
        "angle (°)": [round(explanation.angle_C[k], 2) for k in order],
        "cosine": [round(explanation.cosine_C[k], 4) for k in order],
        "logit before": [round(explanation.logit_before_C[k], 3) for k in order],
        "logit after": [round(explanation.logit_after_C[k], 3) for k in order],
        "p": [explanation.p_C[k] for k in order],
        "push": [explanation.push_C[k] for k in order],
    }


def angles_alone(cos_C: Array, names: Sequence[str]) -> dict[str, list[Any]]:
    """What the record holds without an explanation, the nearest class first."""
    order = np.argsort(-cos_C, kind="stable").tolist()
    return {
        "class": [names[k] for k in order],
        "angle (°)": [round(float(np.degrees(np.arccos(cos_C[k]))), 2) for k in order],
        "cosine": [round(float(cos_C[k]), 4) for k in order],
    }
