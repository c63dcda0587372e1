"""Parts of large files, read by place: one call to the system for each, on any process.

A file that got shorter, or a disk that fails, is a sentence; of a mapped file it would be the
end of the process.
"""

from __future__ import annotations

import os
from collections import OrderedDict
from io import FileIO
from pathlib import Path
from typing import Any

OPEN = 64  # files that are kept open at once


class BytesAt:
    """Reads from files, the last of which stay open; a copy in another process opens its own."""

    def __init__(self) -> None:
        self._files: OrderedDict[Path, FileIO] = OrderedDict()

    def read(self, file: Path, start: int, length: int) -> bytes:
        """The bytes from `start` on; fewer than `length` where the file ends.

        Raises:
            ValueError: the file cannot be read.
        """
        try:
            opened = self._files.get(file) or self._open(file)
            if hasattr(os, "pread"):  # needs no position, which processes would share
                return os.pread(opened.fileno(), length, start)
            opened.seek(start)
            return opened.read(length)
        except OSError as error:
            raise ValueError(f"{file} cannot be read: {error.strerror}.") from None

    def _open(self, file: Path) -> FileIO:
        while len(self._files) >= OPEN:
            self._files.popitem(last=False)[1].close()
        self._files[file] = file.open("rb", buffering=0)
        return self._files[file]

    def __del__(self) -> None:
        for opened in self._files.values():
            opened.close()

    def __getstate__(self) -> dict[str, Any]:
        return {"_files": OrderedDict()}
