"""The line of a student: what it says, what it takes, and what it keeps to itself."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator

import pytest
from websockets.exceptions import InvalidStatus

from app.hall.limits import Limits
from app.hall.room import SHUT, STRANGE
from app.hall.talk import ELSEWHERE, GONE, REFUSED, TOO_LONG, WRONG
from tests.app.hall.asking import CHOICE, DRAWN
from tests.app.hall.lines import Hall, answered, code_of, end_of, hall, heard, say, seen
from tests.app.runs import wait_until


@pytest.fixture(scope="module")
def served() -> Iterator[Hall]:
    with hall() as served:
        yield served


def test_an_answer_survives_a_reload_and_a_lost_line_and_counts_once(served: Hall) -> None:
    room = served.room()
    with served.wall(room) as wall:
        with served.student(room) as line:
            seat = heard(line, "seat")["seat"]
            say(wall, do="go", at=DRAWN, phase="asking")
            question = seen(line, at=DRAWN)["question"]
            assert question["figures"][0]["ask"]["name"] == "border"
            assert answered(line, DRAWN, [70]) == ""
        with served.student(room, seat) as line:  # the page was loaded again
            assert heard(line, "seat")["seat"] == seat
            message = seen(line, at=DRAWN)
            assert message["mine"] == [70.0]
            assert message["question"] == question
            say(line, at=DRAWN, answer=[65], number=2)
            line.socket.close()  # and the line is lost before the word comes
        with served.student(room, seat) as line:
            heard(line, "state")
            assert answered(line, DRAWN, [65], number=2) == ""
            assert seen(wall, answered=1, here=1)["answers"] in ([[65.0]], [[70.0]])
            say(wall, do="go", at=DRAWN, phase="answers")
            assert seen(wall, phase="answers")["answers"] == [[65.0]]


def test_a_student_hears_nothing_of_another(served: Hall) -> None:
    room = served.room()
    with served.wall(room) as wall, served.student(room) as one, served.student(room) as other:
        seats = [heard(line, "seat")["seat"] for line in (one, other)]
        said: list[str] = []
        say(wall, do="go", at=DRAWN, phase="asking")
        seen(one, at=DRAWN)
        assert answered(one, DRAWN, [33.25]) == ""
        for phase in ("answers", "outcome"):
            say(wall, do="go", at=DRAWN, phase=phase)
            said.append(json.dumps(seen(other, phase=phase)))
        text = "".join(said)
        assert "33.25" not in text
        assert not [word for word in (*seats, room.key) if word in text]
        assert json.loads(said[-1])["outcome"]["said"] == ""
        assert "off by" in seen(one, phase="outcome")["outcome"]["said"]


def test_an_answer_belongs_to_the_line_it_came_by(served: Hall) -> None:
    room = served.room()
    with served.wall(room) as wall, served.student(room) as one, served.student(room) as other:
        seat = heard(one, "seat")["seat"]
        say(wall, do="go", at=CHOICE, phase="asking")
        for line in (one, other):
            seen(line, at=CHOICE)
        assert answered(one, CHOICE, 0) == ""
        say(other, seat=seat, at=CHOICE, answer=1, number=1)  # a name in it changes nothing
        assert heard(other, "heard")["why"] == ""
        say(other, key=room.key, do="go", at=CHOICE, phase="outcome", number=2)
        assert heard(other, "heard")["why"] == STRANGE
        assert seen(wall, answered=2, phase="asking")["answers"] == [1, 1]


def test_a_flood_waits_in_its_own_line() -> None:
    limits = Limits(answers_a_second=200.0, answers_at_once=5)
    with hall(limits) as served:
        room = served.room()
        with served.wall(room) as wall, served.student(room) as flood, served.student(room) as calm:
            say(wall, do="go", at=CHOICE, phase="asking")
            seen(calm, at=CHOICE)
            begun = time.monotonic()
            for number in range(150):
                say(flood, at=CHOICE, answer=0, number=number)
            assert answered(calm, CHOICE, 1) == ""
            seen(wall, answered=2)
            calm_after = time.monotonic() - begun
            while heard(flood, "heard")["heard"] < 99:
                pass
            seconds_of_flood = time.monotonic() - begun
            assert seconds_of_flood > 94 / 200  # a hundred were heard no sooner
            assert calm_after < seconds_of_flood


@pytest.mark.parametrize("origin", [None, "http://evil.example", "null"])
def test_pages_of_other_hosts_are_refused(served: Hall, origin: str | None) -> None:
    room = served.room()
    with (
        pytest.raises(InvalidStatus),
        served.line(f"/h/{room.code}/line", {"seat": ""}, origin=origin),
    ):
        pass
    assert room.here == 0


def test_without_the_code_there_is_nothing(served: Hall) -> None:
    with served.line("/h/BBBBBBBB/line", {"seat": ""}) as line:
        assert code_of(line) == GONE


def test_a_shut_door_says_so(served: Hall) -> None:
    room = served.room()
    room.shut_door(True)
    with served.student(room) as line:
        end = end_of(line)
        assert (end.code, end.reason) == (REFUSED, SHUT)


@pytest.mark.parametrize(("said", "code"), [("x", WRONG), ("[]", WRONG), ("x" * 5000, TOO_LONG)])
def test_who_does_not_speak_the_language_is_dropped(served: Hall, said: str, code: int) -> None:
    room = served.room()
    with served.student(room) as line:
        heard(line, "state")
        line.send(said)
        assert code_of(line) == code
    wait_until(lambda: room.here == 0, "the line's end")


def test_the_same_seat_elsewhere_ends_this_line(served: Hall) -> None:
    room = served.room()
    with served.student(room) as line:
        seat = heard(line, "seat")["seat"]
        with served.student(room, seat) as again:
            heard(again, "state")
            assert code_of(line) == ELSEWHERE
            assert room.here == 1
