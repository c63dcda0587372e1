"""Answers as plain data: there and back, and what is refused."""

from __future__ import annotations

import json
from typing import Any

import pytest

from app.course.kept import Kept, file_end, packed, read_file, unpacked
from tests.app.course.small import AGAIN, PLAY, PREDICT, TRANSFER, WALK

KEPT = Kept({PREDICT: (57.0,), TRANSFER: 1, AGAIN: 0}, {PREDICT: "so"}, {PREDICT, PLAY})


def test_answers_come_back_from_a_link_and_from_a_file() -> None:
    plain = {"small": KEPT.plain(WALK)}
    for way in (unpacked(packed(plain)), read_file(("# Text\n" + file_end(plain)).encode())):
        back = Kept()
        back.take(WALK, way["small"])
        assert back == KEPT


def test_addresses_survive_a_change_of_the_lesson() -> None:
    plain = json.loads(json.dumps(KEPT.plain(WALK)))
    assert plain["said"] == {"1.predict": [57.0], "1.transfer": 1, "again-1.recall": 0}
    assert plain["seen"] == ["1.predict", "1.play"]


def test_what_was_answered_here_stays() -> None:
    here = Kept({TRANSFER: 0})
    here.take(WALK, KEPT.plain(WALK))
    assert here.answers[TRANSFER] == 0
    assert here.answers[PREDICT] == (57.0,)


@pytest.mark.parametrize(
    "plain",
    [
        None, [], {"said": 3}, {"said": {"9.predict": 1}}, {"said": {"1.transfer": 7}},
        {"said": {"1.transfer": "x"}}, {"said": {"1.transfer": True}}, {"seen": ["x", 3]},
        {"said": {"1.predict": [1, 2]}}, {"said": {"1.predict": [500]}}, {"said": {"1.play": 0}},
        {"because": {"1.predict": 4}},
    ],
)  # fmt: skip
def test_what_the_lesson_does_not_know_is_left_out(plain: Any) -> None:
    back = Kept()
    back.take(WALK, plain)
    assert back == Kept()


@pytest.mark.parametrize("letters", ["", "x", "é", "A" * 200_000, packed({})[:4], "bm8="])
def test_broken_letters_are_refused_in_a_sentence(letters: str) -> None:
    with pytest.raises(ValueError, match="no predictions of this course"):
        unpacked(letters)
    with pytest.raises(ValueError, match="no predictions of this course"):
        read_file(letters.encode())
