"""Works take turns, and the ratios are right: by a clock that only the works move."""

import time
from collections.abc import Callable

import pytest

from benchmarks.harness.timing import Times, clock_of, since, take_turns


class FakeClock:
    """A clock that stands still unless a work takes some of its time."""

    def __init__(self) -> None:
        self.now = 100.0

    def __call__(self) -> float:
        return self.now

    def work(self, seconds: float, log: list[str], name: str) -> Callable[[], None]:
        """A work that takes so long."""

        def run() -> None:
            self.now += seconds
            log.append(name)

        return run


def test_works_take_turns_and_the_first_round_is_not_counted() -> None:
    clock, log = FakeClock(), list[str]()
    works = {"a": clock.work(3, log, "a"), "b": clock.work(2, log, "b")}
    times = take_turns(works, 4, clock)
    assert "".join(log) == "ab" * 5
    assert times.seconds == {"a": [3.0] * 4, "b": [2.0] * 4}
    assert times.typical("a") == 3
    assert times.ratio("a", "b") == 1.5


def test_a_clock_that_stands_still_can_be_divided_by() -> None:
    clock = FakeClock()
    times = take_turns({"a": lambda: None, "b": lambda: None}, 3, clock)
    assert times.ratio("a", "b") == 1
    assert 0 < times.typical("a") <= 1e-6
    assert 0 < since(clock(), clock) <= 1e-6
    assert since(clock() - 2, clock) == 2


def test_the_ratio_is_taken_round_by_round() -> None:
    # The machine was three times as slow in the second round, for both.
    times = Times({"a": [2.0, 6.0, 2.0], "b": [1.0, 3.0, 1.0]})
    assert times.ratio("a", "b") == 2
    assert times.ratio("a", "a") == 1


def test_one_thread_is_timed_by_the_processor() -> None:
    assert clock_of("cpu", 1) is time.process_time
    assert clock_of("cpu", 2) is time.perf_counter


def test_a_gpu_finishes_its_queue_first(monkeypatch: pytest.MonkeyPatch) -> None:
    waited = []
    monkeypatch.setattr("torch.cuda.synchronize", waited.append)
    before = time.perf_counter()
    assert clock_of("cuda", 1)() >= before
    assert waited == ["cuda"]
