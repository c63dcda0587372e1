"""The arrays that the browser draws of each step, by the names that `run.js` gives them.

K: steps, L: losses, N: samples, C: classes, D: dimension as drawn, 2 or 3.
"""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from toy_models.drawn import drawn
from toy_models.record import Array

#: What is told of a sample beside what is drawn of it, where the record has it.
TOLD = {
    "norm": "norms_LN",
    "loss": "loss_LN",
    "ownAngle": "target_angle_LN",
    "rivalAngle": "rival_angle_LN",
}
FULL_RING_NATS = 4.0  # ln h from which a ring is as large as it gets


def picture(arrays: Mapping[str, Array], planes_LD2: Array | None) -> dict[str, Array]:
    """From the arrays of a record, with K in front; projected on the planes, if there are any."""
    seen = drawn(arrays, planes_LD2)
    told = {name: arrays[field] for name, field in TOLD.items() if field in arrays}
    return told | {
        "margin": seen["margin_LT"],
        "ring": rings(seen),
        "rival": seen["rival_LN"],
        "features": seen["features_LND"],
        "weights": seen["weights_LCD"],
        "push": seen["push_LND"],
        "weightPush": seen["weight_push_LCD"],
    }


def rings(arrays: Mapping[str, Array]) -> Array:
    """0 for a sample without a support vector, else 1 to 255, growing with ln h.  (K, L, N)."""
    grown = np.clip(arrays["log_h_LN"].astype(np.float32) / FULL_RING_NATS, 0, 1)
    has_support_vector = arrays["support_LNc"].any(-1)
    return np.where(has_support_vector, 1 + 254 * grown, 0).astype(np.uint8)
