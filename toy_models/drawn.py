"""The part of a frame that a picture needs, in the dimensions that can be drawn.

L: losses, C: classes, D: embedding dimension.

Above three dimensions everything is projected on a plane, another one for each loss.  It is the
plane in which the *initial* class weights spread most, and it stays for the whole run.  So only
what moves seems to move, and a run looks the same during the training and after it.  The final
class weights would spread a little more in a plane of their own, but then the picture would jump
at the end of the training.
"""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from toy_models.record import Array, pack_unit, unpack_unit

#: The fields of a Frame that a picture needs.
DRAWN = (
    "features_LND",
    "weights_LCD",
    "push_LND",
    "weight_push_LCD",
    "margin_LT",
    "rival_LN",
    "log_h_LN",
    "support_LNc",
    "test_accuracy_L",
    "support_samples_L",
)
_VECTORS = DRAWN[:4]
#: The fields that the charts under the picture need.
CHARTED = (
    "test_accuracy_L",
    "angle_gap_L",
    "support_samples_L",
    "support_LNc",
    "target_angle_LN",
    "rival_angle_LN",
    "gradient_share_L4",
    "class_push_LCC",
)
MOST_DIMENSIONS = 3  # that are drawn without a projection


def planes_of(weights_LCD: Array) -> Array | None:
    """For each loss the orthonormal basis in which these packed class weights spread most.

    Shape (L, D, 2); None if nothing has to be projected.
    """
    if weights_LCD.shape[-1] <= MOST_DIMENSIONS:
        return None
    planes = []
    for weights_CD in unpack_unit(weights_LCD):
        _, _, basis_DD = np.linalg.svd(weights_CD - weights_CD.mean(0), full_matrices=True)
        planes.append(basis_DD[:2].T)
    return np.asarray(np.stack(planes), np.float32)


def drawn(arrays: Mapping[str, Array], planes_LD2: Array | None) -> dict[str, Array]:
    """The fields DRAWN, projected; `arrays` may have K in front."""
    return {
        name: arrays[name]
        if planes_LD2 is None or name not in _VECTORS
        else _projected(arrays[name], planes_LD2)
        for name in DRAWN
    }


def _projected(packed: Array, planes_LD2: Array) -> Array:
    """Unit vectors (int16) and pushes (int8), in the dtype that they had."""
    if packed.ndim > planes_LD2.ndim:  # K in front: all steps as floats would be large
        return np.stack([_projected(step, planes_LD2) for step in packed])
    if packed.dtype == np.int16:
        return pack_unit(unpack_unit(packed) @ planes_LD2)
    return np.round(packed.astype(np.float32) @ planes_LD2).astype(np.int8)
