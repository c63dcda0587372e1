"""Pictures of a cell that anybody can draw."""

from __future__ import annotations

import numpy as np

from toy_models.guidance import shown
from toy_models.record import Array, unpack_unit


def angles_between(features: Array, weights: Array) -> Array:
    """Radians between packed unit vectors (..., N, D) and (..., C, D), as (..., N, C)."""
    x, w = (unpack_unit(packed).astype(np.float64) for packed in (features, weights))
    lengths = np.linalg.norm(x, axis=-1)[..., None] * np.linalg.norm(w, axis=-1)[..., None, :]
    return np.asarray(np.arccos(np.clip(x @ np.swapaxes(w, -1, -2) / lengths, -1, 1)))


def drawn(cell: str) -> shown.Shown:
    """Two arms of unit vectors; the rival of every third sample is not among those shown."""
    draw = np.random.default_rng(0)

    def unit(*shape: int) -> Array:
        vectors = draw.standard_normal(shape)
        vectors /= np.linalg.norm(vectors, axis=-1, keepdims=True)
        return np.round(vectors * 32767).astype(np.int16)

    steps, arms, samples, people = 2, 2, 48, 8
    labels_N = np.repeat(np.arange(people), 6)
    features, weights = unit(steps, arms, samples, 8), unit(steps, arms, people, 8)
    angles = angles_between(features, weights)
    target = np.take_along_axis(angles, labels_N[None, None, :, None], -1)[..., 0]
    angles[..., np.arange(samples), labels_N] = np.inf
    hidden_N = np.arange(samples) % 3 == 0  # a person that is not shown is still nearer
    rival = np.where(hidden_N, people, angles.argmin(-1))
    rival_angle = np.where(hidden_N, 0.5, 1) * angles.min(-1)
    return shown.Shown(
        cell=cell,
        titles=("Softmax", "SV, t raised"),
        losses=("norm_softmax", "sv_softmax"),
        parameters=("s = 6.0", "s = 6.0"),
        class_names=tuple(f"person {k}" for k in range(people)),
        labels_N=labels_N.astype(np.uint16),
        true_labels_N=np.repeat([1, *range(1, 7), people], 6).astype(np.uint16),
        samples_N=np.arange(samples, dtype=np.int32),
        steps_K=np.array([1, 40], np.int32),
        arrays={
            "features_LND": features,
            "weights_LCD": weights,
            "support_LNc": np.zeros((steps, arms, samples, 1), np.uint8),
            "log_h_LN": np.zeros((steps, arms, samples), np.float16),
            "rival_LN": rival.astype(np.uint16),
            "target_angle_LN": target.astype(np.float16),
            "rival_angle_LN": rival_angle.astype(np.float16),
            "margin_LT": np.zeros((steps, arms, 129), np.float32),
            "test_accuracy_L": np.full((steps, arms), 0.5, np.float32),
            "support_samples_L": np.full((steps, arms), 0.5, np.float32),
        },
    )
