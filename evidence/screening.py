"""A screen: many factors at two levels in few cells, and what each does to a difference.

A fractional factorial design of resolution IV: a main effect is confounded with no other main
effect and with no interaction of two factors; interactions of two are confounded with one another
in groups, which are reported as groups.

Cells may differ in how much their seeds scatter.  So an effect's error is made of the variances of
the cells themselves, none of which is pooled, and Student's degrees of freedom are those that
Satterthwaite gives to such a sum: few where a few cells scatter much more than the others.

Box, Hunter and Hunter, "Statistics for Experimenters", 2005, chapter 6.
Satterthwaite, "An approximate distribution of estimates of variance components", Biometrics
Bulletin 2 (1946).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations, product

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Signs = NDArray[np.int64]


@dataclass(frozen=True, kw_only=True)
class Effect:
    """What going from the low to the high level does to the response, with its 95 % interval.

    `names` are the factors: one for a main effect; for an interaction every pair that the design
    cannot tell apart, written "a x b".
    """

    names: tuple[str, ...]
    size: float
    low: float
    high: float
    p: float


def fractional_factorial(basic: int, generators: Sequence[Sequence[int]]) -> Signs:
    """A two-level design: every combination of the basic factors, the others as their products.

    Args:
        basic: how many factors are varied in full: 2^basic cells.
        generators: for each further factor, which basic factors it is the product of.

    Returns:
        -1 and 1, shape (cells, factors).
    """
    cells = np.array(list(product((-1, 1), repeat=basic)), dtype=np.int64)
    more = [cells[:, list(factors)].prod(1) for factors in generators]
    return np.column_stack([cells, *more])


def resolution(design: Signs) -> int:
    """The length of the shortest product of factors that is constant over all cells."""
    factors = design.shape[1]
    for length in range(1, factors + 1):
        for chosen in combinations(range(factors), length):
            if abs(design[:, chosen].prod(1).sum()) == len(design):
                return length
    return factors + 1  # a full factorial design


def effects(design: Signs, names: Sequence[str], responses: Mapping[int, Floats]) -> list[Effect]:
    """Main effects, then the groups of two-way interactions, each with its interval.

    Args:
        design: -1 and 1, shape (cells, factors).
        names: of the factors.
        responses: for each cell the response of each seed, two or more; cells may have different
            numbers.

    Raises:
        ValueError: a cell without a response, or with one: its variance cannot be estimated.
    """
    from scipy.stats import t

    empty = [cell for cell in range(len(design)) if not len(responses.get(cell, ()))]
    if empty:
        raise ValueError(f"Cells without a response: {', '.join(map(str, empty))}.")
    values = [np.asarray(responses[cell], dtype=np.float64) for cell in range(len(design))]
    single = [cell for cell, seeds in enumerate(values) if len(seeds) == 1]
    if single:
        raise ValueError(
            f"Cells with one response, whose error cannot be estimated: "
            f"{', '.join(map(str, single))}."
        )
    mean_E = np.array([seeds.mean() for seeds in values])
    variance_E = np.array([seeds.var(ddof=1) / len(seeds) for seeds in values])  # of each mean
    # An effect is the mean at the high level minus that at the low one.
    error = 2 * float(np.sqrt(variance_E.sum())) / len(values)
    freedom = _satterthwaite(variance_E, np.array([len(seeds) - 1 for seeds in values]))
    half = float(t.ppf(0.975, freedom)) * error

    columns: dict[tuple[int, ...], list[str]] = {}
    for factor, name in enumerate(names):
        columns.setdefault(tuple(design[:, factor]), []).append(name)
    for a, b in combinations(range(len(names)), 2):
        signs = design[:, a] * design[:, b]
        columns.setdefault(tuple(signs), []).append(f"{names[a]} x {names[b]}")
    size_F = np.array([2 * (np.array(signs) * mean_E).mean() for signs in columns])
    p_F = 2 * t.sf(abs(size_F) / error, freedom) if error > 0 else (size_F == 0).astype(float)
    return [
        Effect(names=tuple(group), size=size, low=size - half, high=size + half, p=p)
        for group, size, p in zip(columns.values(), size_F.tolist(), p_F.tolist(), strict=True)
    ]


def _satterthwaite(variance_E: Floats, freedom_E: Signs) -> float:
    """Degrees of freedom of a sum of variances that have so many each."""
    total = float(variance_E.sum())
    if total == 0:
        return float(freedom_E.sum())  # nothing scatters, and the interval is a point
    return total**2 / float((variance_E**2 / freedom_E).sum())
