"""A room: every answer counts once, and nobody's is another's."""

from __future__ import annotations

import pytest

from app.hall.limits import Limits
from app.hall.room import FULL, LATE, LOBBY, SHUT, STRANGE, WAITS, Phase, Room
from tests.app.hall.asking import CHOICE, DRAWN, OTHER, QUESTIONS, Clock, nothing

ASKING, ANSWERS, OUTCOME = Phase.ASKING, Phase.ANSWERS, Phase.OUTCOME


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def room(clock: Clock) -> Room:
    return Room("BCDFGHJK", QUESTIONS, clock, Limits(seats=3))


def test_an_answer_counts_once_however_often_it_comes(room: Room) -> None:
    room.go(CHOICE, ASKING)
    one, other = room.sit("", nothing), room.sit("", nothing)
    assert [room.answer(one, CHOICE, 0), room.answer(one, CHOICE, 0)] == ["", ""]
    assert room.answer(other, CHOICE, 0) == ""
    assert room.answer(one, CHOICE, 1) == ""  # the last one counts
    assert room.answers() == [0, 1]
    assert (room.answer_of(one), room.answer_of(other)) == (1, 0)


def test_a_seat_comes_back_by_its_token_and_by_nothing_else(room: Room) -> None:
    room.go(CHOICE, ASKING)
    seat = room.sit("", nothing)
    room.answer(seat, CHOICE, 1)
    room.stand_up(seat, nothing)
    assert room.here == 0
    assert room.sit(seat.token, nothing) is seat
    assert room.answer_of(seat) == 1
    stranger = room.sit(seat.token[:-1] + "x", nothing)
    assert stranger is not seat
    assert room.answer_of(stranger) is None
    assert len({seat.token, stranger.token, room.key}) == 3
    assert all(len(token) >= 32 for token in (seat.token, stranger.token, room.key))  # 192 bits


def test_a_seat_that_comes_in_elsewhere_loses_its_line(room: Room) -> None:
    ended: list[str] = []

    def first() -> None:
        ended.append("first")

    seat = room.sit("", first)
    room.sit(seat.token, nothing)
    assert ended == ["first"]
    room.stand_up(seat, first)  # the old line is gone; the new one stays
    assert room.here == 1


def test_answers_come_while_it_is_asked_and_at_no_other_time(room: Room) -> None:
    seat = room.sit("", nothing)
    assert room.answer(seat, LOBBY, 0) == LATE
    room.go(CHOICE, ASKING)
    assert room.answer(seat, OTHER, 0) == LATE
    room.pause(True)
    assert room.answer(seat, CHOICE, 0) == WAITS
    room.pause(False)
    assert room.answer(seat, CHOICE, 0) == ""
    room.go(CHOICE, ANSWERS)
    assert room.answer(seat, CHOICE, 1) == LATE
    room.go(CHOICE, ASKING)  # it is asked again, and what was answered stands
    assert room.answers() == [0]
    assert room.answer(seat, CHOICE, 1) == ""


@pytest.mark.parametrize(
    "given", [-1, 2, "0", None, True, [[0]], {"a": 1}, 1e400, [60.0, 61.0], [121.0], ["60"]]
)
def test_what_is_no_answer_is_refused(room: Room, given: object) -> None:
    seat = room.sit("", nothing)
    for at in (CHOICE, DRAWN):
        room.go(at, ASKING)
        assert room.answer(seat, at, given) == STRANGE
    assert room.answers() == []


def test_drawn_answers_come_in_the_order_of_their_size(room: Room) -> None:
    room.go(DRAWN, ASKING)
    for value in (80, 20.5, 40):
        room.answer(room.sit("", nothing), DRAWN, [value])
    assert room.answers() == [(20.5,), (40.0,), (80.0,)]


def test_after_the_outcome_nobody_answers_any_more(room: Room) -> None:
    seat = room.sit("", nothing)
    room.go(CHOICE, OUTCOME)
    room.go(CHOICE, ASKING)
    assert room.phase is ANSWERS
    assert room.played
    assert room.answer(seat, CHOICE, 0) == LATE
    room.go(DRAWN, ASKING)
    assert not room.played
    room.go(LOBBY, OUTCOME)
    assert (room.asked, room.phase) == (None, ASKING)
    with pytest.raises(ValueError, match="no such question"):
        room.go(3, ASKING)


def test_a_full_room_gives_away_what_was_left_longest(room: Room, clock: Clock) -> None:
    room.go(CHOICE, ASKING)
    first, second, _ = (room.sit("", nothing) for _ in range(3))
    with pytest.raises(ValueError, match=FULL):
        room.sit("", nothing)
    room.answer(first, CHOICE, 1)
    room.stand_up(first, nothing)
    clock.now += 5
    room.stand_up(second, nothing)
    clock.now += 89
    with pytest.raises(ValueError, match="full"):
        room.sit("", nothing) and room.sit("", nothing)
    assert room.sit(second.token, nothing) is second
    assert room.answers() == []  # whoever comes back for it answers anew, and counts once


def test_a_shut_door_lets_in_whoever_was_here(room: Room) -> None:
    seat = room.sit("", nothing)
    room.stand_up(seat, nothing)
    room.shut_door(True)
    assert room.sit(seat.token, nothing) is seat
    with pytest.raises(ValueError, match=SHUT):
        room.sit("", nothing)


def test_walls_hear_of_answers_and_students_do_not(room: Room) -> None:
    heard: list[str] = []

    def student() -> None:
        heard.append("student")

    def wall() -> None:
        heard.append("wall")

    room.watch(student)
    room.watch(wall, wall=True)
    room.go(CHOICE, ASKING)
    assert heard == ["student", "wall"]
    room.answer(room.sit("", nothing), CHOICE, 0)
    assert heard[2:] == ["wall", "wall"]
    room.unwatch(wall)
    assert room.walls == []
    room.pause(True)
    assert heard[4:] == ["student"]


def test_it_knows_for_how_long_nobody_was_there(room: Room, clock: Clock) -> None:
    clock.now += 7
    assert room.lonely == 7
    room.watch(nothing)
    clock.now += 7
    assert room.lonely == 0
    room.unwatch(nothing)
    clock.now += 3
    assert room.lonely == 3


def test_when_it_closes_nothing_is_left(room: Room) -> None:
    heard: list[bool] = []
    room.go(CHOICE, ASKING)
    seat = room.sit("", nothing)
    room.answer(seat, CHOICE, 0)
    room.watch(lambda: heard.append(room.over))
    room.close()
    assert heard == [True]
    assert room.left == 0
    assert (room.here, room.answers(), room.asked) == (0, [], None)
    assert room.answer(seat, CHOICE, 0) == LATE
