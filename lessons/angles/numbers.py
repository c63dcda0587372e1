"""The numbers of the narrative."""

from __future__ import annotations

from typing import Any

import numpy as np

from evidence.bands import Band
from evidence.differences import Difference
from lessons.angles.experiment import FACTORS, MEASURES, Result
from lessons.angles.three import pictures_of_a_three
from lessons.lesson import Shown

FACTOR = 2.0  # of which the text speaks
QUARTER = 0.25


def numbers(result: Result, shown: Shown) -> dict[str, Any]:
    """By the names that the narrative uses."""
    at, quarter, plain = (FACTORS.index(factor) for factor in (FACTOR, QUARTER, 1.0))
    train_SF, test_SF = result.loss_SF, result.test_loss_SF
    three = pictures_of_a_three(result)
    return {
        "shown": len(result.labels_N),
        "steps": int(result.steps_K[-1]),
        "seeds": len(result.config.seeds),
        "accuracy": Band(100 * result.accuracy_S, 0),
        "length": {
            "first": f"{result.lengths_SK[:, 0].mean():.1f}",
            "last": f"{result.lengths_SK[:, -1].mean():.0f}",
        },
        "changed": {
            "none": float(np.abs(result.changed_SF).max()),
            "bias": Band(100 * result.changed_bias_SF[:, quarter], 1),
        },
        "hard": {pin.name: f"{loss:.1f}" for pin, loss in three.losses()},
        "path": three.path("B", "A"),
        "out": three.outwards("C", 6),
        "grown": {
            "factor": f"{FACTOR:g}",
            "train_before": f"{train_SF[:, plain].mean():.4f}",
            "train_after": f"{train_SF[:, at].mean():.4f}",
            "train": Difference(train_SF[:, at] - train_SF[:, plain], 4),
            "test": Difference(test_SF[:, at] - test_SF[:, plain], 1),
        },
        "guess": {
            "direction": Band(100 * result.guessed_S2[:, 0], 0),
            "length": Band(100 * result.guessed_S2[:, 1], 0),
            "more": Difference(100 * (result.guessed_S2[:, 0] - result.guessed_S2[:, 1]), 0),
        },
        "confidence": Band(result.confidence_S, 2),
        "strangers": _strangers(result),
    }


def _strangers(result: Result) -> dict[str, Any]:
    digits, faces = 100 * result.digit_tar_SM, 100 * result.face_tar_SM
    angle, distance, product = range(len(MEASURES))
    return {
        "closed": Band(100 * result.digit_accuracy_S, 1),
        "angle": Band(digits[:, angle], 0),
        "digit_distance": Difference(digits[:, angle] - digits[:, distance], 0),
        "face_angle": Band(faces[:, angle], 0),
        "face_distance": Difference(faces[:, angle] - faces[:, distance], 0),
        "face_product": Difference(faces[:, angle] - faces[:, product], 0),
    }
