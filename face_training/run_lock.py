"""A run's directory belongs to one training at a time.

The lock is the system's own (flock), so it ends with its process however that ends, and a file that
is left behind means nothing.  The file says who holds it.
"""

from __future__ import annotations

import json
import os
import platform
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from face_training.ranks import Ranks

try:
    import fcntl
except ImportError:  # not on every system
    fcntl = None  # type: ignore[assignment]

FILE = ".lock"


@contextmanager
def held(directory: Path, ranks: Ranks, report: Callable[[str], None]) -> Iterator[None]:
    """Hold the directory while inside; the first rank does it, and every rank must call it.

    Where the system has no locks, as on some network drives, `report` gets a sentence and nothing
    is locked.

    Raises:
        ValueError: another training holds it, or the directory cannot be made; all ranks raise.
    """
    lock = _Lock()
    ranks.on_first(lambda: lock.take(directory, report))
    try:
        yield
    finally:
        lock.release()


class _Lock:
    def __init__(self) -> None:
        self._descriptor: int | None = None
        # A process that reads images is a copy of this one: it must not outlive it with the lock.
        if hasattr(os, "register_at_fork"):
            os.register_at_fork(after_in_child=self._close)

    def take(self, directory: Path, report: Callable[[str], None]) -> None:
        try:
            directory.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise ValueError(f"{directory} cannot hold a run: {error.strerror}.") from None
        file = directory / FILE
        try:
            if fcntl is None:
                raise OSError(0, "this system has no flock")
            self._descriptor = os.open(file, os.O_RDWR | os.O_CREAT, 0o666)
            fcntl.flock(self._descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
            os.ftruncate(self._descriptor, 0)
            os.write(self._descriptor, _who().encode())
        except BlockingIOError:
            self._close()
            raise ValueError(
                f"{directory} is in use: {_holder(file)} trains there. Wait for it, stop it, or "
                "take another --directory."
            ) from None
        except OSError as error:
            self._close()
            report(
                f"{directory} cannot be locked ({error.strerror}): see to it that no second "
                "training writes there."
            )

    def release(self) -> None:
        if self._descriptor is not None:
            os.ftruncate(self._descriptor, 0)
        self._close()

    def _close(self) -> None:
        if self._descriptor is not None:
            os.close(self._descriptor)
        self._descriptor = None


def _who() -> str:
    return json.dumps(
        {
            "process": os.getpid(),
            "machine": platform.node(),
            "since": datetime.now().astimezone().isoformat(timespec="seconds"),
            "command": sys.argv,
        }
    )


def _holder(file: Path) -> str:
    """Who holds the lock, in words, as far as the file says."""
    try:
        who = json.loads(file.read_text())
        return f"process {who['process']} on {who['machine']}, since {who['since']},"
    except (OSError, ValueError, KeyError, TypeError):
        return "another process"
