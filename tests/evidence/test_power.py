"""The smallest difference that is found, against simulated tests and the normal distribution."""

import numpy as np
import pytest
from scipy.stats import ttest_1samp

from evidence.power import smallest_found


@pytest.mark.parametrize(("pairs", "level"), [(4, 0.05), (12, 0.05), (12, 0.05 / 48), (4, 0.005)])
def test_simulated_tests_find_it_as_often_as_asked(pairs: int, level: float) -> None:
    size = smallest_found(pairs, level) / np.sqrt(pairs)  # in deviations of a difference
    draw = np.random.default_rng(0)
    p_T = ttest_1samp(draw.normal(size, 1, (20_000, pairs)), 0, axis=1).pvalue
    assert (p_T <= level).mean() == pytest.approx(0.8, abs=0.01)


def test_many_pairs_need_what_the_normal_distribution_says() -> None:
    assert smallest_found(10_000, 0.05) == pytest.approx(1.960 + 0.842, abs=0.005)


def test_fewer_pairs_a_stricter_level_and_a_higher_power_need_more() -> None:
    usual = smallest_found(12, 0.05)
    assert smallest_found(4, 0.05) > usual
    assert smallest_found(12, 0.05 / 48) > usual
    assert smallest_found(12, 0.05, 0.95) > usual


@pytest.mark.parametrize(("pairs", "level", "power"), [(1, 0.05, 0.8), (4, 0, 0.8), (4, 0.5, 0.4)])
def test_what_no_test_can_do_is_refused(pairs: int, level: float, power: float) -> None:
    with pytest.raises(ValueError, match=r"two pairs or more|does not hold"):
        smallest_found(pairs, level, power)
