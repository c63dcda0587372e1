"""The line: who is next, who shares a job, and when there is no room."""

from __future__ import annotations

import pytest

from app.jobs.job import Job, State
from app.jobs.limits import Limits
from app.jobs.line import ALREADY_TWO, Line
from tests.app.runs import small_config


def job(seed: int, *viewers: str, state: State = State.WAITING) -> Job:
    return Job(small_config(seed), state=state, viewers=set(viewers))


def line_of(*jobs: Job) -> Line:
    line = Line()
    for one in jobs:
        line.add(one)
    return line


def test_the_oldest_are_next_as_many_as_are_free() -> None:
    first, second, third = job(1), job(2), job(3)
    trains = job(0, state=State.TRAINING)
    line = line_of(trains, first, second, third)
    assert line.under_way == [trains]
    assert line.next(at_once=3) == [first, second]
    assert line.next(at_once=1) == []


def test_a_viewer_waits_for_an_own_job_and_a_job_without_viewers_for_nobody() -> None:
    trains = job(0, "ann", state=State.TRAINING)
    of_ann, of_both, of_nobody = job(1, "ann"), job(2, "ann", "bob"), job(3)
    assert line_of(trains, of_ann, of_both, of_nobody).next(9) == [of_both, of_nobody]
    first, second = job(4, "cid"), job(5, "cid")
    assert line_of(first, second).next(9) == [first]


def test_places_count_those_that_wait_and_who_watches_hears_of_it() -> None:
    trains, first, second = job(0, state=State.TRAINING), job(1), job(2)
    line = line_of(trains, first, second)
    line.number()
    assert [one.place for one in (trains, first, second)] == [0, 1, 2]
    heard: list[str] = []
    second.frames.listen(lambda: heard.append("second"))
    line.number()
    assert heard == []
    line.remove(first)
    line.number()
    assert second.place == 1
    assert heard == ["second"]


def test_a_config_is_shared_unless_somebody_controls_its_job() -> None:
    shared = job(1)
    line = line_of(shared)
    assert line.shared(small_config(1)) is shared
    assert line.shared(small_config(2)) is None
    shared.shared = False
    assert line.shared(small_config(1)) is None
    assert line.find(shared.id) is shared


def test_there_is_room_for_so_many() -> None:
    limits = Limits(training_at_once=1, waiting_at_most=1)
    line = line_of(job(1, "ann"))
    line.check_room("ann", limits)
    line.add(job(2, "ann"))
    with pytest.raises(ValueError, match=ALREADY_TWO):
        line.check_room("ann", limits)
    with pytest.raises(ValueError, match="1 trainings are waiting already"):
        line.check_room("bob", limits)
    line.jobs[0].state = State.PAUSED
    with pytest.raises(ValueError, match="1 trainings are waiting already"):
        line.check_room("bob", limits)
    line.jobs[0].aside = True  # it has given up its place
    line.check_room("bob", limits)


def test_a_job_that_takes_the_place_of_another_needs_only_that_place() -> None:
    limits = Limits(training_at_once=1, waiting_at_most=1)
    line = line_of(job(1, "ann"), job(2, "bob"))
    first, second = line.jobs
    first.state = State.TRAINING
    for viewer, own in (("ann", first), ("bob", second)):
        line.check_room(viewer, limits, instead_of=own)
    second.viewers.add("cat")  # for whom it goes on
    with pytest.raises(ValueError, match="1 trainings are waiting already"):
        line.check_room("bob", limits, instead_of=second)
