"""The benchmark of a hall that answers: who does what, and what its report counts."""

from __future__ import annotations

from collections import Counter

import pytest

from benchmarks.hall_answers import ANSWERS, LOSES, RELOADS, hall_of, outcome, report
from benchmarks.harness.options import Options
from benchmarks.visitors.hall_student import HallWall


def test_a_third_reload_and_a_third_lose_the_line() -> None:
    kinds = Counter(student.does for student in hall_of("host", "code", 99))
    assert kinds == {ANSWERS: 33, RELOADS: 33, LOSES: 33}


def test_an_answer_that_is_there_twice_or_not_at_all_is_not_counted_once() -> None:
    students, drawn = hall_of("host", "code", 4), [(1.0,), (2.0,), (3.0,), (4.0,)]
    wall = HallWall("host", "code", "key")
    wall.answers = [(1.0,), (2.0,), (2.0,), (4.0,), (9.0,)]
    for k, (student, want) in enumerate(zip(students, drawn, strict=True)):
        student.first_sent[want] = 0.0
        wall.seen[want] = 0.1 * k
    text = outcome(wall, students, drawn)
    lines = [line.split() for line in text.splitlines()]
    assert [line[-2:] for line in lines[1:4]] == [["2", "2"], ["1", "0"], ["1", "0"]]
    assert "beyond these: 1, of 0" in text
    assert text.endswith("longest 300")


@pytest.mark.slow
def test_a_few_students_of_the_real_app() -> None:
    calm, flooded, closed, _ = report(Options(quick=True), students=6, spread=1.0)
    for text in (calm, flooded):
        assert [line.split()[-2:] for line in text.splitlines() if line.startswith(("only", "l"))] \
            == [["2", "2"]] * 3  # fmt: skip
    assert "6 of 6 lines ended by the server" in closed
