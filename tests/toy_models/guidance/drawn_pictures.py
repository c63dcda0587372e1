"""Pictures of a cell that anybody can draw."""

from __future__ import annotations

import numpy as np

from toy_models.guidance import shown


def drawn(cell: str) -> shown.Shown:
    """Two arms of unit vectors that anybody can draw."""
    draw = np.random.default_rng(0)

    def unit(*shape: int) -> shown.Array:
        vectors = draw.standard_normal(shape)
        vectors /= np.linalg.norm(vectors, axis=-1, keepdims=True)
        return np.round(vectors * 32767).astype(np.int16)

    steps, arms, samples, people = 2, 2, 48, 8
    return shown.Shown(
        cell=cell,
        titles=("Softmax", "SV, t raised"),
        losses=("norm_softmax", "sv_softmax"),
        parameters=("s = 6.0", "s = 6.0"),
        class_names=tuple(f"person {k}" for k in range(people)),
        labels_N=np.repeat(np.arange(people), 6).astype(np.uint16),
        true_labels_N=np.repeat([1, *range(1, 7), people], 6).astype(np.uint16),
        samples_N=np.arange(samples, dtype=np.int32),
        steps_K=np.array([1, 40], np.int32),
        arrays={
            "features_LND": unit(steps, arms, samples, 8),
            "weights_LCD": unit(steps, arms, people, 8),
            "support_LNc": np.zeros((steps, arms, samples, 1), np.uint8),
            "log_h_LN": np.zeros((steps, arms, samples), np.float16),
            "rival_LN": np.zeros((steps, arms, samples), np.uint16),
            "target_angle_LN": np.ones((steps, arms, samples), np.float16),
            "rival_angle_LN": np.ones((steps, arms, samples), np.float16),
            "margin_LT": np.zeros((steps, arms, 129), np.float32),
            "test_accuracy_L": np.full((steps, arms), 0.5, np.float32),
            "support_samples_L": np.full((steps, arms), 0.5, np.float32),
        },
    )
