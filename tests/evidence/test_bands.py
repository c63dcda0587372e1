"""A band by hand."""

import math

import numpy as np
import pytest

from evidence.bands import Band


def test_a_band_is_mean_and_sample_deviation() -> None:
    band = Band(np.array([1.0, 2.0, 6.0]))
    assert (band.mean, band.deviation) == pytest.approx((3.0, math.sqrt(7)))
    equal = Band(np.array([2.0, 2.0]))
    assert (equal.mean, equal.deviation) == (2.0, 0.0)


def test_a_band_as_text_has_so_many_digits() -> None:
    values_S = np.array([1.0, 2.0, 3.0, -1.0])
    assert str(Band(values_S, 1)) == "1.2 ± 1.7"  # 1.25, rounded to even
    assert str(Band(values_S)) == "1.250 ± 1.708"


@pytest.mark.parametrize("values", [[], [1.0]])
def test_fewer_than_two_values_have_no_band(values: list[float]) -> None:
    with pytest.raises(ValueError, match=r"^A band over seeds needs two or more values\.$"):
        Band(np.array(values))
