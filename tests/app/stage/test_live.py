"""The socket of a job: what it pushes, whom it refuses, and how slow clients keep up."""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from websockets.exceptions import ConnectionClosed, InvalidStatus
from websockets.sync.client import ClientConnection, connect

from app.jobs import Job, State
from app.jobs.changes import ALL, Change
from app.stage import live as module
from app.stage.live import LIVE_URL, Broadcasts, Follower, broadcasts, same_origin, thinned
from app.stage.payload import run_message
from app.stage.routes import routes
from tests.app.runs import SMALL, flat, wait_until
from tests.app.stage.serving import serving
from tests.app.stage.test_payload import unpack
from toy_models.drawn import CHARTED, drawn, planes_of
from toy_models.record import Run

ACK = b"\0"
SECONDS = 30


@pytest.fixture(scope="module")
def host() -> Iterator[str]:
    with serving(routes) as host:
        yield host


def part(result: Run, rows: slice) -> tuple[list[int], dict[str, np.ndarray]]:
    """Frames as the worker tells them."""
    frames = {name: array[rows] for name, array in result.arrays.items()}
    planes = planes_of(result.arrays["weights_LCD"][0])
    charted = {name: frames[name] for name in CHARTED}
    return result.steps_K[rows].tolist(), drawn(frames, planes) | charted


def opened(result: Run | None = None) -> Job:
    """A job of which the first frame is known."""
    whole = result or flat()
    first = {name: array[:1] for name, array in whole.arrays.items()}
    job = Job(whole.config, state=State.TRAINING)
    job.live.open(replace(whole, steps_K=whole.steps_K[:1], arrays=first))
    return job


def joined(host: str, job: Job, **options: Any) -> ClientConnection:
    return connect(f"ws://{host}{broadcasts.offer(job)}", **{"origin": f"http://{host}", **options})


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
        assert header["live"] == {"state": "training", "of": SMALL.steps, "changes": []}
        for rows in (slice(1, 2), slice(2, None)):
            job.live.add(*part(whole, rows))
            header, arrays = take(socket)
            headers.append(header)
            parts.append(arrays)
        job.state = State.FINISHED
        job.live.touch()
        header, arrays = take(socket)
        assert header["live"]["over"]
        assert header["live"]["state"] == "finished"
        assert (header["steps"], arrays) == ([], {})
        assert code_of(socket) == 1000
    wanted_header, wanted = unpack(run_message(whole))
    for name in ("steps", "captions"):
        assert [word for one in headers for word in one[name]] == wanted_header[name]
    for name, array in wanted.items():
        got = parts[0][name]
        if name not in ("labels", "mislabelled"):
            got = np.concatenate([one[name] for one in parts])
        np.testing.assert_array_equal(got, array)
    wait_until(lambda: not job.live.watched, "the socket's end")


def test_a_slow_client_gets_what_it_missed_in_one_message(host: str) -> None:
    job, whole = opened(), flat()
    with joined(host, job) as socket:
        socket.recv(SECONDS)  # and no word about it yet
        for k in range(1, len(whole.steps_K)):
            job.live.add(*part(whole, slice(k, k + 1)))
            time.sleep(0.02)
        with pytest.raises(TimeoutError):
            socket.recv(0.2)
        socket.send(ACK)
        assert take(socket)[0]["steps"] == whole.steps_K.tolist()[1:]


def test_too_much_for_one_message_is_thinned_and_ends_with_the_newest(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    job, whole = opened(), flat()
    for _ in range(10):
        job.live.add(*part(whole, slice(1, None)))
    moments = job.live.since(0, 0).moments
    assert len(moments) == 40
    assert list(thinned(moments)) == list(moments)
    assert thinned([]) == []
    monkeypatch.setattr(module, "FRAMES_AT_ONCE", 10)
    few = thinned(moments)
    assert len(few) == 10
    assert few[-1] is moments[-1]
    assert [one.number for one in few] == list(range(4, 41, 4))
    monkeypatch.setattr(module, "BYTES_AT_ONCE", 3 * moments[0].size)
    assert 1 <= len(thinned(moments)) <= 3


def test_changes_pauses_and_a_new_beginning_are_told(host: str) -> None:
    job, whole = opened(), flat()
    with joined(host, job) as socket:
        take(socket)
        job.state = State.PAUSED
        job.changes.append(Change(3, ALL, "t", 1.5))
        job.live.touch()
        header, _ = take(socket)
        assert header["live"]["state"] == "paused"
        assert header["live"]["changes"] == [
            [3, "step 3: t of all losses = 1.5", ["", "t = 1.5", "m = 0.3, t = 1.5"]]
        ]
        assert header["steps"] == []
        job.live.add(*part(whole, slice(1, 3)))
        assert take(socket)[0]["steps"] == whole.steps_K.tolist()[1:3]
        opening = job.live.since(0, 0).opening
        assert opening
        job.live.open(opening)
        assert "about" in take(socket)[0]


def test_nothing_new_is_nothing_to_send() -> None:
    follower = Follower(opened())
    assert follower.next()
    assert follower.next() is None


def test_a_job_that_fails_before_its_first_frame_ends_the_picture(host: str) -> None:
    job = Job(SMALL, state=State.WAITING)
    with joined(host, job) as socket:
        with pytest.raises(TimeoutError):
            socket.recv(0.2)
        job.state = State.FAILED
        job.live.touch()
        assert take(socket)[0]["live"]["over"]
        assert code_of(socket) == 1000


@pytest.mark.parametrize("origin", [None, "http://evil.example", "null", "http://127.0.0.1:1"])
def test_pages_of_other_hosts_are_refused(host: str, origin: str | None) -> None:
    with pytest.raises(InvalidStatus) as refused:
        joined(host, opened(), origin=origin)
    assert refused.value.response.status_code == 403


def test_hosts_are_compared_whole() -> None:
    assert same_origin("https://a.example", "a.example")
    assert same_origin("http://a.example:8501", "a.example:8501")
    assert not same_origin("http://a.example:8501", "a.example")
    assert not same_origin("http://a.example.evil", "a.example")
    assert not same_origin("", "")


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
    wait_until(lambda: not job.live.watched, "the socket's end")


def test_a_client_that_speaks_without_being_asked_is_dropped(host: str) -> None:
    with joined(host, opened()) as socket:
        take(socket)
        time.sleep(0.2)
        socket.send(ACK)
        assert code_of(socket) == 1008


def test_a_client_that_never_answers_is_dropped(host: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "ACK_SECONDS", 0.2)
    with joined(host, opened()) as socket:
        socket.recv(SECONDS)
        assert code_of(socket) == 1008


def test_a_client_that_goes_leaves_nothing(host: str) -> None:
    job = opened()
    with joined(host, job) as socket:
        take(socket)
        assert job.live.watched
    wait_until(lambda: not job.live.watched, "the socket's end")


def test_one_job_has_one_address_until_it_is_over() -> None:
    offers = Broadcasts()
    first, second = Job(SMALL), Job(SMALL)
    address = offers.offer(first)
    assert offers.offer(first) == address
    assert offers.offer(second) != address
    assert len(address.removeprefix(f"{LIVE_URL}/")) >= 32
    token = address.removeprefix(f"{LIVE_URL}/")
    assert offers.find(token) is first
    first.state = State.FINISHED
    offers.offer(second)
    offers.offer(Job(SMALL))
    assert offers.find(token) is None


def test_only_so_many_jobs_can_be_followed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "BROADCAST_AT_MOST", 2)
    offers = Broadcasts()
    jobs = [Job(SMALL) for _ in range(3)]
    tokens = [offers.offer(job).removeprefix(f"{LIVE_URL}/") for job in jobs]
    assert [offers.find(token) is not None for token in tokens] == [False, True, True]


def test_a_job_that_nobody_has_any_more_is_let_go() -> None:
    offers = Broadcasts()
    job = Job(SMALL)
    token = offers.offer(job).removeprefix(f"{LIVE_URL}/")
    assert offers.find(token) is job
    del job
    assert offers.find(token) is None
