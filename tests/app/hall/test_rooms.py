"""All rooms: found by their codes, few, and gone after two hours."""

from __future__ import annotations

import pytest

from app.hall.codes import in_words
from app.hall.limits import Limits
from app.hall.rooms import FULL, Rooms
from tests.app.hall.asking import QUESTIONS, Clock, nothing


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def rooms(clock: Clock) -> Rooms:
    return Rooms(Limits(rooms=2), clock=clock)


def test_a_room_is_found_by_its_code_alone(rooms: Rooms) -> None:
    room = rooms.open(QUESTIONS)
    assert rooms.find(room.code) is room
    assert rooms.find(in_words(room.code).lower()) is room
    assert [rooms.find(code) for code in ("", "BCDFGHJ", room.key, room.code[::-1])] == [None] * 4


def test_a_room_dies_after_two_hours(rooms: Rooms, clock: Clock) -> None:
    room = rooms.open(QUESTIONS)
    clock.now += 7199
    assert rooms.find(room.code) is room
    clock.now += 1
    assert rooms.find(room.code) is None
    assert room.over
    assert len(rooms) == 0


def test_a_room_dies_when_it_is_closed(rooms: Rooms) -> None:
    room, other = rooms.open(QUESTIONS), rooms.open(QUESTIONS)
    rooms.close(room)
    rooms.close(room)
    assert room.over
    assert rooms.find(room.code) is None
    assert rooms.find(other.code) is other


def test_when_all_are_taken_the_one_that_nobody_is_in_makes_way(rooms: Rooms, clock: Clock) -> None:
    first, second = rooms.open(QUESTIONS), rooms.open(QUESTIONS)
    first.watch(nothing)
    clock.now += 59
    with pytest.raises(ValueError, match=FULL):
        rooms.open(QUESTIONS)
    clock.now += 1
    third = rooms.open(QUESTIONS)
    assert second.over
    assert [rooms.find(room.code) for room in (first, third)] == [first, third]


def test_no_visitor_has_all_rooms(clock: Clock) -> None:
    rooms = Rooms(Limits(rooms=6, rooms_of_one=3), clock=clock)
    many = [rooms.open(QUESTIONS, "one") for _ in range(6)]
    for room in many:
        room.watch(nothing, wall=True)
    for room in many[:5]:
        room.sit("", nothing)
    others = [rooms.open(QUESTIONS, "another") for _ in range(3)]
    assert many[5].over  # the emptiest goes first
    assert sum(room.over for room in many) == 3
    for room in others:
        room.watch(nothing, wall=True)
    for visitor in ("one", "another", "a third"):
        with pytest.raises(ValueError, match=FULL):
            rooms.open(QUESTIONS, visitor)  # nobody has more than three


def test_no_code_is_given_twice(clock: Clock) -> None:
    codes = iter(["BCDFGHJK", "BCDFGHJK", "CCDFGHJK"])
    rooms = Rooms(clock=clock, new_code=lambda: next(codes))
    assert [rooms.open(QUESTIONS).code for _ in range(2)] == ["BCDFGHJK", "CCDFGHJK"]
