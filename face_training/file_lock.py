"""A lock that is a file and belongs to one process at a time.

The lock is the system's own (flock), so it ends with its process however that ends, and a file that
is left behind means nothing.  The file says who holds it.
"""

from __future__ import annotations

import json
import os
import platform
import sys
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

try:
    import fcntl
except ImportError:  # not on every system
    fcntl = None  # type: ignore[assignment]


class InUse(Exception):
    """Another process holds the lock; the words say which."""


class FileLock:
    """The lock in a file; its directory must be there."""

    def __init__(self, file: Path) -> None:
        self.file = file
        self._descriptor: int | None = None

    def take(self, report: Callable[[str], None], *, wait: bool = False) -> None:
        """Hold it.  Where the system has no locks, as on some network drives, nothing is locked.

        Args:
            report: gets a sentence where nothing can be locked, and where another is waited for.
            wait: whether to wait for another process.

        Raises:
            InUse: another process holds it, and is not waited for.
        """
        try:
            if fcntl is None:
                raise OSError(0, "this system has no flock")
            self._descriptor = os.open(self.file, os.O_RDWR | os.O_CREAT, 0o666)
            _open.add(self)
            try:
                fcntl.flock(self._descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                if not wait:
                    raise
                report(f"{self.file.parent} is in use by {self._holder()}: waiting for it.")
                fcntl.flock(self._descriptor, fcntl.LOCK_EX)
            os.ftruncate(self._descriptor, 0)
            os.pwrite(self._descriptor, _who().encode(), 0)
        except BlockingIOError:
            self._close()
            raise InUse(self._holder()) from None
        except OSError as error:
            self._close()
            report(
                f"{self.file.parent} cannot be locked ({error.strerror}): see to it that no second "
                "process writes there."
            )

    def release(self) -> None:
        """Let it go."""
        if self._descriptor is not None:
            os.ftruncate(self._descriptor, 0)
        self._close()

    def _close(self) -> None:
        if self._descriptor is not None:
            os.close(self._descriptor)
        self._descriptor = None
        _open.discard(self)

    def _holder(self) -> str:
        """Who holds the lock, in words, as far as the file says."""
        try:
            who = json.loads(self.file.read_text())
            return f"process {who['process']} on {who['machine']}, since {who['since']},"
        except (OSError, ValueError, KeyError, TypeError):
            return "another process"


_open: set[FileLock] = set()  # whose files are open here


def _let_go() -> None:
    """A process that reads images is a copy of this one: it must not outlive it with a lock."""
    for lock in list(_open):
        lock._close()


if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=_let_go)


def _who() -> str:
    return json.dumps(
        {
            "process": os.getpid(),
            "machine": platform.node(),
            "since": datetime.now().astimezone().isoformat(timespec="seconds"),
            "command": sys.argv,
        }
    )
