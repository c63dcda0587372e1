"""Class weights as far apart as they can be: K directions in d dimensions.

In the plane they are the corners of a regular polygon; K <= d + 1 of them are a regular simplex.
Beyond that no formula is known in general, and the widest arrangement that a search has found is
stored: `python -m toy_models.packing --run` searches again.  What it finds in three dimensions
agrees with the published tables of Tammes' problem to a hundredth of a degree.
"""

from __future__ import annotations

import functools
import sys
from pathlib import Path
from typing import Any

import numpy as np

from toy_models.record import Array

CLASSES = range(2, 21)
DIMENSIONS = (2, 3, 8, 64)
STORED = Path(__file__).parent / "results" / "packings.npz"
UNIT = 32767  # of the stored int16


def centres(classes: int, dimension: int) -> Array:
    """The widest arrangement that is known.  Shape (K, D), float64, rows of length 1.

    Raises:
        ValueError: not an arrangement that is kept.
    """
    if classes not in CLASSES or dimension not in DIMENSIONS:
        raise ValueError(
            f"Arrangements are known for {CLASSES[0]} to {CLASSES[-1]} classes in "
            f"{', '.join(map(str, DIMENSIONS))} dimensions, not for {classes} in {dimension}."
        )
    if dimension == 2:
        return polygon(classes)
    if classes <= dimension + 1:
        return simplex(classes, dimension)
    packed_KD = _stored()[f"{classes} in {dimension}"].astype(np.float64) / UNIT
    return np.asarray(packed_KD / np.linalg.norm(packed_KD, axis=1, keepdims=True))


def nearest_angle(centres_KD: Array) -> float:
    """The angle between the two centres that are nearest to one another, radians."""
    cos_KK = centres_KD @ centres_KD.T - 2 * np.eye(len(centres_KD))
    return float(np.arccos(np.clip(cos_KK.max(), -1, 1)))


def polygon(classes: int) -> Array:
    """Evenly around the circle.  Shape (K, 2)."""
    angle_K = 2 * np.pi * np.arange(classes) / classes
    return np.stack([np.cos(angle_K), np.sin(angle_K)], 1)


def simplex(classes: int, dimension: int) -> Array:
    """All pairs at cosine -1 / (K - 1).  Shape (K, D), for K <= D + 1."""
    around_KK = np.eye(classes) - 1 / classes
    left_KK, size_K, _ = np.linalg.svd(around_KK)
    found_KD = np.zeros((classes, dimension))
    found_KD[:, : classes - 1] = (left_KK * size_K)[:, : classes - 1]
    return np.asarray(found_KD / np.linalg.norm(found_KD, axis=1, keepdims=True))


@functools.cache
def _stored() -> dict[str, Array]:
    with np.load(STORED, allow_pickle=False) as stored:
        return dict(stored)


def search(classes: int, dimension: int, *, starts: int, seed: int) -> Array:
    """The widest of what is reached from so many random starts.  Shape (K, D).

    From each start the points first repel one another, for a while that is drawn; then the
    smallest distance is raised under one inequality a pair.
    """
    from scipy.optimize import minimize

    draw = np.random.default_rng(seed)
    pairs = np.triu_indices(classes, 1)
    best = np.ones((classes, dimension)) / np.sqrt(dimension)  # all in one place
    for _ in range(starts):
        start = draw.normal(size=(classes, dimension))
        flat = _repelled(start, steps=int(draw.integers(5, 200))).ravel()
        slack = (flat.reshape(classes, -1) @ flat.reshape(classes, -1).T)[pairs].max()

        def below(v: Array) -> Array:
            points = v[:-1].reshape(classes, dimension)
            return np.asarray(v[-1] - (points @ points.T)[pairs])

        def below_slope(v: Array) -> Array:
            points = v[:-1].reshape(classes, dimension)
            slope = np.zeros((len(pairs[0]), classes, dimension))
            row = np.arange(len(pairs[0]))
            slope[row, pairs[0]] = -points[pairs[1]]
            slope[row, pairs[1]] = -points[pairs[0]]
            return np.hstack([slope.reshape(len(row), -1), np.ones((len(row), 1))])

        def length(v: Array) -> Array:
            return np.asarray((v[:-1].reshape(classes, dimension) ** 2).sum(1) - 1)

        def length_slope(v: Array) -> Array:
            slope = np.zeros((classes, classes, dimension))
            slope[range(classes), range(classes)] = 2 * v[:-1].reshape(classes, dimension)
            return np.hstack([slope.reshape(classes, -1), np.zeros((classes, 1))])

        last = np.eye(len(flat) + 1)[-1]
        found = minimize(
            lambda v: v[-1],
            np.append(flat, slack),
            jac=lambda _, last=last: last,
            method="SLSQP",
            constraints=[
                {"type": "ineq", "fun": below, "jac": below_slope},
                {"type": "eq", "fun": length, "jac": length_slope},
            ],
            options={"maxiter": 200, "ftol": 1e-12},
        )
        points = found.x[:-1].reshape(classes, dimension)
        points /= np.linalg.norm(points, axis=1, keepdims=True)
        if nearest_angle(points) > nearest_angle(best):
            best = points
    return best


def _repelled(points_KD: Array, steps: int) -> Array:
    """Points that have pushed one another apart, ever more those that are near."""
    for step in range(steps):
        points_KD = points_KD / np.linalg.norm(points_KD, axis=1, keepdims=True)
        cos_KK = points_KD @ points_KD.T - 2 * np.eye(len(points_KD))
        sharpness = 2 + 28 * step / steps
        push_KK = np.exp(sharpness * (cos_KK - cos_KK.max()))
        points_KD = points_KD - 0.3 / sharpness * (push_KK @ points_KD)
    return np.asarray(points_KD / np.linalg.norm(points_KD, axis=1, keepdims=True))


def main() -> None:
    """Search for every arrangement without a formula, and store what is found."""
    found: dict[str, Any] = {}
    for dimension in DIMENSIONS[1:]:
        for classes in range(dimension + 2, CLASSES[-1] + 1):
            points = search(classes, dimension, starts=300 if dimension == 3 else 40, seed=classes)
            found[f"{classes} in {dimension}"] = np.round(points * UNIT).astype(np.int16)
            angle = np.degrees(nearest_angle(points))
            print(f"{classes} in {dimension}: {angle:.3f} degrees", flush=True)
    if "--run" in sys.argv[1:]:
        np.savez_compressed(STORED, **found)


if __name__ == "__main__":
    main()
