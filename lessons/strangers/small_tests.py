"""Many small tests of one network: how far is each from the truth, and does it know?

P: people, Q: layouts of a test, N: pictures, D: dimension of features, F: false accept rates,
R: replicates.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from evidence.effective_pairs import FalseAccepts
from evidence.resampling import ScoredPairs, people_weights, tar_of_replicates
from evidence.verification import unit

AT_ONCE = 50  # people whose pictures are compared with all others together
TIMES = 10  # times as many impostor pairs are kept as a FAR accepts: replicates need more
FEW = 1000  # pairs that a FAR accepts; of fewer, all pairs are kept


@dataclass(frozen=True, kw_only=True)
class Tests:
    """What tests of each layout found, beside the rate among all people.  Each (Q,) or (Q, 2)."""

    spread_Q: np.ndarray  # standard deviation of the rates they found, as a share of the truth
    effective_Q: np.ndarray  # independent pairs that would spread as much
    covered_Q2: np.ndarray  # shares of the 95 % intervals that hold the truth: over people, pairs


def accepted_pairs(
    unit_PND: np.ndarray, refused: float, pictures: Sequence[int]
) -> dict[int, np.ndarray]:
    """How many pairs of two people score above a cosine, with so many pictures of each.

    Args:
        unit_PND: unit features; N pictures of each person.
        refused: the highest cosine that is refused.
        pictures: how many of them, the first ones, are compared.

    Returns:
        By the number of pictures: counts, shape (P, P).
    """
    people, _, dimension = unit_PND.shape
    flat_ND = unit_PND.reshape(-1, dimension)
    counts: dict[int, list[np.ndarray]] = {number: [] for number in pictures}
    for start in range(0, people, AT_ONCE):
        block_PND = unit_PND[start : start + AT_ONCE]
        above = (block_PND.reshape(-1, dimension) @ flat_ND.T > refused).reshape(
            len(block_PND), -1, people, unit_PND.shape[1]
        )
        for number, rows in counts.items():
            rows.append(above[:, :number, :, :number].sum((1, 3), dtype=np.int32))
    return {number: np.concatenate(rows) for number, rows in counts.items()}


def drawn_tests(
    counts: dict[int, np.ndarray], layouts: Sequence[tuple[int, int]], tests: int, seed: int
) -> Tests:
    """Draw people for so many tests of each layout, (people, pictures), and look at each test."""
    draw = np.random.default_rng([seed, 9])
    most = max(counts)
    truth = FalseAccepts.of(counts[most], most).rate
    rows = []
    for people, pictures in layouts:
        accepted_PP = counts[pictures]
        found = []
        for _ in range(tests):
            chosen = draw.choice(len(accepted_PP), people, replace=False)
            found.append(FalseAccepts.of(accepted_PP[np.ix_(chosen, chosen)], pictures))
        variance = float(np.mean([(test.rate - truth) ** 2 for test in found]))
        covered = [
            [low <= truth <= high for low, high in (test.interval(), test.interval_of_pairs())]
            for test in found
        ]
        rows.append((variance**0.5 / truth, truth * (1 - truth) / variance, np.mean(covered, 0)))
    spread, effective, covered_2 = zip(*rows, strict=True)
    return Tests(
        spread_Q=np.array(spread), effective_Q=np.array(effective), covered_Q2=np.array(covered_2)
    )


def tar_intervals(
    features_ND: np.ndarray, people_N: np.ndarray, fars: Sequence[float], replicates: int, seed: int
) -> np.ndarray:
    """TAR at each FAR, and its 95 % interval over people: (F, 3), the TAR, low, high.

    A bootstrap over people, recentred on the TAR; see evidence.resampling.
    """
    unit_ND = unit(features_ND)
    cos_NN = unit_ND @ unit_ND.T
    rows = []
    for far in fars:
        times = TIMES if len(people_N) ** 2 * far > FEW else 1 / far
        pairs = ScoredPairs.of(cos_NN, people_N, far=far, times=times)
        ones = np.ones((1, pairs.people), np.int64)
        tar = float(tar_of_replicates(pairs, far, ones)[0])
        tar_R = tar_of_replicates(pairs, far, people_weights(pairs.people, replicates, seed))
        low, high = tar + np.quantile(tar_R - tar_R.mean(), (0.025, 0.975))
        rows.append((tar, low, high))
    return np.array(rows)
