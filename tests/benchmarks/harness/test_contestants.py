"""Contestants get ready at once, each in its process; one that fails takes nobody with it."""

import pytest

from benchmarks.harness.contestants import Contestant, get_ready, when_ready

CONTESTS = "tests.benchmarks.harness.contests"


@pytest.mark.slow
def test_they_get_ready_work_and_answer():
    first = Contestant("first", f"{CONTESTS}:Counting", {"start": 5})
    failing = Contestant("failing", f"{CONTESTS}:Failing", {"start": 0})
    later = Contestant("later", f"{CONTESTS}:Counting", {"start": 7})
    everyone = [later, first, failing]
    try:
        ready = [*get_ready(everyone, lambda: 120, {"later": "first"})]
        names = [one.name for one, _ in ready]
        facts = {one.name: found for one, found in ready}
        assert names.index("first") < names.index("later")
        assert (facts["first"]["count"], facts["later"]["count"]) == (5, 7)
        assert facts["first"]["seconds"] > 0
        assert facts["failing"] is None
        assert failing.problem.endswith("ArithmeticError: this one cannot")
        assert failing.ask("steps 3", 1) is None
        taken = first.ask("steps 3", 60)
        assert taken is not None
        assert taken["seconds"] >= 0
        assert first.ask("how many", 60) == {"how many": 8}
        later.end()
        assert later.ask("how many", 60) is None
        assert later.problem == "ended"
    finally:
        for one in everyone:
            one.end()


def test_one_that_takes_too_long_is_out_and_so_is_who_waits_for_it():
    slow = Contestant("slow", f"{CONTESTS}:Counting", {"start": 0})
    waiting = Contestant("waiting", f"{CONTESTS}:Counting", {"start": 0})
    # No process imports torch in so short a time.
    found = dict(
        (one.name, facts)
        for one, facts in get_ready([slow, waiting], lambda: 0.01, {"waiting": "slow"})
    )
    assert found == {"slow": None, "waiting": None}
    assert slow.problem == "no answer to 'ready' in time"
    assert waiting.problem in ("'slow' took all the time", "no answer to 'ready' in time")
    for one in (slow, waiting):
        one.end()


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
def test_what_is_said_of_one_that_is_ready_or_out(facts, line):
    assert when_ready(Contestant("one", "", {}, problem="it broke"), facts) == line
