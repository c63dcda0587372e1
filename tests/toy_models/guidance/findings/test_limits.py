"""What could have been found, on differences whose spread is known."""

import numpy as np
import pytest

from evidence.power import smallest_found
from evidence.resampling import difference_interval
from toy_models.guidance.contrasts import Contrast
from toy_models.guidance.findings.limits import (
    found_at,
    least_found,
    never_differ,
    p_of_others,
)

QUIET = (0.0, 0.0, 0.0, 0.0)
CALM = (0.010, 0.012, 0.008, 0.011)
WIDE = (0.00, 0.09, 0.01, -0.05)


def contrast(cell: str, values: tuple[float, ...], p_holm: float = 1.0) -> Contrast:
    return Contrast(
        cell=cell, one="sv", other="norm", differences=values, p_holm=p_holm, p_equivalent=1.0,
        interval=difference_interval(np.array(values), np.zeros((len(values), 1))), missing=0,
    )  # fmt: skip


ALL = [contrast("quiet", QUIET), contrast("calm", CALM), contrast("wide", WIDE)]


def test_what_is_found_follows_from_the_error_the_pairs_and_the_tests() -> None:
    error = np.std(CALM, ddof=1) / 2
    for tests in (1, 3):
        expected = error * smallest_found(4, 0.05 / tests)
        assert found_at(ALL[1], tests) == pytest.approx(expected, rel=0.03)  # from 4,000 draws
    found = least_found(ALL)
    assert found["median"] == found["of"]["calm: sv - norm"] == found_at(ALL[1], 3)
    assert found["most"] == found["of"]["wide: sv - norm"]
    assert found["over_bound"] == 1
    assert found["alone"] == found_at(ALL[1], 1)
    assert least_found([]) == {"of": {}}


def test_differences_that_could_not_be_are_left_out_of_a_second_correction() -> None:
    assert [one.cell for one in never_differ(ALL)] == ["quiet"]
    p = p_of_others(ALL)
    assert p == {
        "calm: sv - norm": pytest.approx(2 * ALL[1].interval.p),
        "wide: sv - norm": pytest.approx(ALL[2].interval.p),
    }
