"""The ten-fold protocol: a case by hand, a literal loop, and scikit-learn's ROC."""

import numpy as np
import pytest
from sklearn.metrics import roc_curve
from sklearn.model_selection import KFold

from face_training.evaluation.folds import (
    FAR,
    FINE_THRESHOLDS,
    FOLDS,
    THRESHOLDS,
    Folds,
    distances,
    scores,
    ten_folds,
)


def by_hand() -> tuple[np.ndarray, np.ndarray]:
    """20 pairs, a same and a different one a fold.

    Same pairs at distance 1.005, different ones at 1.995, except in fold 0, where the same pair is
    at 2.5, and in fold 9, where the different pair is at 0.5.
    """
    distances_P = np.tile([1.005, 1.995], 10)
    distances_P[0], distances_P[19] = 2.5, 0.5
    return distances_P, np.tile([True, False], 10)


def test_a_case_by_hand() -> None:
    found = ten_folds(*by_hand())
    # 1.01 is the first threshold that accepts all same pairs but that of fold 0, and no different
    # pair but that of fold 9: on the other nine nothing is better, whichever fold is left out.
    np.testing.assert_allclose(found.threshold_F, np.full(10, 1.01))
    assert found.accuracy_F.tolist() == [0.5, *[1.0] * 8, 0.5]
    assert found.accuracy == 0.9
    assert found.deviation == 0.2  # sqrt of the mean of 0.16, eight 0.01 and 0.16
    assert (found.right, found.pairs) == (18, 20)


def test_a_distance_at_the_threshold_is_another_person() -> None:
    # Same pairs at exactly 1.0: THRESHOLDS[100] == 1.0 must not accept them.
    distances_P, same_P = np.tile([1.0, 3.0], 10), np.tile([True, False], 10)
    found = ten_folds(distances_P, same_P)
    assert THRESHOLDS[100] == 1.0
    assert found.threshold_F.tolist() == [THRESHOLDS[101]] * 10


def literal(distances_P: np.ndarray, same_P: np.ndarray) -> tuple[list[float], list[float]]:
    """The protocol as it is described, with scikit-learn's folds and no counting trick."""
    accuracy, tar = [], []
    for train, test in KFold(FOLDS, shuffle=False).split(distances_P):
        shares = [
            float(np.mean((distances_P[train] < threshold) == same_P[train]))
            for threshold in THRESHOLDS
        ]
        best = THRESHOLDS[shares.index(max(shares))]
        accuracy.append(float(np.mean((distances_P[test] < best) == same_P[test])))
        impostors = distances_P[train][~same_P[train]]
        fars = [float(np.mean(impostors < threshold)) for threshold in FINE_THRESHOLDS]
        last = max(i for i, far in enumerate(fars) if far <= FAR)
        share = (FAR - fars[last]) / (fars[last + 1] - fars[last])
        threshold = FINE_THRESHOLDS[last] + share * (FINE_THRESHOLDS[1] - FINE_THRESHOLDS[0])
        tar.append(float(np.mean(distances_P[test][same_P[test]] < threshold)))
    return accuracy, tar


@pytest.mark.parametrize("pairs", [600, 607])
@pytest.mark.parametrize("seed", range(3))
def test_the_literal_protocol(seed: int, pairs: int) -> None:
    draw = np.random.default_rng(seed)
    same_P = draw.random(pairs) < 0.5
    distances_P = np.clip(draw.normal(np.where(same_P, 1.2, 2.0), 0.4), 0, 4)
    if seed == 2:
        distances_P = distances_P.round(2)  # ties, and distances at thresholds
    found = ten_folds(distances_P, same_P)
    accuracy, tar = literal(distances_P, same_P)
    assert found.accuracy_F.tolist() == accuracy
    np.testing.assert_allclose(found.tar_F, tar, atol=1e-12)
    assert found.right == sum(
        round(share * len(part))
        for share, part in zip(accuracy, np.array_split(same_P, FOLDS), strict=True)
    )


@pytest.mark.parametrize("seed", range(3))
def test_the_roc_is_scikit_learns(seed: int) -> None:
    draw = np.random.default_rng(seed)
    same_P = draw.random(900) < 0.4
    distances_P = draw.uniform(0, 4, 900).round(2)
    found = scores(distances_P, same_P)
    fars, tars, thresholds = roc_curve(same_P, -distances_P, drop_intermediate=False)
    for far, tar, threshold in zip(fars[1:], tars[1:], thresholds[1:], strict=True):
        cosine = 1 + threshold / 2
        assert found.far(cosine) == pytest.approx(far, abs=1e-12)
        assert found.tar(cosine) == pytest.approx(tar, abs=1e-12)
    for far in (0.01, 0.1, 0.5):
        assert found.tar_at(far) == pytest.approx(tars[fars <= far + 1e-9].max(), abs=1e-12)


def test_distances_are_those_of_points() -> None:
    first = np.array([[1.0, 0.0], [0.6, 0.8]], np.float32)
    second = np.array([[-1.0, 0.0], [0.8, 0.6]], np.float32)
    np.testing.assert_allclose(distances(first, second), [4, 0.08], atol=1e-6)
    assert distances(first, second).dtype == np.float64


def test_one_kind_in_a_fold_has_no_rate_of_the_other() -> None:
    distances_P, same_P = by_hand()
    order = np.argsort(~same_P, kind="stable")
    found = ten_folds(distances_P[order], same_P[order])
    assert isinstance(found, Folds)
    assert np.isnan(found.tar_F).tolist() == [False] * 5 + [True] * 5
    assert np.isnan(found.far_F).tolist() == [True] * 5 + [False] * 5


@pytest.mark.parametrize(
    ("same", "sentence"),
    [
        ([True] * 9, r"^Ten folds need ten pairs or more, and there are 9\.$"),
        ([True] * 20, r"^The different pairs are all in one fold, or there are none\.$"),
        ([True] * 2 + [False] * 18, r"^The same pairs are all in one fold, or there are none\.$"),
    ],
)
def test_too_little_is_refused(same: list[bool], sentence: str) -> None:
    with pytest.raises(ValueError, match=sentence):
        ten_folds(np.linspace(0, 4, len(same)), np.array(same))
