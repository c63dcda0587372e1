"""A file without a name, for what is too large to be kept in memory.  It ends with the process.

Places in it are given out, and taken back when nothing looks at them any more.  It lies in the
folder of temporary files (TMPDIR).
"""

from __future__ import annotations

import contextlib
import mmap
import os
import tempfile
import threading
import weakref
from collections import deque
from collections.abc import Callable
from typing import IO, Any

UNIT = mmap.ALLOCATIONGRANULARITY  # bytes: a place begins and ends at a multiple of it


class _Opened:
    """The opened file; it is closed when nobody needs it any more."""

    def __init__(self, file: IO[bytes]) -> None:
        self._file = file
        self._lock = threading.Lock()  # the file has one position, and many threads write
        weakref.finalize(self, file.close)

    @property
    def number(self) -> int:
        """Of the file, for the system."""
        return self._file.fileno()

    def write(self, at: int, content: bytes) -> None:
        with self._lock:
            self._file.seek(at)
            self._file.write(content)
            self._file.flush()

    def resize(self, size: int) -> None:
        with self._lock:
            self._file.truncate(size)

    def lengthen(self, start: int, size: int) -> None:
        """Make sure that the disk has these bytes: a write into a hole could fail later."""
        allocate: Any = getattr(os, "posix_fallocate", None)
        if allocate is not None:
            allocate(self.number, start, size)
        else:
            self.resize(start + size)


class Place:
    """Some bytes of the file, for as long as this object or a `Mapped` of it lives."""

    def __init__(self, file: _Opened, at: int, size: int) -> None:
        """Args: at, size: in bytes."""
        self._file, self._at, self._size = file, at, size
        self._mapped: Callable[[], Mapped | None] = lambda: None

    def write(self, offset: int, content: bytes) -> None:
        """Write at this offset of the place.  Raises OSError."""
        if not 0 <= offset <= self._size - len(content):
            raise ValueError(f"{len(content)} bytes at {offset} do not fit into {self._size}.")
        self._file.write(self._at + offset, content)

    def mapped(self) -> Mapped:
        """The bytes of the place, read where they are looked at; the same for all who look now.

        It holds a descriptor of the file (mmap copies it) until nobody looks any more.
        """
        found = self._mapped()
        if found is None:
            found = Mapped(self._file.number, self._size, access=mmap.ACCESS_READ, offset=self._at)
            found.place = self
            self._mapped = weakref.ref(found)
        return found


class Mapped(mmap.mmap):
    """The bytes of a place, which stays as long as they do."""

    place: Place


class ScratchFile:
    """The file, and which places of it are free."""

    def __init__(self, open_file: Callable[[], IO[bytes]] = tempfile.TemporaryFile) -> None:
        """It is opened when the first place is asked for."""
        self._open = open_file
        self._file: _Opened | None = None
        self._lock = threading.Lock()  # where places are given out
        self._free: list[tuple[int, int]] = []  # start and end, in order, none beside another
        self._returned: deque[tuple[int, int]] = deque()  # filled by the garbage collector
        self.size = 0  # bytes of the file

    def reserve(self, size: int) -> Place:
        """A place of at least so many bytes, which the disk has.  Raises OSError if it has not."""
        size = -(-size // UNIT) * UNIT
        with self._lock:
            if self._file is None:
                self._file = _Opened(self._open())
            self._take_back(self._file)
            start = self._found(self._file, size)
            place = Place(self._file, start, size)
            weakref.finalize(place, self._returned.append, (start, start + size)).atexit = False
            return place

    def _take_back(self, file: _Opened) -> None:
        """Add to the free places what was returned, each joined with its neighbours.

        What is free at the end goes back to the disk.
        """
        while self._returned:
            self._free.append(self._returned.popleft())
        joined: list[tuple[int, int]] = []
        for start, end in sorted(self._free):
            if joined and joined[-1][1] == start:
                joined[-1] = joined[-1][0], end
            else:
                joined.append((start, end))
        if joined and joined[-1][1] == self.size:
            with contextlib.suppress(OSError):  # Windows shortens nothing that somebody looks at
                file.resize(joined[-1][0])
                self.size = joined.pop()[0]
        self._free = joined

    def _found(self, file: _Opened, size: int) -> int:
        """Where the first free place of this size begins; the file grows if there is none."""
        for index, (start, end) in enumerate(self._free):
            if end - start >= size:
                self._free[index : index + 1] = [(start + size, end)] * (end - start > size)
                return start
        start = self.size
        file.lengthen(start, size)
        self.size = start + size
        return start
