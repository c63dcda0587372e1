"""Ways on the sphere and sums of powers of e in the browser, against NumPy."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from tests.app.drawing.modules import run_with


@pytest.mark.parametrize("dimension", [2, 3, 5])
def test_the_way_between_two_directions_is_even_and_stays_on_the_sphere(
    blank: Any, dimension: int
) -> None:
    a, b = np.random.default_rng(dimension).normal(size=(2, dimension))
    a, b = a / np.linalg.norm(a), b / np.linalg.norm(b)
    shares = [0.0, 0.25, 0.5, 1.0]
    way = run_with(
        blank, "directions.js", "greatCircle",
        "const along = greatCircle([9, ...given.a], 1, given.b, 0, given.a.length);"
        "return given.shares.map((share) => given.a.map((_, d) => along(share, d)));",
        a=a.tolist(), b=b.tolist(), shares=shares,
    )  # fmt: skip
    assert np.linalg.norm(way, axis=1) == pytest.approx(np.ones(len(shares)))
    assert np.arccos(np.clip(way @ a, -1, 1)) == pytest.approx(
        np.array(shares) * np.arccos(a @ b), abs=1e-6
    )
    assert way[-1] == pytest.approx(b)


def test_a_way_of_no_length_stays_where_it_is(blank: Any) -> None:
    body = (
        "const along = greatCircle([0, 1], 0, [0, 1], 0, 2); return [along(0.5, 0), along(0.5, 1)];"
    )
    assert run_with(blank, "directions.js", "greatCircle", body) == [0, 1]


def test_a_sum_of_powers_does_not_overflow(blank: Any) -> None:
    body = "return logSum([1000, 1001, 999])"
    expected = float(np.logaddexp.reduce([1000.0, 1001.0, 999.0]))
    assert run_with(blank, "log_sum.js", "logSum", body) == pytest.approx(expected)
