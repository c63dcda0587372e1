"""Rejecting pictures before they are compared: the error of what is left.

N: pictures, J: rejected shares.

Rejecting the worst and measuring the rest is the error-versus-reject curve, by which measures of
picture quality are judged: Grother and Tabassi, "Performance of Biometric Quality Measures", 2007;
MagFace, arXiv:2103.06627, Section 4.3.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from evidence.verification import Verification, unit


def error_after(
    features_ND: np.ndarray,
    people_N: np.ndarray,
    quality_N: np.ndarray,
    rejected: Sequence[float],
    far: float,
) -> np.ndarray:
    """Share of the true pairs that are missed at a FAR, among the pictures that are left.

    The threshold is set anew for each share, so that the FAR stays.

    Args:
        features_ND: of any length; cosines are compared.
        people_N: who it is.
        quality_N: the lowest are rejected first.
        rejected: shares, 0 to less than 1.
        far: share of the wrong pairs that are accepted.

    Returns:
        Shape (J,).
    """
    unit_ND = unit(features_ND)
    best_first_N = np.argsort(-quality_N, kind="stable")
    unit_ND, people_N = unit_ND[best_first_N], people_N[best_first_N]
    first_P, second_P = np.triu_indices(len(unit_ND), k=1)
    cos_P = (unit_ND @ unit_ND.T)[first_P, second_P]
    same_P = people_N[first_P] == people_N[second_P]
    errors = []
    for share in rejected:
        left_P = second_P < round((1 - share) * len(unit_ND))  # the second is the worse one
        scores = Verification.of(cos_P[left_P & same_P], cos_P[left_P & ~same_P])
        errors.append(1 - scores.tar_at(far))
    return np.array(errors)
