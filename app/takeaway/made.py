"""Files that are made when they are asked for: once, a few at a time, and kept on the disk.

Whoever asks for a file that is being made waits for the same file.  Of the files of one owner one
is made at a time, and the owners take turns: somebody who asks for hundreds of files holds up
somebody else by the making of one file.
"""

from __future__ import annotations

import shutil
import tempfile
import threading
import weakref
from collections import OrderedDict, deque
from collections.abc import Callable, Iterable
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path

Pieces = Callable[[], Iterable[bytes]]
FULL = "You have asked for many files; wait until they are made, and ask again."


class MadeFiles:
    """Files by a key, in a folder of their own that goes with the process."""

    def __init__(
        self, *, at_once: int = 2, waiting: int = 32, kept_bytes: int = 2**29, kept_least: int = 4
    ) -> None:
        """None yet.

        Args:
            at_once: how many are made at the same time.
            waiting: how many files one owner may wait for.
            kept_bytes: of all files; beyond, those go that were asked for least recently.
            kept_least: how many of the newest stay, however large they are.
        """
        self._at_once, self._waiting = at_once, waiting
        self._kept_bytes, self._kept_least = kept_bytes, kept_least
        self._lock = threading.Lock()
        self._files: OrderedDict[str, Future[Path]] = OrderedDict()
        self._lines: dict[str, deque[tuple[str, Pieces]]] = {}  # by owner, the first is being made
        self._folder: Path | None = None
        self._makers: ThreadPoolExecutor | None = None
        self._number = 0

    def ask(self, owner: str, key: str, make: Pieces) -> Future[Path]:
        """The file of this key; it is made unless it is there.

        Args:
            owner: whose turn it takes.
            key: says all that decides what is in it.
            make: its content, in pieces; called in a thread.

        Raises:
            ValueError: this owner waits for too many files already.
        """
        with self._lock:
            known = self._files.get(key)
            if known is not None and (not known.done() or known.result().exists()):
                self._files.move_to_end(key)
                return known
            line = self._lines.get(owner)
            if line is not None and len(line) >= self._waiting:
                raise ValueError(FULL)
            self._files.pop(key, None)  # it is gone from the disk
            future = self._files[key] = Future()
            if line is None:
                self._lines[owner] = deque([(key, make)])
                self._start(owner)
            else:
                line.append((key, make))
            return future

    def _start(self, owner: str) -> None:
        """Make the next file of this owner, after those of others that were asked for before."""
        if self._makers is None:
            self._makers = ThreadPoolExecutor(self._at_once, "take-away")
        self._makers.submit(self._make, owner)

    def _make(self, owner: str) -> None:
        with self._lock:
            key, make = self._lines[owner][0]
            future = self._files[key]
        try:
            file = self._written(make)
        except BaseException as error:
            with self._lock:
                del self._files[key]
            future.set_exception(error)
        else:
            future.set_result(file)
        finally:
            with self._lock:
                self._lines[owner].popleft()
                if self._lines[owner]:
                    self._start(owner)
                else:
                    del self._lines[owner]
                self._forget()

    def _written(self, make: Pieces) -> Path:
        with self._lock:
            # The system deletes old files of the folder for temporary files, and empty folders.
            if self._folder is None or not self._folder.is_dir():
                self._folder = Path(tempfile.mkdtemp(prefix="take-away-"))
                weakref.finalize(self, shutil.rmtree, self._folder, ignore_errors=True)
            self._number += 1
            file = self._folder / f"{self._number}"
        try:
            with file.open("wb") as out:
                for piece in make():
                    out.write(piece)
        except BaseException:
            file.unlink(missing_ok=True)
            raise
        return file

    def _forget(self) -> None:
        """Delete what was asked for least recently, with the lock held."""
        sizes: dict[str, int] = {}
        for key, future in list(self._files.items()):
            if not future.done():
                continue
            try:
                sizes[key] = future.result().stat().st_size
            except FileNotFoundError:
                del self._files[key]
        total = sum(sizes.values())
        for key in list(sizes)[: -self._kept_least]:
            if total <= self._kept_bytes:
                return
            total -= sizes[key]
            self._files.pop(key).result().unlink(missing_ok=True)
