"""Work is done later, in another thread, with its arguments."""

from __future__ import annotations

import threading

from app.jobs.later import later


def test_it_is_called_with_its_arguments_in_a_thread_that_keeps_nothing_alive() -> None:
    called, found = threading.Event(), []

    def work(*arguments: int) -> None:
        found.append((arguments, threading.current_thread().daemon, threading.get_ident()))
        called.set()

    later(0.01, work, 1, 2)
    assert called.wait(30)
    ((arguments, daemon, thread),) = found
    assert (arguments, daemon) == ((1, 2), True)
    assert thread != threading.get_ident()
