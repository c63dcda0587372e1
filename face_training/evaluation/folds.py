"""Ten-fold verification: the number called "LFW accuracy", measured as the literature does.

The distance of a pair is the squared distance of two unit vectors, 0 to 4; below a threshold the
answer is "one person".  The pairs keep their order and are cut into ten folds.  The threshold of a
fold is that of 0, 0.01, ..., 3.99 with the most right answers on the other nine folds (of equals
the lowest).  The result is the mean over folds of the share of right answers.

P: pairs, T: thresholds, F: folds.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from evidence.verification import Verification

FOLDS = 10
THRESHOLDS = np.arange(0, 4, 0.01)
FINE_THRESHOLDS = np.arange(0, 4, 0.001)  # for TAR at a FAR
FAR = 1e-3


@dataclass(frozen=True, kw_only=True)
class Folds:
    """The result of each fold."""

    accuracy_F: np.ndarray
    threshold_F: np.ndarray
    tar_F: np.ndarray  # at FAR, with the threshold from the other folds
    far_F: np.ndarray  # the FAR of the fold at that threshold
    right: int  # pairs with the right answer
    pairs: int

    @property
    def accuracy(self) -> float:
        """Mean over folds."""
        return float(self.accuracy_F.mean())

    @property
    def deviation(self) -> float:
        """Over folds; the population's (divided by 10), as is usual for LFW."""
        return float(self.accuracy_F.std())


def distances(first_PD: np.ndarray, second_PD: np.ndarray) -> np.ndarray:
    """Squared distances of unit vectors, in double precision.  Shape (P,)."""
    return np.square(first_PD.astype(np.float64) - second_PD).sum(1)


def ten_folds(distances_P: np.ndarray, same_P: np.ndarray) -> Folds:
    """Choose a threshold for each fold on the other nine, and measure it.

    Raises:
        ValueError: there are fewer than ten pairs, or a fold's other nine hold only one kind.
    """
    if len(same_P) < FOLDS:
        raise ValueError(f"Ten folds need ten pairs or more, and there are {len(same_P)}.")
    fold_P = np.concatenate(
        [np.full(len(part), fold) for fold, part in enumerate(np.array_split(same_P, FOLDS))]
    )
    genuine_F, impostor_F = (
        np.bincount(fold_P[kind_P], minlength=FOLDS) for kind_P in (same_P, ~same_P)
    )
    for kind_F, kind in ((genuine_F, "same"), (impostor_F, "different")):
        if (kind_F.sum() - kind_F == 0).any():
            raise ValueError(f"The {kind} pairs are all in one fold, or there are none.")
    true_TF = _counts(distances_P, fold_P, same_P, THRESHOLDS)
    false_TF = _counts(distances_P, fold_P, ~same_P, THRESHOLDS)
    right_TF = true_TF + impostor_F - false_TF
    best_F = (right_TF.sum(1, keepdims=True) - right_TF).argmax(0)  # on the other nine
    right_F = right_TF[best_F, np.arange(FOLDS)]
    tar_F, far_F = _rates(distances_P, fold_P, same_P, genuine_F, impostor_F)
    return Folds(
        accuracy_F=right_F / (genuine_F + impostor_F),
        threshold_F=THRESHOLDS[best_F],
        tar_F=tar_F,
        far_F=far_F,
        right=int(right_F.sum()),
        pairs=len(same_P),
    )


def _counts(
    distances_P: np.ndarray, fold_P: np.ndarray, kind_P: np.ndarray, thresholds_T: np.ndarray
) -> np.ndarray:
    """How many pairs of a kind each threshold accepts in each fold: those strictly below it."""
    return np.stack(
        [
            np.searchsorted(np.sort(distances_P[kind_P & (fold_P == fold)]), thresholds_T)
            for fold in range(FOLDS)
        ],
        axis=1,
    )


def _rates(
    distances_P: np.ndarray,
    fold_P: np.ndarray,
    same_P: np.ndarray,
    genuine_F: np.ndarray,
    impostor_F: np.ndarray,
) -> tuple[np.ndarray, np.ndarray]:
    """TAR and FAR of each fold at the threshold where the other nine's FAR is `FAR`.

    That threshold is interpolated between the last with at most this FAR and the next.
    """
    false_TF = _counts(distances_P, fold_P, ~same_P, FINE_THRESHOLDS)
    others_TF = (false_TF.sum(1, keepdims=True) - false_TF) / (impostor_F.sum() - impostor_F)
    tar_F, far_F = np.full(FOLDS, np.nan), np.full(FOLDS, np.nan)
    for fold in range(FOLDS):
        at = np.array([np.interp(FAR, others_TF[:, fold], FINE_THRESHOLDS)])
        here = fold_P == fold
        for rate_F, kind_P, count_F in ((tar_F, same_P, genuine_F), (far_F, ~same_P, impostor_F)):
            if count_F[fold]:
                accepted = _counts(distances_P, fold_P, kind_P & here, at)[0, fold]
                rate_F[fold] = accepted / count_F[fold]
    return tar_F, far_F


def scores(distances_P: np.ndarray, same_P: np.ndarray) -> Verification:
    """The same pairs as cosines, for a ROC: d = 2 - 2 cos."""
    cosines_P = 1 - distances_P / 2
    return Verification(
        genuine_G=np.sort(cosines_P[same_P])[::-1], impostor_I=np.sort(cosines_P[~same_P])[::-1]
    )
