"""How sure is a difference of two TARs?  A bootstrap over seeds and over the people of the test.

S: seeds, R: replicates, P: people (identities) of the test, G: genuine pairs, T: the highest
impostor pairs, N: pictures.

Two things are drawn by chance in an open-set experiment: the training (its seed) and the people
that the network is tested on.  Both are drawn again:

    people      a replicate counts person i w_i times; a genuine pair of i then weighs w_i, an
                impostor pair of i and j weighs w_i w_j; both arms use the same weights
    seeds       drawn with replacement from those that were trained

TAR at a FAR is a ratio of U-statistics, and its bootstrap is biased: people who are drawn twice
make pairs that no test has.  Such pairs are dropped, and the replicates are recentred on the
estimate (Conti and Clemencon, "Assessing uncertainty in similarity scoring", arXiv:2211.07245).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]


@dataclass(frozen=True, kw_only=True)
class ScoredPairs:
    """Pairs of one test with the people they are of, as far as TAR at small FARs needs them.

    Attributes:
        genuine_G: the score of each genuine pair, in any order.
        person_G: whose pictures they are, 0 to people - 1.
        impostor_T: the highest impostor scores, falling.
        first_T, second_T: the two people of each.
        pictures: pictures of each person; the same for all.
        people: how many people there are.
    """

    genuine_G: Floats
    person_G: Ints
    impostor_T: Floats
    first_T: Ints
    second_T: Ints
    pictures: int
    people: int

    @classmethod
    def of(
        cls, scores_NN: NDArray[np.floating], people_N: Ints, *, far: float, times: float
    ) -> ScoredPairs:
        """All pairs of N pictures, as many of each person.

        Args:
            scores_NN: symmetric.
            people_N: whose picture each is, 0 to people - 1.
            far: the largest that is asked for.
            times: as many times the impostor pairs that it accepts are kept, for the threshold of
                a replicate may be lower.
        """
        people = int(people_N.max()) + 1
        first, second = np.triu_indices(len(scores_NN), k=1)
        scores = scores_NN[first, second]
        a, b = people_N[first], people_N[second]
        genuine = a == b
        impostors = int((~genuine).sum())
        kept = min(impostors, int(times * far * impostors) + 1)
        of_impostors = np.flatnonzero(~genuine)
        highest = of_impostors[np.argpartition(scores[of_impostors], -kept)[-kept:]]
        highest = highest[np.argsort(-scores[highest], kind="stable")]
        return cls(
            genuine_G=scores[genuine].astype(np.float64),
            person_G=a[genuine],
            impostor_T=scores[highest].astype(np.float64),
            first_T=a[highest],
            second_T=b[highest],
            pictures=len(people_N) // people,
            people=people,
        )


def people_weights(people: int, replicates: int, seed: int) -> Ints:
    """How often each replicate counts each person; a row sums to `people`.  Shape (R, P)."""
    draw = np.random.default_rng(seed)
    return draw.multinomial(people, np.full(people, 1 / people), size=replicates)


def tar_of_replicates(pairs: ScoredPairs, far: float, weights_RP: Ints) -> Floats:
    """TAR at a FAR where person i counts w_i times.  Shape (R,); w = 1 gives the plain TAR.

    Raises:
        ValueError: the FAR needs more impostor pairs than there are, or than were kept.
    """
    weights_RP = weights_RP.astype(np.float64)
    # Ordered pairs of different people, less those of a person with a copy of itself, halved.
    total_R = (weights_RP.sum(1) ** 2 - (weights_RP**2).sum(1)) / 2 * pairs.pictures**2
    allowed_R = far * total_R + 1e-9
    if (allowed_R < 1).any():
        raise ValueError(f"FAR {far:g} needs {1 / far:,.0f} impostor pairs or more.")
    # How many of the highest impostor pairs each replicate accepts, and thus its threshold.
    weight_RT = weights_RP[:, pairs.first_T] * weights_RP[:, pairs.second_T]
    kept_R = (weight_RT.cumsum(1) <= allowed_R[:, None]).sum(1)
    if (kept_R == len(pairs.impostor_T)).any():
        raise ValueError(
            f"FAR {far:g} needs more than the {len(pairs.impostor_T):,} highest impostor scores "
            "that were kept."
        )
    refused_R = pairs.impostor_T[kept_R]
    accepted_RG = pairs.genuine_G > refused_R[:, None]
    weight_RG = weights_RP[:, pairs.person_G]
    share_R: Floats = (accepted_RG * weight_RG).sum(1) / weight_RG.sum(1)
    return share_R


@dataclass(frozen=True, kw_only=True)
class Interval:
    """A mean difference with its 95 % interval."""

    mean: float
    low: float
    high: float
    p: float  # two-sided, of no difference


def difference_interval(
    differences_S: Floats, replicates_SR: Floats, *, draws: int = 4000, seed: int = 0
) -> Interval:
    """The mean of paired differences over seeds, with an interval over seeds and people.

    Each draw takes S seeds with replacement and, for each, one replicate of its people, recentred
    on the seed's own difference.  The spread of the seeds' differences holds the chance of the
    people already; so that it is not counted twice, the differences are drawn in towards their
    mean before people are drawn (Davison and Hinkley, "Bootstrap Methods", 1997, section 3.8).
    The interval is Student's, for the few seeds there are.

    Args:
        differences_S: one arm minus the other, seed by seed.
        replicates_SR: the same for replicates of the people, with equal weights in both arms.
        draws: how many times seeds are drawn.
        seed: of these draws.

    Raises:
        ValueError: fewer than two seeds, or shapes that do not fit.
    """
    from scipy.stats import t

    seeds = len(differences_S)
    if seeds < 2 or replicates_SR.shape[:1] != (seeds,):
        raise ValueError(
            "An interval needs the differences of two seeds or more, and replicates of each; "
            f"shapes {differences_S.shape} and {replicates_SR.shape} do not fit."
        )
    mean = float(differences_S.mean())
    people_SR = replicates_SR - replicates_SR.mean(1, keepdims=True)
    of_people = float(people_SR.var(1).mean())
    of_both = float(differences_S.var(ddof=1))
    kept = np.sqrt(max(0.0, 1 - of_people / of_both)) if of_both > 0 else 0.0
    drawn_in_S = mean + kept * (differences_S - mean)

    draw = np.random.default_rng(seed)
    chosen_DS = draw.integers(seeds, size=(draws, seeds))
    replicate_DS = draw.integers(replicates_SR.shape[1], size=(draws, seeds))
    means_D = (drawn_in_S[chosen_DS] + people_SR[chosen_DS, replicate_DS]).mean(1)
    # A bootstrap of S seeds sees (S - 1) / S of their variance: the rest is added.
    of_seeds = kept**2 * of_both / seeds**2
    error = float(np.sqrt(means_D.var() + of_seeds))
    half = float(t.ppf(0.975, seeds - 1)) * error
    p = float(2 * t.sf(abs(mean) / error, seeds - 1)) if error > 0 else float(mean == 0)
    return Interval(mean=mean, low=mean - half, high=mean + half, p=p)
