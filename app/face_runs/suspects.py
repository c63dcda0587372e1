"""Label-noise suspects: samples that lose to some other class for good.

A hard sample has support vectors for a while; one with a wrong label keeps them to the end, for
the network is told something that its own picture contradicts.  K: kept steps, N: samples.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from face_training.probe_record import UNKNOWN, Moment, Samples
from toy_models.record import Array

LATE = 1 / 3  # of the kept steps, the last ones, decide
PERMANENT = 0.75  # of those, with the sample beaten, make a suspect


@dataclass(frozen=True, kw_only=True)
class Suspect:
    """A sample whose label may be wrong."""

    row: int
    beaten: float  # share of the late steps at which another class is nearer than its own
    held: float  # share of all kept steps with a support vector
    likely: int  # the class that is nearest most often, late


def suspects(samples: Samples, moments: Sequence[Moment], most: int) -> list[Suspect]:
    """The permanent losers, the surest first: of equals, those with the widest gap at the end."""
    if not moments:
        return []
    beaten_KN = beaten(moments)
    held_N = np.stack([moment.support_count_N > 0 for moment in moments]).mean(0)
    late = late_of(len(moments))
    share_N = beaten_KN[late].mean(0)
    last = moments[-1]
    gap_N = last.target_angle_N.astype(float) - last.rival_angle_NR[:, 0]
    order = np.lexsort((-gap_N, -share_N))
    return [
        Suspect(
            row=int(row),
            beaten=float(share_N[row]),
            held=float(held_N[row]),
            likely=Counter(int(moment.rivals_NR[row, 0]) for moment in moments[late]).most_common(
                1
            )[0][0],
        )
        for row in order[:most].tolist()
        if share_N[row] >= PERMANENT
    ]


def beaten(moments: Sequence[Moment]) -> Array:
    """Whether another class is nearer to a sample than its own.  Bool, (K, N)."""
    return np.stack([moment.rival_angle_NR[:, 0] < moment.target_angle_N for moment in moments])


def late_of(kept: int) -> slice:
    """The last third of so many kept steps, at least one."""
    return slice(kept - max(1, round(LATE * kept)), kept)


def confirmed(samples: Samples, found: Sequence[Suspect]) -> tuple[int, int, int] | None:
    """How many suspects have a wrong label, how many there are, and how many labels are wrong.

    None where the data do not tell the true labels, or none is wrong.
    """
    true = samples.true_labels_N
    if (true == UNKNOWN).any() or (true == samples.labels_N).all():
        return None
    wrong = true != samples.labels_N
    return sum(bool(wrong[one.row]) for one in found), len(found), int(wrong.sum())
