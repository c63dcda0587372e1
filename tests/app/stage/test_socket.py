"""The socket of a job: what it pushes, whom it refuses, and how slow clients keep up."""

from __future__ import annotations

import time
from collections.abc import Iterator
from typing import Any

import numpy as np
import pytest
from websockets.exceptions import ConnectionClosed, InvalidStatus
from websockets.sync.client import ClientConnection, connect

from app.jobs import Job, State
from app.scene.wire import unpack
from app.stage.addresses import LIVE_URL, job_address
from app.stage.payload import scene_message
from app.stage.routes import stage_routes
from app.stage.socket import live_route
from app.toy_runs.changes import ALL, Change
from app.toy_runs.comparison import scene_of
from tests.app.runs import SMALL, flat, wait_until
from tests.app.stage.serving import serving
from tests.app.stage.under_way import opened, part
from tests.patience import SECONDS

ACK = b"\0"


@pytest.fixture(scope="module")
def host() -> Iterator[str]:
    with serving(stage_routes) as host:
        yield host


def joined(host: str, job: Job, **options: Any) -> ClientConnection:
    return connect(f"ws://{host}{job_address(job)}", **{"origin": f"http://{host}", **options})


def take(socket: ClientConnection) -> tuple[dict[str, Any], dict[str, np.ndarray]]:
    message = socket.recv(SECONDS)
    assert isinstance(message, bytes)
    socket.send(ACK)
    return unpack(message)


def code_of(socket: ClientConnection) -> int:
    with pytest.raises(ConnectionClosed) as closed:
        socket.recv(SECONDS)
    assert closed.value.rcvd
    return closed.value.rcvd.code


def test_frames_come_as_they_are_made_and_are_those_of_the_whole_run(host: str) -> None:
    job, whole = opened(), flat()
    with joined(host, job) as socket:
        header, arrays = take(socket)
        headers, parts = [header], [arrays]
        assert header["live"] == {
            "state": "training", "step": 0, "of": SMALL.steps, "left": None, "place": 0,
            "changes": [],
        }  # fmt: skip
        for rows in (slice(1, 2), slice(2, None)):
            job.frames.add(*part(whole, rows))
            header, arrays = take(socket)
            headers.append(header)
            parts.append(arrays)
        job.state = State.FINISHED
        job.frames.touch()
        header, arrays = take(socket)
        assert header["live"]["over"]
        assert header["live"]["state"] == "finished"
        assert (header["steps"], arrays) == ([], {})
        assert code_of(socket) == 1000
    wanted_header, wanted = unpack(scene_message(scene_of(whole)))
    for name in ("steps", "captions"):
        assert [word for header in headers for word in header[name]] == wanted_header[name]
    assert headers[1]["layout"] == headers[2]["layout"] == wanted_header["layout"]
    for name, array in wanted.items():
        found = parts[0][name]
        if name == "frames":
            found = np.concatenate([part["frames"] for part in parts[:3]])
        np.testing.assert_array_equal(found, array)
    wait_until(lambda: not job.frames.watched, "the socket's end")


def test_a_slow_client_gets_what_it_missed_in_one_message(host: str) -> None:
    job, whole = opened(), flat()
    with joined(host, job) as socket:
        socket.recv(SECONDS)  # and no word about it yet
        for k in range(1, len(whole.steps_K)):
            job.frames.add(*part(whole, slice(k, k + 1)))
            time.sleep(0.02)
        with pytest.raises(TimeoutError):
            socket.recv(0.2)
        socket.send(ACK)
        assert take(socket)[0]["steps"] == whole.steps_K.tolist()[1:]


def test_changes_pauses_and_a_new_beginning_are_told(host: str) -> None:
    job, whole = opened(), flat()
    with joined(host, job) as socket:
        take(socket)
        job.state = State.PAUSED
        job.changes.append(Change(3, ALL, "t", 1.5))
        job.frames.touch()
        header, _ = take(socket)
        assert header["live"]["state"] == "paused"
        assert header["live"]["changes"] == [
            [3, "step 3: t of all losses = 1.5", ["", "t = 1.5", "m = 0.3 rad (17°), t = 1.5"]]
        ]
        assert header["steps"] == []
        job.frames.add(*part(whole, slice(1, 3)))
        assert take(socket)[0]["steps"] == whole.steps_K.tolist()[1:3]
        opening = job.frames.since(0, 0).opening
        assert opening
        job.frames.open(opening)
        assert "about" in take(socket)[0]


def test_a_job_in_line_says_so_and_one_that_fails_before_its_first_frame_ends_the_picture(
    host: str,
) -> None:
    job = Job(SMALL, state=State.WAITING, place=3)
    with joined(host, job) as socket:
        header, _ = take(socket)
        assert (header["live"]["state"], header["live"]["place"]) == ("waiting", 3)
        assert "about" not in header
        job.state = State.FAILED
        job.frames.touch()
        assert take(socket)[0]["live"]["over"]
        assert code_of(socket) == 1000


@pytest.mark.parametrize(
    "origin",
    [
        None,
        "http://evil.example",
        "null",
        "http://127.0.0.1:1",
        "http://a.HOST",
        "http://HOST.evil",
        "http://HOST@evil",
    ],
)
def test_pages_of_other_hosts_are_refused(host: str, origin: str | None) -> None:
    with pytest.raises(InvalidStatus) as refused:
        joined(host, opened(), origin=origin and origin.replace("HOST", host))
    assert refused.value.response.status_code == 403


def test_a_wrong_token_is_told_by_the_code(host: str) -> None:
    address = f"ws://{host}{LIVE_URL}/{'x' * 32}"
    with connect(address, origin=f"http://{host}") as socket:
        assert code_of(socket) == 4404


@pytest.mark.parametrize("said", [b"x" * 65, "x" * 65, b"x" * 100_000])
@pytest.mark.parametrize("asked", [True, False])
def test_a_client_that_says_too_much_is_dropped(host: str, said: bytes | str, asked: bool) -> None:
    job = opened()
    with joined(host, job) as socket:
        socket.recv(SECONDS)
        if not asked:
            socket.send(ACK)
            time.sleep(0.2)
        socket.send(said)
        assert code_of(socket) == 1009
    wait_until(lambda: not job.frames.watched, "the socket's end")


def test_a_client_that_speaks_without_being_asked_is_dropped(host: str) -> None:
    with joined(host, opened()) as socket:
        take(socket)
        time.sleep(0.2)
        socket.send(ACK)
        assert code_of(socket) == 1008


def test_a_client_that_never_answers_is_dropped() -> None:
    with serving([live_route(ack_seconds=0.2)]) as host, joined(host, opened()) as socket:
        socket.recv(SECONDS)
        assert code_of(socket) == 1008


def test_a_client_that_goes_leaves_nothing(host: str) -> None:
    job = opened()
    with joined(host, job) as socket:
        take(socket)
        assert job.frames.watched
    wait_until(lambda: not job.frames.watched, "the socket's end")
