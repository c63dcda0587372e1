"""Files are made once, a few at a time, by turns; what is old goes."""

from __future__ import annotations

import shutil
import threading
from collections.abc import Callable, Iterable

import pytest

from app.takeaway.made import FULL, MadeFiles

SOON = 20.0  # seconds


def of(text: str) -> Callable[[], Iterable[bytes]]:
    return lambda: (text.encode(),)


def test_those_who_ask_at_the_same_time_get_one_file() -> None:
    made, go, count = MadeFiles(), threading.Event(), []

    def make() -> Iterable[bytes]:
        count.append(1)
        go.wait(SOON)
        yield from (b"a", b"b")

    asked = [made.ask("owner", "key", make) for _ in range(5)]
    go.set()
    assert {future.result(SOON).read_bytes() for future in asked} == {b"ab"}
    assert made.ask("owner", "key", make).result(SOON).read_bytes() == b"ab"
    assert len(count) == 1


def test_an_owner_of_many_files_holds_up_another_by_one_file() -> None:
    made, go, order = MadeFiles(at_once=1), threading.Event(), []

    def make(name: str) -> Callable[[], Iterable[bytes]]:
        def making() -> Iterable[bytes]:
            go.wait(SOON)
            order.append(name)
            yield b""

        return making

    files = [made.ask("greedy", f"g{k}", make(f"g{k}")) for k in range(6)]
    files.append(made.ask("modest", "m", make("m")))
    go.set()
    for file in files:
        file.result(SOON)
    assert order[:2] == ["g0", "m"]


def test_who_waits_for_too_many_files_is_refused_and_others_are_not() -> None:
    made, go = MadeFiles(waiting=2), threading.Event()

    def make() -> Iterable[bytes]:
        go.wait(SOON)
        yield b""

    files = [made.ask("greedy", f"{k}", make) for k in range(2)]
    with pytest.raises(ValueError, match=FULL):
        made.ask("greedy", "2", make)
    files.append(made.ask("modest", "m", make))
    go.set()
    for file in files:
        file.result(SOON)


def test_an_error_reaches_who_asked_and_the_next_tries_again() -> None:
    made = MadeFiles()

    def fail() -> Iterable[bytes]:
        yield b"half"
        raise ValueError("no")

    with pytest.raises(ValueError, match="no"):
        made.ask("owner", "key", fail).result(SOON)
    assert made.ask("owner", "key", of("whole")).result(SOON).read_bytes() == b"whole"


def test_the_oldest_go_when_there_is_too_much() -> None:
    made = MadeFiles(at_once=1, kept_bytes=25, kept_least=1)
    files = [made.ask("owner", f"{k}", of("x" * 10)).result(SOON) for k in range(4)]
    made.ask("owner", "last", of("")).result(SOON)
    assert [file.exists() for file in files[:2]] == [False, False]
    assert files[3].exists()


def test_a_file_that_the_system_has_deleted_is_made_anew_and_stops_nobody() -> None:
    made = MadeFiles(at_once=1)
    first, second = (made.ask("owner", key, of(key)).result(SOON) for key in "ab")
    second.unlink()
    assert made.ask("owner", "c", of("c")).result(SOON).read_bytes() == b"c"
    assert made.ask("owner", "b", of("again")).result(SOON).read_bytes() == b"again"
    shutil.rmtree(first.parent)
    assert made.ask("owner", "a", of("anew")).result(SOON).read_bytes() == b"anew"
