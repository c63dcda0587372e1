"""The experiment: a function of its config; and the lesson's claims fall with its numbers."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from evidence.effective_pairs import FalseAccepts
from evidence.verification import Verification
from lessons.blocks import NarrativeError
from lessons.strangers.look_alikes import passing_for_the_first, within_families
from lessons.strangers.measured import best_accuracy, of_seed, trained
from lessons.strangers.settings import ARC, NAMES, Config
from lessons.strangers.small_tests import accepted_pairs, drawn_tests
from lessons.unseen import training_of
from tests.lessons.claims import Claims

CLAIMS = Claims("strangers")


def test_a_seed_again_gives_the_same_arrays() -> None:
    CLAIMS.assert_second_seed(of_seed(Config.quick(), Config.quick().seeds[1]))


def test_the_stored_result_is_whole() -> None:
    stored = CLAIMS.stored()
    assert len(stored.config.seeds) == 10
    assert stored.tar_SLF.shape[:2] == (10, len(NAMES))
    assert (np.diff(stored.tar_SLF, axis=-1) >= 0).all()
    assert (stored.known_SL.mean(0) > 0.5).all()  # they have learned


def test_accuracy_is_the_best_over_thresholds() -> None:
    scores = Verification.of(np.array([0.9, 0.8, 0.3]), np.array([0.6, 0.2, 0.1, 0.0]))
    accuracy, threshold, far = best_accuracy(scores)
    expected = max(
        (scores.tar(cos) + 1 - scores.far(cos)) / 2 for cos in np.linspace(-0.1, 1, 1101)
    )
    assert accuracy == pytest.approx((scores.tar(threshold) + 1 - far) / 2)
    assert expected - 1 / 8 <= accuracy <= expected  # thresholds are impostors' own scores


def test_wrong_pairs_within_a_family_are_those_of_a_loop() -> None:
    draw = np.random.default_rng(0)
    features, people = draw.standard_normal((12, 3)), np.repeat(np.arange(6), 2)
    found = within_families(features, people, 3)
    unit = features / np.linalg.norm(features, axis=1, keepdims=True)
    pairs = [(i, j) for i in range(12) for j in range(i)]
    wrong = [
        unit[i] @ unit[j] for i, j in pairs
        if people[i] != people[j] and people[i] // 3 == people[j] // 3
    ]  # fmt: skip
    np.testing.assert_allclose(found.impostor_I, sorted(wrong, reverse=True))
    assert len(found.genuine_G) == 6


def test_who_is_the_first_passes_for_the_first() -> None:
    features = np.repeat(np.eye(3), 4, axis=0)
    np.testing.assert_array_equal(passing_for_the_first(features, 4, 3, 0.5), [1, 0, 0])


def test_accepted_pairs_are_those_of_a_loop() -> None:
    unit = np.random.default_rng(1).standard_normal((7, 4, 3))
    unit /= np.linalg.norm(unit, axis=-1, keepdims=True)
    counts = accepted_pairs(unit, 0.4, (1, 3))
    expected = sum(float(unit[2, n] @ unit[5, m]) > 0.4 for n in range(3) for m in range(3))
    assert counts[3][2, 5] == counts[3][5, 2] == expected
    assert counts[1].shape == (7, 7)


def test_tests_of_independent_pairs_spread_as_these_do() -> None:
    upper = np.triu(np.random.default_rng(2).binomial(4, 0.1, size=(300, 300)), 1)
    found = drawn_tests({2: upper + upper.T}, [(20, 2)], 300, seed=0)
    assert found.effective_Q[0] == pytest.approx(190 * 4, rel=0.25)
    assert (found.covered_Q2 > 0.9).all()
    assert FalseAccepts.of(upper + upper.T, 2).rate == pytest.approx(0.1, rel=0.03)


def test_a_step_without_others_moves_the_classes_of_its_batch_only() -> None:
    config = replace(Config.quick(), face_steps=1)
    starts = training_of(config.faces(0, 0.0)).classifier.weight_LCD
    moved_C = (trained(config, 0, 0.0).classifier.weight_LCD != starts).any(-1).any(0)
    assert 1 <= int(moved_C.sum()) <= config.batch


@pytest.mark.parametrize(
    ("field", "at", "to"),
    [
        ("accuracy_SL", (slice(None), ARC), 0.5),
        ("tar_SLF", (slice(None), ARC), 0.1),
        ("few_spread_SQ", (slice(None), -1), 0.02),
        ("few_covered_SQ2", (slice(None), -1, 1), 0.95),
        ("equal_spread_SQ", (slice(None), -1), 3.0),
        ("interval_few_SG3", (slice(None), slice(None), 2), 0.0),
        ("within_SD", slice(None), 0.001),
        ("alike_SD", slice(None), 0.9),
        ("own_SD", slice(None), 0.9),
        ("tar_SHF", (slice(None), 1), 0.2),
    ],
    ids=[
        "Arc is more accurate", "and finds more", "the error stays", "counting pairs fails",
        "people help", "few are less sure", "families pass", "accuracy falls", "and TAR",
        "a tenth is enough",
    ],
)  # fmt: skip
def test_a_claim_falls_with_its_numbers(field: str, at: object, to: float) -> None:
    values = getattr(CLAIMS.stored(), field).copy()
    values[at] = to
    CLAIMS.read(CLAIMS.stored())
    with pytest.raises(NarrativeError, match="otherwise"):
        CLAIMS.read(replace(CLAIMS.stored(), **{field: values}))
