"""Label-noise suspects: samples that are still beaten by another class when most are not.

At first nearly all samples lose.  From the step at which half of the probe is won, a hard sample
loses for a while; a sample with a wrong label loses for long, or to the end, because its picture
contradicts its label.  A large network learns wrong labels by heart in the end, so the share of the
time counts, and not the last step alone.

K: kept steps, N: samples.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from face_training.probe.record import UNKNOWN, Moment, Samples
from toy_models.record import Array

WON = 1 / 2  # of the samples; from then on the time counts
LONG = 1 / 4  # of that time


@dataclass(frozen=True, kw_only=True)
class Suspect:
    """A sample whose label may be wrong."""

    row: int
    beaten: float  # share of the counted steps at which another class is nearer than its own
    to_the_end: bool  # at the last kept step too
    likely: int  # the class that beats it most often


def suspects(samples: Samples, moments: Sequence[Moment], most: int) -> list[Suspect]:
    """The samples that lose longest, at LONG or more of the counted steps; the surest first."""
    begin = counted_from(moments)
    if begin is None:
        return []
    counted = moments[begin:]
    beaten_KN = beaten(counted)
    share_N = beaten_KN.mean(0)
    gap_N = np.mean(
        [moment.target_angle_N - moment.rival_angle_NR[:, 0] for moment in counted], axis=0
    )
    order = np.lexsort((-gap_N, -share_N))
    return [
        Suspect(
            row=int(row),
            beaten=float(share_N[row]),
            to_the_end=bool(beaten_KN[-1, row]),
            likely=Counter(
                int(moment.rivals_NR[row, 0])
                for moment, lost in zip(counted, beaten_KN[:, row].tolist(), strict=True)
                if lost
            ).most_common(1)[0][0],
        )
        for row in order[:most].tolist()
        if share_N[row] >= LONG
    ]


def counted_from(moments: Sequence[Moment]) -> int | None:
    """The first kept step from which half of the samples are won; None if that never comes."""
    if not moments:
        return None
    few_K = beaten(moments).mean(1) <= 1 - WON
    return int(few_K.argmax()) if few_K.any() else None


def beaten(moments: Sequence[Moment]) -> Array:
    """Whether another class is nearer to a sample than its own.  Bool, (K, N)."""
    return np.stack([moment.rival_angle_NR[:, 0] < moment.target_angle_N for moment in moments])


def confirmed(samples: Samples, found: Sequence[Suspect]) -> tuple[int, int] | None:
    """How many suspects have a wrong label, and how many labels are wrong in all.

    None where the true labels are unknown, or none is wrong.
    """
    true = samples.true_labels_N
    if (true == UNKNOWN).any() or (true == samples.labels_N).all():
        return None
    wrong = true != samples.labels_N
    return sum(bool(wrong[suspect.row]) for suspect in found), int(wrong.sum())
