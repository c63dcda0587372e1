"""What is left of the time, and what is said of a process."""

import pytest

from benchmarks.card.run import when_ready
from benchmarks.harness.contestants import Contestant
from tests.benchmarks.card.small import small_run


def test_there_is_always_a_little_time(tmp_path):
    run = small_run(tmp_path, seconds=100)
    assert 60 < run.left(30) <= 70
    assert run.left(200) == 0.1


def test_a_process_has_the_device_and_is_ended_later(tmp_path):
    run = small_run(tmp_path)
    one = run.contestant("one", "module:make", batch=3)
    assert one.arguments == {"device": "cpu", "batch": 3}
    assert run.alive == [one]


@pytest.mark.parametrize(
    ("facts", "line"),
    [
        (None, "one: out. it broke"),
        ({"seconds": 1.23}, "one: ready after 1.2 s"),
        (
            {"seconds": 9, "first_step": 4.56, "hindrance": "head.py:7"},
            "one: ready after 9.0 s, first step 4.6 s, not captured: head.py:7",
        ),
    ],
)
def test_a_line(facts, line):
    assert when_ready(Contestant("one", "", {}, problem="it broke"), facts) == line
