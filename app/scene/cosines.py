"""The cosines between the features and the class weights of a scene.

K: kept steps, L: panels, C: classes.
"""

from __future__ import annotations

import numpy as np

from app.scene.scene import Scene
from toy_models.record import Array, unpack_unit


def cosines_of(scene: Scene, row: int) -> Array:
    """Of a sample, by its place in the scene, under every loss, float64.  Shape (K, L, C)."""
    features_KLD = _unit(scene.arrays["features_LND"][:, :, row])
    weights_KLCD = _unit(scene.arrays["weights_LCD"])
    return np.clip(np.einsum("kld,klcd->klc", features_KLD, weights_KLCD), -1, 1)


def _unit(packed: Array) -> Array:
    """Unit vectors again; packing has rounded them, so they are normalised once more."""
    vectors = unpack_unit(packed).astype(np.float64)
    return vectors / np.maximum(np.linalg.norm(vectors, axis=-1, keepdims=True), 1e-12)
