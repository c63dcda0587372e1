"""What wrong labels did: whether a loss follows them or keeps to the true classes."""

from __future__ import annotations

import numpy as np

from app.scene.scene import Scene
from toy_models.record import unpack_unit


def wrong_labels(scene: Scene, k: int = -1) -> str:
    """In a sentence, for the samples that are shown, at a kept step; empty if no label is wrong."""
    wrong_N = scene.labels_N != scene.true_labels_N
    if not wrong_N.any():
        return ""
    shares = []
    for panel, title in enumerate(scene.titles):
        features_ND = unpack_unit(scene.arrays["features_LND"][k, panel][wrong_N])
        nearest_N = (features_ND @ unpack_unit(scene.arrays["weights_LCD"][k, panel]).T).argmax(1)
        followed = np.mean(nearest_N == scene.labels_N[wrong_N])
        kept = np.mean(nearest_N == scene.true_labels_N[wrong_N])
        shares.append(f"{title}: {followed:.0%} at the wrong class, {kept:.0%} at the true one")
    return (
        f"Squares are the {wrong_N.sum():,} of {len(wrong_N):,} samples shown that have a wrong "
        "label, in the colour of that label. Where they lie at step "
        f"{int(scene.steps_K[k]):,}: {'; '.join(shares)}."
    )
