"""Questions to the worker, until they are answered."""

from __future__ import annotations

import threading
from collections.abc import Callable
from concurrent.futures import Future
from typing import Any


class Questions:
    """Each question has a number and waits for its answer."""

    def __init__(self) -> None:
        """No question yet."""
        self._lock = threading.Lock()
        self._open: dict[str, Future[Any]] = {}
        self._count = 0

    def __len__(self) -> int:
        """How many wait for an answer."""
        return len(self._open)

    def ask(self, send: Callable[[str], None], patience: float) -> Any:
        """Send a question with its number, and wait for the answer.

        Raises:
            ValueError: there is no answer, in the words of `fail`, or none within `patience`
                seconds.
        """
        answer: Future[Any] = Future()
        with self._lock:
            self._count += 1
            number = f"question {self._count}"
            self._open[number] = answer
        try:
            send(number)
            return answer.result(patience)
        except TimeoutError:
            raise ValueError(
                f"The trainer is busy and did not answer within {patience:g} seconds; try again."
            ) from None
        finally:
            with self._lock:
                self._open.pop(number, None)

    def take(self, number: str) -> Future[Any] | None:
        """The question of this number, to be answered now; None if nobody waits for it."""
        with self._lock:
            return self._open.pop(number, None)

    def fail(self, why: str) -> None:
        """Answer all questions with a ValueError."""
        with self._lock:
            answers = list(self._open.values())
            self._open.clear()
        for answer in answers:
            answer.set_exception(ValueError(why))
