"""What a panel shows of one loss at one kept step: coordinates and words, before any drawing.

K: kept steps, L: losses, N: recorded samples, C: classes, D: embedding dimension, S: support
vectors.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from losses.catalogue import COMPOSED, LOSSES
from toy_models.config import LossChoice
from toy_models.record import Result

Array = NDArray[Any]

SMALLEST_RING, LARGEST_RING = 9.0, 24.0  # pixels
FULL_RING_NATS = 4.0  # ln h from which a ring is as large as it gets
EMPTY_LINE = "\u00a0"  # a second line for a loss without parameters
BAND = 0.16  # how deep samples are spread below the circle, so that they can be told apart


@dataclass(frozen=True, kw_only=True)
class Panel:
    """One loss at one kept step."""

    samples_ND: Array
    weights_CD: Array
    support_S: Array  # indices of the samples that have a support vector
    rings_S: Array  # their ring sizes, pixels
    caption: str


def panel(result: Result, k: int, loss: int) -> Panel:
    """The features, unit length in two and three dimensions, else their fixed projection."""
    features_ND, weights_CD = result.features(k, loss), result.weights(k, loss)
    if features_ND.shape[1] > 3:
        basis_D2 = fixed_plane(result, loss)
        features_ND, weights_CD = features_ND @ basis_D2, weights_CD @ basis_D2
    elif features_ND.shape[1] == 2:
        features_ND = features_ND * _radius(len(features_ND))[:, None]
    supported_N = result.support_vectors(k, loss).any(1)
    support_S = np.flatnonzero(supported_N)
    accuracy = result.arrays["test_accuracy_L"][k, loss]
    share = result.arrays["support_samples_L"][k, loss]
    return Panel(
        samples_ND=features_ND.astype(np.float32),
        weights_CD=weights_CD.astype(np.float32),
        support_S=support_S,
        rings_S=ring_sizes(result.arrays["log_h_LN"][k, loss][support_S]),
        caption=f"test accuracy {accuracy:.0%}<br>support vectors for {share:.0%}",
    )


def ring_sizes(log_h_S: Array) -> Array:
    """Ring diameters in pixels that grow with ln h: the smallest where the loss adds no weight."""
    grown = np.clip(log_h_S.astype(np.float32) / FULL_RING_NATS, 0, 1)
    return np.asarray(SMALLEST_RING + (LARGEST_RING - SMALLEST_RING) * grown, np.float32)


def fixed_plane(result: Result, loss: int) -> Array:
    """An orthonormal basis (D, 2) in which the final class weights spread most.

    Fitted once, to the last step, and never again: so what moves in the picture has moved.
    """
    weights_CD = result.weights(len(result.steps_K) - 1, loss)
    _, _, basis_DD = np.linalg.svd(weights_CD - weights_CD.mean(0), full_matrices=True)
    return np.asarray(basis_DD[:2].T, np.float32)


def predicted_on_circle(weights_C2: Array, angles_A: Array) -> Array:
    """The class that is nearest in angle, for directions of the circle.  uint8, shape (A,)."""
    directions_A2 = np.stack([np.cos(angles_A), np.sin(angles_A)], 1)
    return np.asarray((directions_A2 @ weights_C2.T).argmax(1), np.uint8)


def parameters(choice: LossChoice) -> str:
    """The parameters in the paper's symbols: "m = 0.3, t = 1.1"; the scale goes unsaid."""
    symbols = {}
    if choice.name != COMPOSED:
        symbols = {name: p.symbol for name, p in LOSSES[choice.name].parameters.items()}
    return ", ".join(
        f"{symbols.get(name, name)} = {value:g}"
        for name, value in choice.parameters
        if name != "scale" and isinstance(value, float)
    )


def titles(result: Result) -> list[str]:
    """For each loss of the run its name, and its parameters on a line of their own."""
    return [
        f"<b>{title}</b><br>{parameters(choice) or EMPTY_LINE}"
        for choice, title in zip(result.config.losses, result.titles, strict=True)
    ]


def labels(result: Result) -> list[str]:
    """The same on one line, for a legend."""
    return [
        ", ".join(part for part in (title, parameters(choice)) if part)
        for choice, title in zip(result.config.losses, result.titles, strict=True)
    ]


def _radius(count: int) -> Array:
    """Radii just below 1, the same for a sample at every step; a radius carries no meaning."""
    golden = (np.arange(count) * 0.6180339887) % 1
    return np.asarray(1 - BAND * golden, np.float32)
