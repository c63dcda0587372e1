"""The search for class weights as far apart as they can be, where there is no formula.

    python -m toy_models.packing_search          search, and print the angles that are found
    python -m toy_models.packing_search --run    the same, and store the arrangements

What it finds in three dimensions agrees with the published tables of Tammes' problem to a
hundredth of a degree.
"""

from __future__ import annotations

import sys
from typing import Any

import numpy as np

from toy_models.packing import CLASSES, DIMENSIONS, STORED, UNIT, nearest_angle
from toy_models.record import Array


def search(classes: int, dimension: int, *, starts: int, seed: int) -> Array:
    """The widest arrangement that is reached from so many random starts.  Shape (K, D).

    From each start the points first repel one another, for a drawn number of steps.  Then the
    largest cosine is made as small as it can be, with one inequality for each pair.
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
    """Points that have pushed one another apart, more and more only the nearest."""
    for step in range(steps):
        points_KD = points_KD / np.linalg.norm(points_KD, axis=1, keepdims=True)
        cos_KK = points_KD @ points_KD.T - 2 * np.eye(len(points_KD))
        sharpness = 2 + 28 * step / steps
        push_KK = np.exp(sharpness * (cos_KK - cos_KK.max()))
        points_KD = points_KD - 0.3 / sharpness * (push_KK @ points_KD)
    return np.asarray(points_KD / np.linalg.norm(points_KD, axis=1, keepdims=True))


def main() -> None:
    """Search for every arrangement without a formula; store them if the command says so."""
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
