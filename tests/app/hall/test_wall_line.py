"""The line of the wall: all answers within moments, for whoever has the key and nobody else."""

from __future__ import annotations

import time
from collections.abc import Iterator

import pytest

from app.hall.limits import Limits
from app.hall.talk import GONE, REFUSED, WRONG
from tests.app.hall.asking import CHOICE, DRAWN
from tests.app.hall.lines import Hall, answered, code_of, hall, heard, say, seen
from tests.app.runs import wait_until


@pytest.fixture(scope="module")
def served() -> Iterator[Hall]:
    with hall(Limits(walls=2)) as served:
        yield served


def test_the_wall_has_an_answer_within_two_seconds(served: Hall) -> None:
    room = served.room()
    with served.wall(room) as wall, served.student(room) as line:
        say(wall, do="go", at=CHOICE, phase="asking")
        assert seen(wall, at=CHOICE, of=3)["question"]["outcome"]["right"] == [True, False]
        seen(line, at=CHOICE)
        begun = time.monotonic()
        assert answered(line, CHOICE, 1) == ""
        assert seen(wall, answered=1)["answers"] == [0, 1]
        assert time.monotonic() - begun < 2


def test_the_lecturer_paces_pauses_and_shuts_the_door(served: Hall) -> None:
    room = served.room()
    with served.wall(room) as wall, served.student(room) as line:
        assert seen(line, at=-1)["question"] is None
        for at, phase in ((CHOICE, "asking"), (CHOICE, "answers"), (DRAWN, "asking")):
            say(wall, do="go", at=at, phase=phase)
            assert seen(line, at=at)["state"]["phase"] == phase
            seen(wall, at=at, phase=phase)
        for on in (True, False):
            say(wall, do="pause", on=on)
            assert seen(line, at=DRAWN)["state"]["paused"] is on
        say(wall, do="shut", on=True)
        seen(wall, shut=True)


def test_a_wall_that_comes_back_has_everything(served: Hall) -> None:
    room = served.room()
    with served.wall(room) as wall, served.student(room) as line:
        say(wall, do="go", at=DRAWN, phase="asking")
        seen(line, at=DRAWN)
        answered(line, DRAWN, [61])
        with served.wall(room) as again:
            message = seen(again, at=DRAWN)
            assert (message["answers"], message["question"]["title"]) == ([[61.0]], "One?")


@pytest.mark.parametrize("key", ["", "x", None, 1, "é" * 32])
def test_without_the_key_the_wall_says_nothing(served: Hall, key: object) -> None:
    room = served.room()
    with served.line(f"/hall/{room.code}/line", {"key": key}) as line:
        assert code_of(line) == REFUSED
    with (
        served.student(room) as line,
        served.line(f"/hall/{room.code}/line", {"key": heard(line, "seat")["seat"]}) as wall,
    ):
        assert code_of(wall) == REFUSED
    assert not room.over


def test_only_so_many_walls(served: Hall) -> None:
    room = served.room()
    with served.wall(room) as one, served.wall(room) as two:
        for wall in (one, two):
            heard(wall, "state")
        with served.wall(room) as three:
            assert code_of(three) == REFUSED


def test_it_makes_the_picture_of_the_rooms_address(served: Hall) -> None:
    room = served.room()
    with served.wall(room) as wall:
        heard(wall, "own")
        say(wall, do="address", address=f"http://192.168.0.10/h/{room.code}")
        assert "<svg" in heard(wall, "qr")["qr"]
        say(wall, do="address", address="nonsense")
        assert "192.168.0.10" in heard(wall, "problem")["problem"]


@pytest.mark.parametrize(
    "said",
    [{}, {"do": "go"}, {"do": "go", "at": 9, "phase": "asking"}, {"do": "go", "at": 0, "phase": 1}],
)
def test_what_is_nothing_to_do_ends_the_line(served: Hall, said: dict[str, object]) -> None:
    room = served.room()
    with served.wall(room) as wall:
        say(wall, **said)
        assert code_of(wall) == WRONG
    wait_until(lambda: not room.walls, "the line's end")


def test_when_the_lecturer_closes_all_lines_end_and_the_room_is_gone(served: Hall) -> None:
    room = served.room()
    with served.wall(room) as wall, served.student(room) as line:
        heard(line, "state")
        say(wall, do="close")
        assert [code_of(each) for each in (line, wall)] == [GONE, GONE]
    assert served.rooms.find(room.code) is None
    with served.student(room) as line:
        assert code_of(line) == GONE
