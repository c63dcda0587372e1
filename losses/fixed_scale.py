"""The scale s_A at which two classes begin to decide: AdaCos' fixed scale.

Zhang et al., "AdaCos: Adaptively Scaling Cosine Logits for Effectively Learning Deep Face
Representations", arXiv:1905.00292, Eq. 11.  Needs no torch, so pages may ask for it.
"""

from __future__ import annotations

import math


def fixed_scale(classes: int) -> float:
    """Eq. 11, s_A = sqrt(2) ln(C - 1): the scale at which the scale's own training starts.

    Raises:
        ValueError: fewer than three classes have no such scale.
    """
    if classes < 3:
        raise ValueError(f"AdaCos' fixed scale needs three classes or more, not {classes}.")
    return math.sqrt(2) * math.log(classes - 1)
