"""A run's directory belongs to one training at a time."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from face_training.file_lock import FileLock, InUse

if TYPE_CHECKING:
    from face_training.ranks import Ranks

FILE = ".lock"


@contextmanager
def held(directory: Path, ranks: Ranks, report: Callable[[str], None]) -> Iterator[None]:
    """Hold the directory while inside; the first rank does it, and every rank must call it.

    Where the system has no locks, `report` gets a sentence and nothing is locked.

    Raises:
        ValueError: another training holds it, or the directory cannot be made; all ranks raise.
    """
    lock = FileLock(directory / FILE)
    ranks.on_first(lambda: _take(lock, report))
    try:
        yield
    finally:
        lock.release()


def _take(lock: FileLock, report: Callable[[str], None]) -> None:
    directory = lock.file.parent
    try:
        directory.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise ValueError(f"{directory} cannot hold a run: {error.strerror}.") from None
    try:
        lock.take(report)
    except InUse as holder:
        raise ValueError(
            f"{directory} is in use: {holder} trains there. Wait for it, stop it, or take another "
            "--directory."
        ) from None
