"""The smallest solution, and none where the function jumps."""

import pytest

from toy_models.solution import smallest_solution


def test_a_solution_is_the_smallest_and_a_jump_is_none() -> None:
    assert smallest_solution(0.25, lambda x: (x - 1) ** 2, 0.0, 2.0) == pytest.approx(0.5)
    assert smallest_solution(0.5, lambda x: float(x > 0.7), 0.0, 1.0) is None
    assert smallest_solution(3.0, lambda x: x, 3.0, 4.0) == 3.0
    assert smallest_solution(5.0, lambda x: x, 3.0, 4.0) is None


def test_tiny_values_are_compared_with_one_another() -> None:
    assert smallest_solution(1e-9, lambda x: 1e-13, 0.0, 1.0) is None
    assert smallest_solution(2e-12, lambda x: x * 1e-11, 0.0, 1.0) == pytest.approx(0.2)
    assert smallest_solution(5e-12, lambda x: 1e-11 * (x > 0.7), 0.0, 1.0) is None
    assert smallest_solution(0.0, lambda x: x - 0.3, 0.0, 1.0) == pytest.approx(0.3)
