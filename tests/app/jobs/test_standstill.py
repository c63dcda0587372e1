"""A training that stands still gives up its place after a while, and finds one again."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

import pytest

from app.jobs.job import Job, State
from app.jobs.limits import Limits
from app.jobs.line import Line
from app.jobs.pool import Pool
from app.jobs.standstill import OTHERS, Standstill
from tests.app.jobs.long_jobs import long_config, over
from tests.app.runs import assert_same_run, run_of, small_config, wait_until


class Watched:
    """A line of which the test says when time has passed."""

    def __init__(self, aside_at_most: int = 9) -> None:
        self.line = Line()
        self.due: list[tuple[Callable[..., None], tuple[Any, ...]]] = []
        self.freed = 0
        self.ended: list[Job] = []
        self.standstill = Standstill(
            self.line,
            threading.RLock(),
            limits=lambda: Limits(aside_at_most=aside_at_most),
            free=self._free,
            end=self._end,
            later=lambda _, work, *arguments: self.due.append((work, arguments)),
        )

    def _free(self) -> None:
        self.freed += 1

    def _end(self, job: Job) -> None:
        self.ended.append(job)
        self.line.remove(job)

    def paused(self, seed: int, visitor: str = "") -> Job:
        job = self.line.add(Job(small_config(seed), state=State.PAUSED, visitor=visitor))
        self.standstill.begins(job)
        return job

    def wait(self) -> None:
        """Until all is done that was to be done later."""
        due, self.due = self.due, []
        for work, arguments in due:
            work(*arguments)


def test_a_paused_job_keeps_its_place_for_a_while() -> None:
    watched = Watched()
    job = watched.paused(1)
    assert job.has_place
    watched.wait()
    assert not job.has_place
    assert job.under_way
    assert watched.freed == 1
    watched.standstill.begins(job)  # a step, without a place
    assert watched.due == []


def test_who_makes_steps_or_goes_on_does_not_stand_still() -> None:
    watched = Watched()
    steps, goes_on = watched.paused(1), watched.paused(2)
    for _ in range(50):
        watched.standstill.begins(steps)
    goes_on.state = State.TRAINING
    assert len(watched.due) == 2  # however often it was halted
    watched.wait()
    assert (steps.has_place, goes_on.has_place) == (True, True)
    goes_on.state = State.PAUSED
    watched.standstill.begins(goes_on)
    watched.wait()
    assert (steps.has_place, goes_on.has_place) == (False, False)


def test_of_too_many_that_stand_still_the_first_is_ended_with_a_sentence() -> None:
    watched = Watched(aside_at_most=2)
    first, second, third = (watched.paused(seed) for seed in range(3))
    watched.wait()
    assert watched.ended == [first]
    assert first.why == OTHERS
    assert (second.why, third.why) == ("", "")


def test_of_too_many_those_of_the_visitor_who_has_most_are_ended() -> None:
    watched = Watched(aside_at_most=3)
    home = watched.paused(0, "192.0.2.3")
    many = [watched.paused(seed, "192.0.2.1") for seed in range(1, 5)]
    watched.wait()
    assert watched.ended == many[:2]
    assert home.why == ""


@pytest.fixture
def hurried(pool: Pool) -> Iterator[Pool]:
    """One job has a place, and loses it at once when it stands still."""
    usual = pool.limits
    pool.limits = replace(usual, training_at_once=1, still_seconds=0.05)
    yield pool
    pool.limits = usual


@pytest.mark.slow
def test_a_paused_job_lets_another_train_and_then_ends_as_an_unbroken_one(hurried: Pool) -> None:
    config = small_config(70, steps=1500, kept=30)
    first = hurried.submit(config, "ann")
    wait_until(lambda: first.step, "it under way")
    second = hurried.submit(long_config(71), "bob")
    assert second.state is State.WAITING
    hurried.pause(first, "ann")
    wait_until(lambda: second.step, "the other has the place")
    before = first.step
    hurried.step(first, "ann")
    wait_until(lambda: first.step == before + 1, "a step needs no place")
    hurried.resume(first, "ann")
    assert (first.state, first.place) == (State.WAITING, 1)
    third = hurried.submit(long_config(72), "cat")
    assert (first.place, third.place) == (1, 2)  # it came before
    hurried.pause(first, "ann")
    assert (first.state, first.place, third.place) == (State.PAUSED, 0, 1)
    hurried.resume(first, "ann")
    hurried.stop(third)
    hurried.stop(second)
    assert over(first).state is State.FINISHED
    assert first.result
    assert_same_run(first.result, run_of(config))


@pytest.mark.slow
def test_a_job_that_waits_to_go_on_can_be_stopped_with_what_it_has(hurried: Pool) -> None:
    first = hurried.submit(long_config(73), "ann")
    wait_until(lambda: first.step, "it under way")
    hurried.pause(first, "ann")
    wait_until(lambda: not first.has_place, "it stands aside")
    second = hurried.submit(long_config(74), "bob")
    wait_until(lambda: second.step, "the other has the place")
    hurried.resume(first, "ann")
    hurried.stop(first, "ann")
    assert over(first).state is State.STOPPED
    assert first.result
    assert first.result.steps_K[-1] == first.step > 0
    hurried.stop(second)
    over(second)
