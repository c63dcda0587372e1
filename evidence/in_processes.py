"""The same work on many jobs, in one process or in several."""

from __future__ import annotations

import signal
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor, as_completed
from multiprocessing import get_context
from typing import TypeVar

J = TypeVar("J")
R = TypeVar("R")


def in_processes(work: Callable[[J], R], jobs: Iterable[J], processes: int = 1) -> Iterator[R]:
    """The result of each job: in order from one process, as they come from several.

    With several processes, work and jobs are pickled, so the work is a function of a module.  An
    error in a job ends the rest, and is raised here.

    Raises:
        ValueError: there is not at least one process.
    """
    if processes < 1:
        raise ValueError(f"--processes is 1 or more, not {processes}.")
    if processes == 1:
        yield from map(work, jobs)
        return
    # Fresh processes: a fork would copy the threads' locks, and could not use a GPU.
    with ProcessPoolExecutor(processes, get_context("spawn"), _end_quietly) as pool:
        results = [pool.submit(work, job) for job in jobs]
        try:
            for result in as_completed(results):
                yield result.result()
        finally:
            pool.shutdown(cancel_futures=True)


def _end_quietly() -> None:
    """Ctrl-C ends this process at once; who waits for it says what there is to say."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)
