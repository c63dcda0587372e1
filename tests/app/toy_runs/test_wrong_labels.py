"""What wrong labels did: samples that are with their label, and with their true class."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from app.toy_runs.comparison import scene_of
from app.toy_runs.wrong_labels import wrong_labels
from tests.app.runs import flat
from toy_models.record import pack_unit


def test_the_shares_are_counted_at_the_step() -> None:
    scene = scene_of(flat())
    wrong = np.flatnonzero(scene.labels_N != scene.true_labels_N)
    arrays = {name: array.copy() for name, array in scene.arrays.items()}
    axes = np.array([[1.0, 0], [0, 1], [-1, 0], [0, -1]])
    arrays["weights_LCD"][-1] = pack_unit(axes)
    arrays["features_LND"][-1, 0] = pack_unit(axes[scene.labels_N])  # all follow their label
    arrays["features_LND"][-1, 1] = pack_unit(axes[scene.true_labels_N])
    half = np.where(np.arange(len(scene.labels_N)) == wrong[0], scene.labels_N, scene.true_labels_N)
    arrays["features_LND"][-1, 2] = pack_unit(axes[half])
    count, one = len(wrong), 1 / len(wrong)
    assert wrong_labels(replace(scene, arrays=arrays)) == (
        f"Squares are the {count} of {len(scene.labels_N)} samples shown that have a wrong label, "
        "in the colour of that label. Where they lie at step 12: "
        "Softmax: 100% at the wrong class, 0% at the true one; "
        "SV-Softmax: 0% at the wrong class, 100% at the true one; "
        f"SV-Arc-Softmax: {one:.0%} at the wrong class, {1 - one:.0%} at the true one."
    )


def test_without_wrong_labels_there_is_nothing_to_say() -> None:
    assert wrong_labels(scene_of(flat(label_noise=0.0))) == ""
