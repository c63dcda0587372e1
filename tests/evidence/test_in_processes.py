"""Jobs in one process and in several."""

import os

import pytest

from evidence.in_processes import in_processes


def squared(number: int) -> tuple[int, int]:
    if number < 0:
        raise ValueError(f"{number} is below 0.")
    return number**2, os.getpid()


def test_in_one_process_results_come_in_order_and_one_at_a_time() -> None:
    results = in_processes(squared, iter([3, 1, 2]))
    assert next(results) == (9, os.getpid())
    assert [square for square, _ in results] == [1, 4]


def test_several_processes_share_the_jobs() -> None:
    results = list(in_processes(squared, range(6), 2))
    assert sorted(square for square, _ in results) == [0, 1, 4, 9, 16, 25]
    assert os.getpid() not in {process for _, process in results}


def test_an_error_in_a_job_is_raised_here() -> None:
    with pytest.raises(ValueError, match="-1 is below 0"):
        list(in_processes(squared, [1, -1, 2], 2))
    with pytest.raises(ValueError, match="--processes is 1 or more, not 0"):
        next(in_processes(squared, [1], 0))
