"""The benchmark of a hall: who does what, and how it is reported."""

from __future__ import annotations

import re
from collections import Counter

import pytest

from benchmarks.hall import class_of, exceeded, hall_of, outcome, report
from benchmarks.harness.options import Options
from benchmarks.visitors.student import LOSES, PAUSES, RELOADS, TRAINS


def test_of_a_hundred_a_third_pause_a_third_reload_and_ten_lose_the_line() -> None:
    hall = hall_of("host", 100, 10, away=20.0)
    assert Counter(student.does for student in hall) == {
        PAUSES: 34, RELOADS: 33, LOSES: 10, TRAINS: 23,
    }  # fmt: skip
    assert len({student.seed for student in hall}) == 100
    assert {student.does for student in class_of("host", 30, pause=30.0)} == {PAUSES}


def test_those_without_their_run_are_counted_with_the_reason() -> None:
    students = hall_of("host", 4, 1, away=20.0)
    students[0].begun, students[0].ended, students[0].fragments = 2.0, 5.0, [0.1]
    for student in students[1:3]:
        student.why = "404"
    text = outcome(students)
    assert re.search(rf"{PAUSES} +2 +1 +1 +2 s +2 s +5 s +5 s", text)
    assert re.search(rf"{LOSES} +1 +0 +0 +- +- +- +-", text)
    assert text.endswith(f"2 of 4 without their run, at most 0; {RELOADS}: 404; {LOSES}: 404")


@pytest.mark.parametrize(
    ("why", "sentences"),
    [
        ("", []),
        ("OSError: still waiting", ["1 of 5 without their run, at most 0"]),
        ("404", ["1 of 5 without their run, at most 0", "1 of 5 got 404, at most 0"]),
    ],
)
def test_nobody_may_be_left_without_their_run(why: str, sentences: list[str]) -> None:
    students = class_of("host", 5, pause=1.0)
    students[2].why = why
    assert exceeded(students) == sentences


@pytest.mark.slow
def test_a_few_students_of_the_real_app() -> None:
    texts = list(report(Options(quick=True), students=(2, 4, 1), away=(1.0, 1.0), seconds=300.0))
    assert len(texts) == 2
    for text in texts:
        assert "0 of " in text
