"""Processes that read images, and what becomes of their errors.

A process hands a batch over in shared memory.  torch moves it there in a thread of the process,
where an error is printed and forgotten, and the training waits for ever: in a container with 64 MB
of shared memory that is what happens.  So the batch is moved before, where an error can be sent.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any, TypeVar

from torch import Tensor
from torch.utils.data import DataLoader, get_worker_info

from face_training.refusals import Problem

T = TypeVar("T")


def read(make: Callable[[], T]) -> T | Problem:
    """What `make` gives, or the problem: another process would make a traceback of it."""
    try:
        return make()
    except Exception as error:
        return Problem.of(error)


def handed_over(images: Tensor) -> Tensor:
    """The images, in shared memory if a process of its own reads them.

    Raises:
        RuntimeError: there is too little of it.
    """
    return images if get_worker_info() is None else images.share_memory_()


def results(loader: DataLoader[Any]) -> Iterator[Any]:
    """What the processes read, in order.

    Raises:
        ValueError: something cannot be read, or a process ended; it says what helps.
        Unexpected: an error of the program in one of them.
    """
    try:
        for found in loader:
            if isinstance(found, Problem):
                raise found.error()
            yield found
    except RuntimeError as error:
        problem = Problem.of(error)
        raise (problem.error() if not problem.details else error) from None
