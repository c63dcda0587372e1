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
        shares.append(f"{title} puts {followed:.0%} there and {kept:.0%} with their true class")
    return (
        f"Wrong labels: {wrong_N.sum():,} of {len(wrong_N):,} samples shown pull towards a class "
        f"that is not theirs. At step {int(scene.steps_K[k]):,} {'; '.join(shares)}."
    )
