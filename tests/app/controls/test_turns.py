"""Turns: one of a visitor at a time, and nobody waits for all of one visitor's."""

from __future__ import annotations

import threading
from collections.abc import Callable

from app.controls.turns import Turns
from tests.app.runs import wait_until


class Readers:
    """Threads that ask for a turn each, and end it when the test says so."""

    def __init__(self, at_once: int = 2) -> None:
        self.turns = Turns(at_once)
        self.began: list[str] = []
        self._ends: dict[str, threading.Event] = {}
        self._threads: list[threading.Thread] = []

    def come(self, name: str, visitor: str) -> None:
        """Ask for a turn; returns when it is there or the asker waits."""
        self._ends[name] = threading.Event()
        before = len(self.began), self.turns.waiting(visitor)
        thread = threading.Thread(target=self._read, args=(name, visitor), daemon=True)
        self._threads.append(thread)
        thread.start()
        wait_until(
            lambda: (len(self.began), self.turns.waiting(visitor)) != before, f"{name} is there"
        )

    def _read(self, name: str, visitor: str) -> None:
        with self.turns.turn(visitor):
            self.began.append(name)
            self._ends[name].wait()

    def end(self, *names: str) -> None:
        for name in names:
            self._ends[name].set()

    def all_end(self) -> None:
        self.end(*self._ends)
        for thread in self._threads:
            thread.join()

    def until(self, began: Callable[[], bool]) -> None:
        wait_until(began, "another turn")


def test_a_visitor_has_one_turn_at_a_time_and_another_does_not_wait_for_it() -> None:
    readers = Readers()
    for name in ("a1", "a2", "a3"):
        readers.come(name, "a")
    assert readers.began == ["a1"]
    readers.come("b1", "b")
    assert readers.began == ["a1", "b1"]
    readers.end("b1")
    readers.come("b2", "b")
    readers.until(lambda: len(readers.began) == 3)
    assert readers.began[2] == "b2"
    readers.all_end()
    assert sorted(readers.began) == ["a1", "a2", "a3", "b1", "b2"]


def test_who_has_had_a_turn_lets_others_go_first() -> None:
    readers = Readers()
    for name in ("a1", "b1", "a2", "b2", "c1"):
        readers.come(name, name[0])
    assert readers.began == ["a1", "b1"]
    readers.end("a1")
    readers.until(lambda: len(readers.began) == 3)
    assert readers.began[2] == "c1"  # a2 and b2 came before
    readers.all_end()


def test_a_turn_ends_with_an_error_too() -> None:
    turns = Turns(1)
    for _ in range(2):
        try:
            with turns.turn("a"):
                raise ValueError("a faulty table")
        except ValueError:
            pass
    with turns.turn("b"):
        assert turns.waiting("a") == 0
