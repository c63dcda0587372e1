"""One against many: is the right person found in a gallery, and are strangers turned away?

A probe is *mated* if its person is in the gallery.  Its rank is 1 + the number of gallery entries
of others that score strictly higher than the best entry of its own.  An unmated probe raises a
false alarm at every threshold up to its best score.

An entry or a probe can be nobody, as one of which there is no image.  It is found by nobody, finds
nobody and raises no alarm; its vector means nothing.

P: probes, G: gallery entries, D: embedding dimension, M: mated probes, U: unmated probes.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from evidence.verification import Verification
from face_training.evaluation.highest import Highest

ROWS = 1024  # probes compared with the gallery at once
RANKS = (1, 5, 10)
NEVER = 2**62  # the rank of who is not found


@dataclass(frozen=True, kw_only=True)
class Search:
    """The result of searching a gallery for every probe."""

    rank_M: np.ndarray
    score_M: np.ndarray  # cosine with the best gallery entry of the same person
    false_U: np.ndarray  # the best score of each unmated probe

    def found(self, rank: int) -> float:
        """Share of mated probes found within a rank, without a threshold: the CMC.

        Raises:
            ValueError: no probe is mated.
        """
        if not len(self.rank_M):
            raise ValueError("No probe's person is in the gallery.")
        return float((self.rank_M <= rank).mean())

    def cmc(self, ranks: int) -> np.ndarray:
        """`found` for the ranks 1, 2, ..., as an array."""
        return np.array([self.found(rank) for rank in range(1, ranks + 1)])

    def found_at(self, far: float, rank: int = 1) -> float:
        """Share of mated probes found within a rank above a threshold at which at most the share
        `far` of unmated probes raises a false alarm: DIR at FAR, or TPIR at FPIR.

        Raises:
            ValueError: there are too few unmated probes for this rate.
        """
        return self.at_rank(rank).tar_at(far)

    def at_rank(self, rank: int) -> Verification:
        """Scores of mated probes, the lowest there is if not found within a rank, and of others."""
        scores_M = np.where(self.rank_M <= rank, self.score_M, -np.inf)
        return Verification.of(scores_M, self.false_U)


def search(
    gallery_GD: np.ndarray,
    gallery_ids_G: np.ndarray,
    probes_PD: np.ndarray,
    probe_ids_P: np.ndarray,
    *,
    nobody_G: np.ndarray | None = None,
    nobody_P: np.ndarray | None = None,
    rows: int = ROWS,
) -> Search:
    """Compare unit vectors: every probe with the whole gallery, `rows` probes at a time.

    `nobody_G` and `nobody_P` say which entries and which probes are nobody; none if left out.
    """
    compare = _comparison(gallery_GD, probes_PD, nobody_G, nobody_P)
    ranks: list[np.ndarray] = []
    scores: list[np.ndarray] = []
    false: list[np.ndarray] = []
    for start in range(0, len(probes_PD), rows):
        part = slice(start, start + rows)
        scores_PG = compare(part)
        own_PG = probe_ids_P[part, None] == gallery_ids_G
        mated_P = own_PG.any(1)
        best_P = np.where(own_PG, scores_PG, -np.inf).max(1)
        higher_P = ((scores_PG > best_P[:, None]) & ~own_PG).sum(1)
        higher_P[np.isneginf(best_P)] = NEVER
        ranks.append(1 + higher_P[mated_P])
        scores.append(best_P[mated_P])
        false.append(scores_PG.max(1)[~mated_P])
    return Search(
        rank_M=np.concatenate(ranks),
        score_M=np.concatenate(scores),
        false_U=np.concatenate(false),
    )


def mean_over(searches: Sequence[Search], fars: Sequence[float]) -> dict[str, float]:
    """Rank 1, 5, 10 and TPIR at FPIR, averaged over galleries."""
    measures = {
        f"rank_{rank}": float(np.mean([found.found(rank) for found in searches])) for rank in RANKS
    }
    for far in fars:
        tpir = [found.found_at(far) for found in searches if far * len(found.false_U) >= 1]
        if len(tpir) == len(searches):
            measures[f"tpir_at_fpir_{far:g}"] = float(np.mean(tpir))
    return measures


def joined(
    gallery_GD: np.ndarray,
    gallery_ids_G: np.ndarray,
    probes_PD: np.ndarray,
    probe_ids_P: np.ndarray,
    rates: Sequence[float],
    *,
    nobody_G: np.ndarray | None = None,
    nobody_P: np.ndarray | None = None,
    rows: int = ROWS,
) -> dict[str, float]:
    """Rank and TPIR as insightface's `ijb_1n.py` has them, with all galleries joined into one.

    Every probe is mated.  A rate is a number of false pairs a query: of the scores of all probes
    with others' entries the ceil(rate P)-th highest is the threshold, and a probe is found if its
    own score is above it, whatever its rank.  Nothing if a probe has no entry or several.
    """
    own_PG = probe_ids_P[:, None] == gallery_ids_G
    if not (own_PG.sum(1) == 1).all():
        return {}
    compare = _comparison(gallery_GD, probes_PD, nobody_G, nobody_P)
    wanted = [math.ceil(rate * len(probes_PD)) for rate in rates]
    highest = Highest(max(wanted))
    own_P, rank_P = np.empty(len(probes_PD)), np.empty(len(probes_PD), int)
    for start in range(0, len(probes_PD), rows):
        part = slice(start, start + rows)
        scores_PG = compare(part)
        own_P[part] = scores_PG[own_PG[part]]
        rank_P[part] = 1 + (scores_PG > own_P[part, None].astype(scores_PG.dtype)).sum(1)
        rank_P[part][np.isneginf(own_P[part])] = NEVER
        highest.add(scores_PG[~own_PG[part]])
    others = highest.sorted()
    measures = {f"joined_rank_{rank}": float((rank_P <= rank).mean()) for rank in RANKS}
    for rate, count in zip(rates, wanted, strict=True):
        if count <= len(others):
            measures[f"joined_tpir_at_{rate:g}"] = float((own_P > others[count - 1]).mean())
    return measures


def _comparison(
    gallery_GD: np.ndarray,
    probes_PD: np.ndarray,
    nobody_G: np.ndarray | None,
    nobody_P: np.ndarray | None,
) -> Callable[[slice], np.ndarray]:
    """From some probes to their cosines with the gallery; -inf with nobody."""

    def compare(part: slice) -> np.ndarray:
        scores_PG: np.ndarray = probes_PD[part] @ gallery_GD.T
        if nobody_G is not None and nobody_G.any():
            scores_PG[:, nobody_G] = -np.inf
        if nobody_P is not None and nobody_P.any():
            scores_PG[nobody_P[part]] = -np.inf
        return scores_PG

    return compare
