"""The screen: the 2^(7-2) design, effects that are known, and the coverage of their intervals."""

import numpy as np
import pytest

from evidence.screening import effects, fractional_factorial, resolution

NAMES = ("a", "b", "c", "d", "e", "f", "g")


def seven_in_32() -> np.ndarray:
    return fractional_factorial(5, [(0, 1, 2, 3), (0, 1, 3, 4)])


def test_the_design_is_balanced_and_of_resolution_iv() -> None:
    design = seven_in_32()
    assert design.shape == (32, 7)
    np.testing.assert_array_equal(design.T @ design, 32 * np.eye(7))
    assert resolution(design) == 4
    assert len(np.unique(design, axis=0)) == 32


def test_a_full_design_confounds_nothing() -> None:
    assert resolution(fractional_factorial(3, [])) == 4
    assert resolution(fractional_factorial(2, [(0, 1)])) == 3


def test_known_effects_are_found_without_noise() -> None:
    design = seven_in_32()
    response = 0.5 + 0.1 * design[:, 1] - 0.03 * design[:, 0] * design[:, 4]
    noise = np.array([-1e-6, 1e-6])  # so that there is an error to estimate
    found = effects(design, NAMES, {k: response[k] + noise for k in range(32)})
    sizes = {effect.names: effect.size for effect in found}
    assert sizes.pop(("b",)) == pytest.approx(0.2)
    (group,) = [names for names in sizes if "a x e" in names]
    assert sizes.pop(group) == pytest.approx(-0.06)
    assert max(map(abs, sizes.values())) < 1e-12


def test_every_pair_of_factors_is_in_one_group() -> None:
    found = effects(seven_in_32(), NAMES, {k: np.array([0.0, 1.0]) for k in range(32)})
    pairs = [name for effect in found for name in effect.names if " x " in name]
    assert len(pairs) == len(set(pairs)) == 21
    assert [effect.names for effect in found[:7]] == [(name,) for name in NAMES]


def test_the_intervals_cover_as_promised() -> None:
    design = fractional_factorial(4, [(0, 1, 2)])
    draw = np.random.default_rng(2)
    truth = 0.04  # of factor "a"
    rounds = 2000
    covered = 0
    for _ in range(rounds):
        responses = {
            k: truth / 2 * design[k, 0] + 0.05 * draw.standard_normal(3) for k in range(len(design))
        }
        first = effects(design, NAMES[:5], responses)[0]
        covered += first.low <= truth <= first.high
    assert covered / rounds == pytest.approx(0.95, abs=0.015)


def test_an_empty_cell_or_no_repetition_is_refused() -> None:
    design = fractional_factorial(2, [])
    with pytest.raises(ValueError, match="Cells without a response: 3"):
        effects(design, "ab", {k: np.array([0.0, 1.0]) for k in range(3)})
    with pytest.raises(ValueError, match="error cannot be estimated"):
        effects(design, "ab", {k: np.array([0.0]) for k in range(4)})
