"""A student against a server that a test plays: begins, is disturbed, and ends or gives up."""

from __future__ import annotations

import asyncio
import math
import time
from typing import Any

import pytest

from benchmarks.visitors import student as student_module
from benchmarks.visitors.page import Page
from benchmarks.visitors.student import LOSES, PAUSES, RELOADS, TRAINS, Student


class Played:
    """In place of a session: the training ends with the third look after it began."""

    done: list[str]
    ends = True

    def __init__(self, host: str, page: Page, _: list[Any]) -> None:
        self.page = page
        self.looks = 0

    async def open(self, query: str = "") -> None:
        self.done.append(f"open {query}".strip())
        self.page.stage = {"live": "/live"}
        self.page.live = {"step": 1, "state": "training"}

    async def set(self, values: dict[str, Any]) -> None:
        self.done.append("set")

    async def command(self, do: str) -> None:
        self.done.append(do)

    async def lose(self) -> None:
        self.done.append("lose")

    async def close(self) -> None:
        self.done.append("close")

    async def fragment(self) -> float:
        self.looks += 1
        if self.ends and self.looks == 3:
            self.page.stage = {"run": "/run"}
            self.page.name = "blobs_seed-5_1"
        return 0.01


@pytest.fixture
def played(monkeypatch: pytest.MonkeyPatch) -> type[Played]:
    Played.done, Played.ends = [], True
    monkeypatch.setattr(student_module, "Session", Played)
    monkeypatch.setattr(student_module, "get", lambda *_: b"")
    return Played


def attended(does: str, seed: int = 5) -> Student:
    page = Page()
    page.every = 0.001
    student = Student("host", seed, does, steps=9, away=0.001, page=page)
    asyncio.run(student.attend(time.monotonic() + 5))
    return student


@pytest.mark.parametrize(
    ("does", "done"),
    [
        (TRAINS, ["open", "set", "close"]),
        (PAUSES, ["open", "set", "pause", "resume", "close"]),
        (LOSES, ["open", "set", "lose", "open", "close"]),
        (RELOADS, ["open", "set", "close", "open steps=9&seed=5", "close"]),
    ],
)
def test_what_a_student_does(played: type[Played], does: str, done: list[str]) -> None:
    student = attended(does)
    assert student.why == ""
    assert played.done == done
    assert student.begun <= student.ended
    assert len(student.fragments) == 3


def test_another_run_than_the_own_is_a_failure(played: type[Played]) -> None:
    student = attended(TRAINS, seed=6)
    assert student.why == "OSError: another run is shown, blobs_seed-5_1"
    assert math.isnan(student.ended)


def test_nobody_waits_for_ever(played: type[Played]) -> None:
    played.ends = False
    page = Page()
    page.every = 0.001
    student = Student("host", 5, TRAINS, steps=9, away=0.001, page=page)
    asyncio.run(student.attend(time.monotonic() + 0.05))
    assert "when time was up" in student.why
    assert played.done[-1] == "close"
