"""The record of a challenge: trainings are counted once each, and two memories become one."""

from __future__ import annotations

import json

import pytest

from app.course.record import TRAININGS_AT_MOST, Record, in_words, together


def test_each_setting_counts_once_and_after_the_solution_nothing_counts() -> None:
    record = Record()
    for digest in ("aaaaaaaa11", "bbbbbbbb22", "aaaaaaaa11"):
        record.note(digest, solves=False)
    assert in_words(record) == "2 trainings so far"
    record.note("cccccccc33", solves=True)
    assert (record.solved, in_words(record)) == (3, "solved in 3 trainings")
    record.note("dddddddd44", solves=True)
    assert (record.solved, len(record.tried)) == (3, 3)


def test_the_first_training_is_one_training() -> None:
    record = Record()
    assert in_words(record) == ""
    record.note("aaaaaaaa", solves=True)
    assert in_words(record) == "solved in 1 training"


def test_it_comes_back_from_plain_data() -> None:
    record = Record(["aaaaaaaa"], 1, 2)
    assert Record.of(json.loads(json.dumps(record.plain))) == record


@pytest.mark.parametrize(
    "plain",
    [None, [], {"tried": 3, "solved": "x", "hints": None}, {"tried": [1, None], "solved": True}],
)
def test_what_cannot_be_understood_is_nothing(plain: object) -> None:
    assert Record.of(plain) == Record()


def test_a_file_cannot_make_it_grow_without_end() -> None:
    record = Record.of({"tried": ["x" * 9000] * 9000, "solved": 10**9, "hints": -4})
    assert len(record.tried) == record.solved == TRAININGS_AT_MOST
    assert (record.hints, len(record.tried[0])) == (0, 8)


def test_two_memories_keep_all_trainings_and_the_solution() -> None:
    one = {"stuck": Record(["aaaaaaaa"], 0, 1).plain, "unsure": Record(["cccccccc"], 1).plain}
    other = {"stuck": Record(["aaaaaaaa", "bbbbbbbb"], 2, 0).plain, "deceived": "?"}
    found = together(one, other)
    assert Record.of(found["stuck"]) == Record(["aaaaaaaa", "bbbbbbbb"], 2, 1)
    assert Record.of(found["unsure"]).solved == 1
    assert Record.of(found["deceived"]) == Record()


@pytest.mark.parametrize("solved", [0, 3])
def test_a_solution_that_is_judged_again_after_a_reload_took_as_many_trainings(solved: int) -> None:
    kept = Record(["aaaaaaaa", "bbbbbbbb", *["cccccccc"] * bool(solved)], solved, 2)
    after = Record()
    after.note("cccccccc", solves=True)
    found = kept.then(after)
    assert found == Record(["aaaaaaaa", "bbbbbbbb", "cccccccc"], 3, 2)
    assert found.then(after) == found
