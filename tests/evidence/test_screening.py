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


def test_they_cover_as_promised_where_few_cells_scatter_much_more_than_the_others() -> None:
    """Deviations as in the experiment on guidance: most next to nothing, a few a hundred times it.

    With one pooled variance and the degrees of freedom of all cells the intervals are too narrow.
    """
    from scipy.stats import t

    design = fractional_factorial(4, [])
    deviation_E = 0.03 * 0.6 ** np.arange(len(design))
    draw = np.random.default_rng(3)
    truth, seeds, rounds = 0.02, 4, 2000
    covered = pooled = 0
    for _ in range(rounds):
        noise_ES = deviation_E[:, None] * draw.standard_normal((len(design), seeds))
        response_ES = truth / 2 * design[:, :1] + noise_ES
        first = effects(design, NAMES[:4], dict(enumerate(response_ES)))[0]
        covered += first.low <= truth <= first.high
        error = 2 * np.sqrt(response_ES.var(axis=1, ddof=1).mean() / response_ES.size)
        pooled += abs(first.size - truth) <= t.ppf(0.975, len(design) * (seeds - 1)) * error
    assert covered / rounds == pytest.approx(0.95, abs=0.015)
    assert pooled / rounds < 0.93


def test_degrees_of_freedom_are_those_of_the_cells_that_scatter() -> None:
    """Two cells of four scatter, equally: 2 (n - 1) of the 4 (n - 1) degrees are left."""
    from scipy.stats import t

    design = fractional_factorial(2, [])
    noise = np.array([-0.01, 0.0, 0.01])
    first = effects(design, "ab", {k: 0.1 * k + noise * (k < 2) for k in range(4)})[0]
    error = 2 / 4 * np.sqrt(2 * noise.var(ddof=1) / 3)
    assert first.high - first.size == pytest.approx(t.ppf(0.975, 4) * error)
    assert first.p == pytest.approx(2 * t.sf(first.size / error, 4))


def test_an_empty_cell_or_no_repetition_is_refused() -> None:
    design = fractional_factorial(2, [])
    with pytest.raises(ValueError, match="Cells without a response: 3"):
        effects(design, "ab", {k: np.array([0.0, 1.0]) for k in range(3)})
    two = np.array([0.0, 1.0])
    with pytest.raises(ValueError, match="error cannot be estimated: 2"):
        effects(design, "ab", {k: two[: 1 + (k != 2)] for k in range(4)})


def test_where_nothing_scatters_the_interval_is_a_point() -> None:
    first, second, *_ = effects(
        fractional_factorial(2, []), "ab", {k: np.array([k // 2, k // 2]) for k in range(4)}
    )
    assert (first.low, first.size, first.high, first.p) == (1.0, 1.0, 1.0, 0.0)
    assert (second.size, second.p) == (0.0, 1.0)
