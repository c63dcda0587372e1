"""Who makes way: the visitor who has most, and nobody else."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest

from app.jobs import Limits, Pool, Store
from app.jobs.control import MADE_WAY
from app.jobs.fairness import first_of_most, gives_place, in_turn, leaves_line, places_of
from app.jobs.job import Job, State
from app.jobs.line import Line
from app.jobs.pool import LEFT_LINE
from tests.app.jobs.long_jobs import Puppet, long_config
from tests.app.runs import small_config, wait_until

HOG, SCHOOL, HOME = "192.0.2.1", "192.0.2.2", "192.0.2.3"
LIMITS = Limits()


class Hall:
    """A line with a clock, in which places are given as the pool does."""

    def __init__(self) -> None:
        self.now = 0.0
        self.line = Line()
        self.count = 0

    def come(self, visitor: str, jobs: int, steps: int = 3000) -> list[Job]:
        """So many people of a visitor ask for a training each."""
        config = small_config(0, steps=steps)
        made = [
            Job(config, visitor=visitor, viewers={f"{self.count + k}"}, clock=lambda: self.now)
            for k in range(jobs)
        ]
        self.count += jobs
        for job in made:
            self.line.add(job)
        self.hand_out()
        return made

    def hand_out(self) -> None:
        for job in self.line.next(LIMITS.training_at_once):
            job.state, job.aside = State.TRAINING, False
        while (swap := self.line.swap(LIMITS)) is not None:
            gives, gets = swap
            gives.aside = True
            gives.wait()
            gets.state, gets.aside = State.TRAINING, False

    def wait(self, seconds: float) -> None:
        self.now += seconds
        self.hand_out()

    def end(self, job: Job) -> None:
        self.line.remove(job)
        self.hand_out()

    @property
    def places(self) -> Counter[str]:
        return places_of(self.line.jobs)


def test_who_waits_for_long_gets_a_place_of_the_visitor_who_has_most() -> None:
    hall = Hall()
    hall.come(HOG, 26, steps=50_000)
    (student,) = hall.come(HOME, 1, steps=50)
    assert hall.line.next(24) == []
    hall.wait(LIMITS.long_seconds - 1)
    assert hall.places == {HOG: 24}
    assert hall.line.until_long(LIMITS) == 1
    hall.wait(1)
    assert student.has_place
    assert hall.places == {HOG: 23, HOME: 1}
    assert hall.line.until_long(LIMITS) == LIMITS.long_seconds  # what was put aside waits now


def test_what_was_put_aside_goes_on_before_all_that_came_later() -> None:
    hall = Hall()
    jobs = hall.come(HOG, 26)
    (student,) = hall.come(HOME, 1)
    hall.wait(LIMITS.long_seconds)
    (aside,) = [job for job in jobs if job.aside]
    hall.end(student)
    assert (aside.state, aside.aside) == (State.TRAINING, False)
    assert [job.state for job in jobs[24:]] == [State.WAITING] * 2
    hall.wait(1000)
    assert hall.places == {HOG: 24}


def test_who_is_alone_keeps_all_places_and_the_order_of_coming() -> None:
    hall = Hall()
    jobs = hall.come(SCHOOL, 40)
    hall.wait(1000)
    assert [job for job in jobs if job.has_place] == jobs[:24]
    assert in_turn(hall.line.jobs, LIMITS.places_of_one) == jobs[24:]
    hall.end(jobs[3])
    assert jobs[24].has_place


def test_two_schools_come_to_have_half_each_and_stay_there() -> None:
    hall = Hall()
    hall.come(SCHOOL, 40)
    hall.come(HOG, 40)
    for _ in range(10):
        hall.wait(LIMITS.long_seconds)
        assert hall.places.total() == 24
    assert hall.places == {SCHOOL: 12, HOG: 12}


def test_a_class_keeps_a_few_places_however_many_others_come() -> None:
    hall = Hall()
    hall.come(SCHOOL, 30)
    others = [job for k in range(40) for job in hall.come(f"198.51.100.{k}", 1)]
    hall.wait(1000)
    assert hall.places[SCHOOL] == LIMITS.places_of_one
    assert [job for job in others if job.has_place] == others[:18]
    hall.end(others[0])
    assert others[18].has_place  # before the class, which has some


@pytest.mark.parametrize("visitor", [HOG, HOME])
def test_the_places_in_line_are_those_in_which_they_are_trained(visitor: str) -> None:
    hall = Hall()
    hall.come(HOG, 30)
    (last,) = hall.come(visitor, 1)
    hall.line.number()
    assert last.place == (1 if visitor == HOME else 7)


def test_what_gives_its_place_is_paused_or_has_most_left() -> None:
    short = Job(small_config(1, steps=50), State.TRAINING, visitor=HOG)
    nearly = Job(small_config(2, steps=5000), State.TRAINING, step=4990, visitor=HOG)
    long = Job(small_config(3, steps=5000), State.TRAINING, step=10, visitor=HOG)
    waits = Job(small_config(4), visitor=HOME)
    jobs = [short, nearly, long, waits]
    assert gives_place(jobs, waits, of_one=1) is long
    short.state = State.PAUSED
    assert gives_place(jobs, waits, of_one=1) is short
    assert gives_place(jobs, waits, of_one=3) is None
    assert gives_place(jobs, Job(small_config(5), visitor=HOG), of_one=1) is None
    assert gives_place([], waits, of_one=1) is None


def test_a_viewer_with_a_place_takes_no_other() -> None:
    hall = Hall()
    hall.come(HOG, 24)
    (first,) = hall.come(HOME, 1)
    (second,) = hall.come(HOME, 1)
    second.viewers = first.viewers
    hall.wait(1000)
    assert (first.has_place, second.has_place) == (True, False)


def test_a_full_line_is_left_by_the_last_of_the_visitor_who_has_most() -> None:
    limits = Limits(training_at_once=1, waiting_at_most=3)
    line = Line()
    jobs = [line.add(Job(small_config(k), visitor=HOG)) for k in range(4)]
    jobs[0].state = State.TRAINING
    assert line.check_room("ann", limits, visitor=HOME) is jobs[3]
    with pytest.raises(ValueError, match="3 trainings are waiting already"):
        line.check_room("bob", limits, visitor=HOG)
    jobs[3].aside = True  # it has begun, and would be lost
    assert leaves_line(jobs, HOME) is jobs[2]
    each_one = [Job(small_config(k), visitor=f"{k}") for k in range(4)]
    assert leaves_line(each_one, HOME) is None


def test_the_first_of_the_visitor_who_has_most() -> None:
    one, two, three = (Job(small_config(k), visitor=who) for k, who in enumerate((HOME, HOG, HOG)))
    assert first_of_most([one, two, three]) is two
    assert first_of_most([one, two]) is one


@pytest.fixture
def worker() -> Puppet:
    return Puppet()


@pytest.fixture
def pool_of(tmp_path: Path, worker: Puppet) -> Callable[[Limits], Pool]:
    def made(limits: Limits) -> Pool:
        pool = Pool(Store(tmp_path, shipped=None), limits, spawn=lambda: worker)  # type: ignore[arg-type,return-value]
        pool.start()
        worker.say(kind="ready")
        wait_until(lambda: pool.worker_pid is not None, "the worker is ready")
        return pool

    return made


def test_the_worker_holds_what_was_put_aside_and_goes_on_with_it(
    pool_of: Callable[[Limits], Pool], worker: Puppet
) -> None:
    pool = pool_of(Limits(training_at_once=2, places_of_one=1, long_seconds=0.05))
    hogs = [pool.submit(long_config(k), f"hog {k}", visitor=HOG) for k in range(2)]
    student = pool.submit(small_config(3), "ann", visitor=HOME)
    assert student.state is State.WAITING
    wait_until(lambda: student.state is State.TRAINING, "it has waited for long")
    (aside,) = [job for job in hogs if job.aside]
    wait_until(lambda: aside.place == 1, "its place in line")
    assert (aside.state, aside.note) == (State.WAITING, MADE_WAY)
    pool.drop(student, "ann")
    assert (aside.state, aside.note, aside.aside) == (State.TRAINING, "", False)
    heard = [(message["kind"], message["job"]) for message in worker.heard]
    assert heard[2:] == [
        ("pause", aside.id), ("train", student.id), ("drop", student.id), ("resume", aside.id),
    ]  # fmt: skip
    pool.close()


def test_who_must_leave_the_line_reads_why(
    pool_of: Callable[[Limits], Pool], worker: Puppet
) -> None:
    pool = pool_of(Limits(training_at_once=1, waiting_at_most=2, places_of_one=1))
    hogs = [pool.submit(long_config(k), f"hog {k}", visitor=HOG) for k in range(3)]
    student = pool.submit(small_config(3), "ann", visitor=HOME)
    assert (hogs[2].state, hogs[2].why) == (State.FAILED, LEFT_LINE)
    assert (student.state, student.place) == (State.WAITING, 1)
    again = pool.again(student, "ann", visitor=HOME)
    assert (again.visitor, hogs[1].state) == (HOME, State.WAITING)
    pool.close()
