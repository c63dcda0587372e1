"""Verification against a double loop, scikit-learn's ROC and cases by hand."""

import math

import numpy as np
import pytest
from sklearn.metrics import roc_curve

from evidence.verification import FARS, Verification, unit, verify


def scores(genuine: list[float], impostor: list[float]) -> Verification:
    return Verification.of(np.array(genuine), np.array(impostor))


def with_ties(seed: int, genuine: int = 60, impostor: int = 200) -> Verification:
    """Random scores of which many are equal, within and across the two kinds."""
    draw = np.random.default_rng(seed)
    return scores(
        (draw.normal(0.3, 0.3, genuine).round(1)).tolist(),
        (draw.normal(0.0, 0.3, impostor).round(1)).tolist(),
    )


def sklearn_curve(verification: Verification) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """FAR, TAR and thresholds from the (0, 0) corner on."""
    both = np.concatenate([verification.genuine_G, verification.impostor_I])
    same = np.arange(len(both)) < len(verification.genuine_G)
    curve: tuple[np.ndarray, np.ndarray, np.ndarray]
    curve = roc_curve(same, both, drop_intermediate=False)
    return curve


def test_every_pair_is_scored_once_by_its_cosine() -> None:
    draw = np.random.default_rng(0)
    features = draw.normal(size=(14, 4)) * draw.uniform(0.1, 10, (14, 1))
    people = draw.integers(0, 4, 14)
    genuine: list[float] = []
    impostor: list[float] = []
    for i in range(14):
        for j in range(i + 1, 14):
            a, b = features[i], features[j]
            cosine = float(a @ b) / math.hypot(*a) / math.hypot(*b)
            (genuine if people[i] == people[j] else impostor).append(cosine)
    found = verify(features, people)
    np.testing.assert_allclose(found.genuine_G, sorted(genuine, reverse=True), atol=1e-12)
    np.testing.assert_allclose(found.impostor_I, sorted(impostor, reverse=True), atol=1e-12)


@pytest.mark.parametrize("people", [[0, 0, 0], [0, 1, 2], [0]])
def test_one_kind_of_pair_alone_is_refused(people: list[int]) -> None:
    sentence = r"^Verification needs two pictures of one identity and two identities, at least\.$"
    with pytest.raises(ValueError, match=sentence):
        verify(np.eye(len(people)), np.array(people))


def test_a_feature_of_length_0_scores_0() -> None:
    found = verify(np.array([[0.0, 0.0], [1.0, 0.0], [0.0, 1.0]]), np.array([0, 0, 1]))
    assert found.genuine_G.tolist() == [0]
    assert found.impostor_I.tolist() == [0, 0]


def test_rates_count_scores_at_the_threshold() -> None:
    found = scores([0.9, 0.5, 0.5, 0.1], [0.6, 0.5, 0.2, 0.0, -0.5])
    for threshold in (-1, -0.5, 0, 0.1, 0.49, 0.5, 0.51, 0.9, 1):
        assert found.tar(threshold) == (found.genuine_G >= threshold).mean()
        assert found.far(threshold) == (found.impostor_I >= threshold).mean()


@pytest.mark.parametrize("far", [0.005, 0.01, 0.05, 0.1, 0.37, 0.5, 1.0])
@pytest.mark.parametrize("seed", range(4))
def test_tar_at_is_the_best_of_all_thresholds(seed: int, far: float) -> None:
    found = with_ties(seed)
    fars, tars, _ = sklearn_curve(found)
    assert found.tar_at(far) == pytest.approx(tars[fars <= far + 1e-9].max(), abs=1e-12)


@pytest.mark.parametrize("seed", range(4))
def test_roc_is_scikit_learns_at_the_impostors_scores(seed: int) -> None:
    found = with_ties(seed)
    fars, tars, thresholds = sklearn_curve(found)
    impostors = np.isin(thresholds, found.impostor_I)
    far, tar = found.roc()
    np.testing.assert_allclose(far, fars[impostors], atol=1e-12)
    np.testing.assert_allclose(tar, tars[impostors], atol=1e-12)
    assert (np.diff(far) > 0).all()
    assert far[-1] == 1


def test_a_share_that_rounds_down_still_counts_its_impostors() -> None:
    found = scores(np.linspace(0.995, 0.005, 100).tolist(), np.linspace(1, 0.01, 100).tolist())
    for k in range(1, 100):  # 0.29 * 100 is 28.999999999999996
        assert found.tar_at(k / 100) == pytest.approx(k / 100, abs=1e-12)


def test_of_a_tie_at_the_limit_none_passes() -> None:
    found = scores([0.9, 0.5, 0.5, 0.4], [0.8, 0.5, 0.5, 0.1])
    assert found.tar_at(0.25) == 0.25  # 0.5 would let three impostors in
    assert found.tar_at(0.5) == 0.25
    assert found.tar_at(0.75) == 1


@pytest.mark.parametrize(
    ("far", "impostors", "needed"), [(1e-2, 99, "100"), (1e-4, 9_999, "10,000"), (0.3, 3, "4")]
)
def test_too_few_impostors_are_refused(far: float, impostors: int, needed: str) -> None:
    found = scores([0.5], np.linspace(-1, 1, impostors).tolist())
    sentence = (
        rf"^FAR {far:g} needs {needed} impostor pairs or more, and there are {impostors:,}\.$"
    )
    with pytest.raises(ValueError, match=sentence):
        found.tar_at(far)
    enough = scores([0.5], np.linspace(-1, 0, int(needed.replace(",", ""))).tolist())
    assert enough.tar_at(far) == 1


def test_the_usual_fars_are_those_of_the_literature() -> None:
    assert FARS == (0.01, 0.001, 0.0001)


@pytest.mark.parametrize(
    ("genuine", "impostor", "rate"),
    [
        ([0.9, 0.8], [0.1, 0.0, -0.1], 0),  # apart
        ([0.1, 0.0], [0.8, 0.9], 1),  # the wrong way round
        ([0.9, 0.7, 0.5, 0.3], [0.6, 0.2, 0.1, 0.0], 0.25),  # one of four on each side
        ([0.9, 0.4], [0.6, 0.1], 0.5),
        ([0.9, 0.9, 0.2], [0.5, 0.1], 1 / 3),  # FAR passes 1 - TAR = 1/3 on its way to 1/2
        ([0.6, 0.4], [0.5], 0.5),  # on the way from FAR 0 to 1, where 1 - TAR is 1/2
        ([0.5], [0.6, 0.4], 0.5),  # the mirror image
        ([0.5, 0.5], [0.5], 0.5),  # a coin
    ],
)
def test_the_equal_error_rate_by_hand(
    genuine: list[float], impostor: list[float], rate: float
) -> None:
    assert scores(genuine, impostor).eer() == pytest.approx(rate, abs=1e-12)


@pytest.mark.parametrize("seed", range(4))
def test_the_equal_error_rate_is_where_scikit_learns_rates_cross(seed: int) -> None:
    found = with_ties(seed)
    fars, tars, _ = sklearn_curve(found)
    at = int(np.argmax(fars >= 1 - tars))
    low, high = sorted((fars[at], 1 - tars[at]))
    assert low <= found.eer() <= high


def test_a_score_that_is_no_number_is_refused() -> None:
    with pytest.raises(ValueError, match=r"^1 of 2 genuine scores are not numbers: an embedding"):
        scores([0.5, math.nan], [0.1])
    with pytest.raises(ValueError, match=r"^2 of 3 impostor scores are not numbers"):
        scores([0.5], [0.1, math.nan, math.nan])
    with pytest.raises(ValueError, match="impostor scores are not numbers"):
        verify(np.array([[1.0, 0], [1, 0], [math.nan, 0]]), np.array([0, 0, 1]))


def kept(whole: Verification, count: int) -> Verification:
    """Only the highest impostors, with the number of all."""
    return Verification(
        genuine_G=whole.genuine_G,
        impostor_I=whole.impostor_I[:count],
        impostors=len(whole.impostor_I),
    )


@pytest.mark.parametrize("seed", range(4))
def test_rates_from_the_highest_impostors_are_those_of_all(seed: int) -> None:
    whole = with_ties(seed)
    some = kept(whole, 120)
    for far in (0.005, 0.01, 0.1, 0.37, 0.595):
        assert some.tar_at(far) == whole.tar_at(far)
        assert some.refused_at(far) == whole.refused_at(far)
    lowest = whole.impostor_I[119]
    for threshold in (0.9, 0.4, lowest + 0.01):
        assert some.far(threshold) == whole.far(threshold)
        assert some.tar(threshold) == whole.tar(threshold)
    far, tar = some.roc()
    np.testing.assert_array_equal(far, whole.roc()[0][: len(far)])
    np.testing.assert_array_equal(tar, whole.roc()[1][: len(tar)])
    assert some.eer() == whole.eer()


def test_what_was_not_kept_is_refused_not_guessed() -> None:
    some = kept(with_ties(0), 20)
    with pytest.raises(ValueError, match=r"^FAR 0\.1 needs the 21 highest impostor scores, and 20"):
        some.tar_at(0.1)
    with pytest.raises(
        ValueError, match=r"^Impostor scores were kept down to .*threshold is -1\.$"
    ):
        some.far(-1)
    with pytest.raises(ValueError, match=r"^FAR and 1 - TAR meet below .* 20 of 200\.$"):
        some.eer()


def test_everything_may_pass_at_far_1() -> None:
    assert with_ties(0).refused_at(1) == -math.inf


def test_unit_rows() -> None:
    np.testing.assert_allclose(unit(np.array([[3.0, 4.0], [0.0, 0.0]])), [[0.6, 0.8], [0, 0]])
