"""The bootstrap over seeds and people: a plain loop, its bias without care, its coverage with."""

import numpy as np
import pytest

from evidence.resampling import (
    ScoredPairs,
    difference_interval,
    people_weights,
    tar_of_replicates,
)

PEOPLE, PICTURES, DIMENSIONS = 40, 4, 8


def pictures_of(draw: np.random.Generator, people: int = PEOPLE, noise: float = 0.45) -> np.ndarray:
    """Unit features of people, shape (P, pictures, D)."""
    centres = draw.standard_normal((people, 1, DIMENSIONS))
    features = centres + noise * draw.standard_normal((people, PICTURES, DIMENSIONS))
    return np.asarray(features / np.linalg.norm(features, axis=-1, keepdims=True))


def pairs_of(features: np.ndarray, kept: int | None = None) -> ScoredPairs:
    people = len(features)
    person = np.repeat(np.arange(people), PICTURES)
    flat = features.reshape(-1, DIMENSIONS)
    scores = flat @ flat.T
    first, second = np.triu_indices(len(flat), 1)
    same = person[first] == person[second]
    a, b, impostor = person[first[~same]], person[second[~same]], scores[first, second][~same]
    order = np.argsort(-impostor, kind="stable")[:kept]
    return ScoredPairs(
        genuine_G=scores[first, second][same],
        person_G=person[first[same]],
        impostor_T=impostor[order],
        first_T=a[order],
        second_T=b[order],
        pictures=PICTURES,
        people=people,
    )


def test_the_pairs_of_pictures_are_those_of_their_features() -> None:
    features = pictures_of(np.random.default_rng(4))
    flat = features.reshape(-1, DIMENSIONS)
    person = np.repeat(np.arange(PEOPLE), PICTURES)
    found = ScoredPairs.of(flat @ flat.T, person, far=0.02, times=3)
    expected = pairs_of(features, kept=int(3 * 0.02 * PEOPLE * (PEOPLE - 1) / 2 * PICTURES**2) + 1)
    for name in ("genuine_G", "person_G", "impostor_T", "pictures", "people"):
        np.testing.assert_allclose(getattr(found, name), getattr(expected, name))
    of_two = [
        {pair for pair in zip(some.first_T, some.second_T, strict=True)}
        for some in (found, expected)
    ]
    assert of_two[0] == of_two[1]


def loop(pairs: ScoredPairs, far: float, weights: np.ndarray) -> float:
    """One replicate in the plainest way: pairs are written out as often as they are counted."""
    impostors = sorted(
        (
            score
            for score, i, j in zip(pairs.impostor_T, pairs.first_T, pairs.second_T, strict=True)
            for _ in range(weights[i] * weights[j])
        ),
        reverse=True,
    )
    threshold = impostors[int(far * len(impostors) + 1e-9)]
    genuine = [
        score
        for score, i in zip(pairs.genuine_G, pairs.person_G, strict=True)
        for _ in range(weights[i])
    ]
    return float(np.mean([score > threshold for score in genuine]))


def test_replicates_are_those_of_a_plain_loop() -> None:
    pairs = pairs_of(pictures_of(np.random.default_rng(3)))
    weights = people_weights(PEOPLE, 5, seed=4)
    np.testing.assert_array_equal(weights.sum(1), PEOPLE)
    expected = [loop(pairs, 0.02, row) for row in weights]
    np.testing.assert_allclose(tar_of_replicates(pairs, 0.02, weights), expected)


def test_the_highest_impostors_are_enough_and_too_few_are_refused() -> None:
    features = pictures_of(np.random.default_rng(5))
    weights = people_weights(PEOPLE, 20, seed=6)
    every, highest = pairs_of(features), pairs_of(features, kept=1500)
    np.testing.assert_array_equal(
        tar_of_replicates(every, 0.02, weights), tar_of_replicates(highest, 0.02, weights)
    )
    with pytest.raises(ValueError, match="more than the 100 highest"):
        tar_of_replicates(pairs_of(features, kept=100), 0.02, weights)
    with pytest.raises(ValueError, match="needs 1,000,000 impostor pairs"):
        tar_of_replicates(every, 1e-6, weights)


def test_a_bootstrap_that_keeps_copies_of_a_person_is_biased() -> None:
    """Pairs of a person with its own copy as impostors, as when pictures are drawn blindly."""
    pairs = pairs_of(pictures_of(np.random.default_rng(7)))
    weights = people_weights(PEOPLE, 60, seed=8)
    ones = np.ones((1, PEOPLE), dtype=np.int64)
    estimate = tar_of_replicates(pairs, 0.02, ones)[0]

    def naive(row: np.ndarray) -> float:
        impostors = [
            np.repeat(pairs.impostor_T, row[pairs.first_T] * row[pairs.second_T]),
            np.repeat(pairs.genuine_G, 2 * (row[pairs.person_G] * (row[pairs.person_G] - 1)) // 2),
            np.ones(int((row * (row - 1) // 2).sum()) * PICTURES),  # a picture and its copy
        ]
        scores = np.sort(np.concatenate(impostors))[::-1]
        threshold = scores[int(0.02 * len(scores))]
        return float(np.average(pairs.genuine_G > threshold, weights=row[pairs.person_G]))

    blind = np.array([naive(row) for row in weights])
    careful = tar_of_replicates(pairs, 0.02, weights)
    error = blind.std(ddof=1) / np.sqrt(len(blind))
    assert estimate - blind.mean() > 10 * error
    assert abs(estimate - careful.mean()) < (estimate - blind.mean()) / 4


@pytest.mark.parametrize("of_seeds", [0.0, 0.02, 0.08])
def test_the_interval_covers_as_promised(of_seeds: float) -> None:
    """Six seeds, each with its own 50 people whose effects differ; the truth is 0.03."""
    draw = np.random.default_rng(9)
    rounds, seeds, people, replicates = 600, 6, 50, 60
    covered = 0
    for at in range(rounds):
        shift_S1 = 0.03 + of_seeds * draw.standard_normal((seeds, 1))
        effect_SP = shift_S1 + 0.3 * draw.standard_normal((seeds, people))
        weights = draw.multinomial(people, np.full(people, 1 / people), size=(seeds, replicates))
        replicates_SR = np.einsum("srp,sp->sr", weights, effect_SP) / people
        interval = difference_interval(effect_SP.mean(1), replicates_SR, draws=300, seed=at)
        covered += interval.low <= 0.03 <= interval.high
    share, error = covered / rounds, np.sqrt(0.95 * 0.05 / rounds)
    assert share >= 0.95 - 2 * error
    # Where seeds differ little beside people, the interval errs to the safe side: 99 % cover.
    assert share <= (0.95 if of_seeds > 0.05 else 0.99) + 2 * error


def test_seeds_alone_give_students_interval() -> None:
    from scipy.stats import ttest_1samp

    differences = np.array([0.01, 0.05, -0.02, 0.04])
    interval = difference_interval(differences, np.zeros((4, 3)), draws=200_000)
    expected = ttest_1samp(differences, 0).confidence_interval()
    np.testing.assert_allclose((interval.low, interval.high), expected, atol=2e-4)
    assert interval.p == pytest.approx(ttest_1samp(differences, 0).pvalue, abs=2e-3)


def test_what_gives_no_interval_is_refused() -> None:
    with pytest.raises(ValueError, match="two seeds or more"):
        difference_interval(np.array([0.1]), np.zeros((1, 3)))
    with pytest.raises(ValueError, match="do not fit"):
        difference_interval(np.array([0.1, 0.2]), np.zeros((3, 3)))
