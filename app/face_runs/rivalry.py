"""Which classes are support vectors of an identity's samples, over the kept steps.

K: kept steps, N: samples, R: rivals kept for each sample, I: identities.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from face_training.probe.record import Moment, Samples
from toy_models.record import Array


@dataclass(frozen=True, kw_only=True)
class Rivalry:
    """The rivals of one identity, the most frequent first."""

    identity: int
    rivals: list[int]  # classes
    share_rK: Array  # of the identity's samples that have this rival as a support vector

    def mean(self, at: int) -> float:
        """The mean share of one rival over the kept steps."""
        return float(self.share_rK[at].mean())


def rivalry(samples: Samples, moments: Sequence[Moment], identity: int, most: int) -> Rivalry:
    """The `most` rivals that were support vectors of this identity's samples most often.

    Where they are fewer, the nearest other classes follow, with a share of 0.
    """
    own = np.flatnonzero(samples.labels_N == identity)
    held: dict[int, Array] = {}
    near: dict[int, float] = {}
    for k, moment in enumerate(moments):
        for rival, is_support, angle in zip(
            moment.rivals_NR[own].ravel().tolist(),
            moment.rival_support_NR[own].ravel().tolist(),
            moment.rival_angle_NR[own].ravel().tolist(),
            strict=True,
        ):
            # The own class fills up a list that is too short; it is no rival.
            if rival == identity:
                continue
            near[rival] = near.get(rival, 0.0) + np.pi - angle
            if is_support:
                held.setdefault(rival, np.zeros(len(moments)))[k] += 1 / max(len(own), 1)
    order = sorted(near, key=lambda rival: (-_sum(held, rival), -near[rival], rival))[:most]
    nothing = np.zeros(len(moments))
    shares = [held.get(rival, nothing) for rival in order]
    return Rivalry(
        identity=identity,
        rivals=order,
        share_rK=np.stack(shares) if shares else np.zeros((0, len(moments))),
    )


def held_share(samples: Samples, moments: Sequence[Moment]) -> Array:
    """The share of each identity's samples that have any support vector.  Shape (I, K)."""
    has_KN = np.stack([moment.support_count_N > 0 for moment in moments])
    return np.stack(
        [has_KN[:, samples.labels_N == identity].mean(1) for identity in samples.identities_I]
    )


def between(samples: Samples, moment: Moment, most: int) -> tuple[list[int], list[int], Array]:
    """At one step: the identities with most support vectors, their rivals, and how many.

    Returns the identities (rows), the rival classes (columns), and the mean number of samples
    out of one hundred of the row's identity that have the column as a support vector.
    """
    counts: dict[tuple[int, int], int] = {}
    rows, at = np.nonzero(moment.rival_support_NR)
    for label, rival in zip(
        samples.labels_N[rows].tolist(), moment.rivals_NR[rows, at].tolist(), strict=True
    ):
        if rival != label:
            counts[label, rival] = counts.get((label, rival), 0) + 1
    owners = _heaviest([(label, count) for (label, _), count in counts.items()], most)
    inside = [(rival, n) for (label, rival), n in counts.items() if label in owners]
    rivals = _heaviest(inside, most)
    sizes = {label: max(int((samples.labels_N == label).sum()), 1) for label in owners}
    shares = np.array(
        [
            [100 * counts.get((label, rival), 0) / sizes[label] for rival in rivals]
            for label in owners
        ],
        np.float32,
    ).reshape(len(owners), len(rivals))
    return owners, rivals, shares


def _sum(held: dict[int, Array], rival: int) -> float:
    return float(held[rival].sum()) if rival in held else 0.0


def _heaviest(weighed: list[tuple[int, int]], most: int) -> list[int]:
    total: dict[int, int] = {}
    for label, weight in weighed:
        total[label] = total.get(label, 0) + weight
    return sorted(sorted(total, key=lambda label: (-total[label], label))[:most])
