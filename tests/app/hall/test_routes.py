"""The addresses of the hall: a room opens from its own page, and a code shows its pages."""

from __future__ import annotations

import json
import urllib.request
from collections.abc import Iterator
from typing import Any
from urllib.error import HTTPError

import pytest

from app.hall.limits import Limits
from app.hall.room import FULL as ROOM_FULL
from app.hall.rooms import FULL
from app.hall.routes import FOREIGN, NO_ROOM
from tests.app.hall.lines import Hall, code_of, end_of, hall, heard
from tests.app.runs import wait_until


@pytest.fixture(scope="module")
def served() -> Iterator[Hall]:
    with hall(Limits(rooms=2, seats=1)) as served:
        yield served


def asked(
    host: str, path: str, origin: str = "", method: str = "GET", **more: str
) -> tuple[int, str, Any]:
    headers = {"Origin": origin, **more} if origin else more
    request = urllib.request.Request(f"http://{host}{path}", method=method, headers=headers)
    try:
        with urllib.request.urlopen(request, timeout=30) as answer:
            return answer.status, answer.read().decode(), answer.headers
    except HTTPError as error:
        with error:
            return error.code, error.read().decode(), error.headers


def opened(served: Hall, **headers: str) -> tuple[int, str]:
    origin = f"http://{served.host}"
    status, text, _ = asked(served.host, "/hall?lesson=scale", origin, "POST", **headers)
    return status, text


def test_a_room_opens_from_the_servers_own_page(served: Hall) -> None:
    status, page, headers = asked(served.host, "/hall?lesson=scale")
    assert (status, headers["cache-control"]) == (200, "no-store")
    assert '"questions": 11' in page
    status, text = opened(served)
    found = json.loads(text)
    assert status == 200
    room = served.rooms.find(found["code"])
    assert room
    assert room.key == found["key"]
    for below in ("h", "hall"):
        status, page, _ = asked(served.host, f"/{below}/{found['code'].lower()}")
        assert status == 200
        assert found["code"] in page
        assert found["key"] not in page
    served.rooms.close(room)


@pytest.mark.parametrize(
    ("headers", "visitor"), [({}, "127.0.0.1"), ({"X-Forwarded-For": "192.0.2.7"}, "192.0.2.7")]
)
def test_a_room_is_of_the_visitor_whom_a_proxy_on_this_machine_names(
    served: Hall, headers: dict[str, str], visitor: str
) -> None:
    room = served.rooms.find(json.loads(opened(served, **headers)[1])["code"])
    assert room
    assert room.visitor == visitor
    served.rooms.close(room)


@pytest.mark.parametrize("origin", ["", "http://evil.example", "null"])
def test_other_pages_open_no_room(served: Hall, origin: str) -> None:
    before = len(served.rooms)
    status, text, _ = asked(served.host, "/hall?lesson=scale", origin, "POST")
    assert (status, text) == (403, FOREIGN)
    assert len(served.rooms) == before


def test_a_code_that_nobody_gave_shows_no_room(served: Hall) -> None:
    for below in ("h", "hall"):
        status, page, _ = asked(served.host, f"/{below}/BBBBBBBB")
        assert status == 404
        assert NO_ROOM in page
        assert '<base href="../">' in page
    assert asked(served.host, "/h")[0] == 200


def test_an_unknown_lesson_is_one_sentence(served: Hall) -> None:
    status, text, _ = asked(served.host, "/hall?lesson=nothing")
    assert status == 404
    assert "There is no lesson of this name" in text


def test_when_all_are_taken_it_says_so(served: Hall) -> None:
    while len(served.rooms) < 2:
        served.room()
    status, text = opened(served)
    assert (status, json.loads(text)["problem"]) == (409, FULL)


def test_a_full_room_says_so(served: Hall) -> None:
    room = next(iter(served.rooms))
    with served.student(room) as line:
        heard(line, "seat")
        with served.student(room) as other:
            assert end_of(other).reason == ROOM_FULL


def test_a_room_ends_by_itself() -> None:
    with hall(Limits(room_seconds=0.1)) as served:
        status, text = opened(served)
        assert status == 200
        code = json.loads(text)["code"]
        with served.line(f"/h/{code}/line", {"seat": ""}) as line:
            assert code_of(line) == 4404
        wait_until(lambda: not len(served.rooms), "the room's end")
