"""The store of an experiment: a row a run, written at once, so that an interruption loses nothing.

A file has one JSON object a line: first the settings that all its rows share, then a row for each
run.  A line that was cut off in writing is left out, and its run is made again.

Two processes may fill one file: each sees the other's rows when it asks to `refresh`.

An experiment of hours may go on on another machine.  Its rows have other last bits, so they are in
a file of their own beside the first, `some.2.jsonl`; a store is all of its files.  `machine` keeps
a list of who made each file: a machine goes on in a file that it alone has made.

A row is a frozen dataclass of numbers, texts and tuples of them, with a property `run`: what tells
it from all other rows.
"""

from __future__ import annotations

import json
import os
from collections.abc import Hashable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import asdict
from itertools import count, takewhile
from pathlib import Path
from typing import Any, BinaryIO, ClassVar, Generic, Protocol, TypeVar

from evidence.machine import made_on, note, this_machine

try:
    import fcntl
except ImportError:  # Windows: one process a file there
    fcntl = None  # type: ignore[assignment]


class HasRun(Protocol):
    """A row: a dataclass that says of which run it is."""

    __dataclass_fields__: ClassVar[dict[str, Any]]

    @property
    def run(self) -> Hashable:
        """What tells this run from all others."""


R = TypeVar("R", bound=HasRun)
#: Settings that say where a row was made, and not what was done.
MACHINE = ("device", "processor", "versions")


class RunStore(Generic[R]):
    """Rows in a file."""

    def __init__(self, file: Path, settings: dict[str, Any], kind: type[R]) -> None:
        """Open a store, or begin it at the first row.

        Args:
            file: JSON lines, the first file of the store.
            settings: what decides the rows; those in MACHINE say where they are made.
            kind: the dataclass of a row.

        Raises:
            ValueError: a file holds rows of other settings, or is no store; or the list of the
                machines that made them is damaged.
        """
        self.settings = json.loads(json.dumps(settings))
        self._first, self._kind = file, kind
        parts = rows_of_parts(file, kind)
        self._rows = _by_run(parts)
        device = self.settings.get("device", "cpu")
        self._machine = this_machine() if device == "cpu" else device
        #: Where this machine's rows go.
        self.file = next(part for part in _numbered(file) if part not in parts)
        for part, rows in parts.items():
            found = stored_settings(part)
            differing = sorted(
                key for key in found.keys() | self.settings.keys()
                if found.get(key) != self.settings.get(key)
            )  # fmt: skip
            if not differing and (not rows or made_on(part) == [self._machine]):
                self.file = part
            elif not {*differing} <= {*MACHINE}:
                raise ValueError(
                    f"{part.name} holds runs made with other settings ({', '.join(differing)}): "
                    "move this file away, or keep the new runs in another folder."
                )
        made_on(file)

    def __contains__(self, run: Hashable) -> bool:
        return run in self._rows

    @property
    def rows(self) -> list[R]:
        """All rows, in the order in which they were made."""
        return list(self._rows.values())

    def refresh(self) -> None:
        """Read what another process has added since."""
        self._rows = _by_run(rows_of_parts(self._first, self._kind))

    def add(self, rows: Iterable[R]) -> None:
        """Write rows to the disk, now, and this machine beside them."""
        new = list(rows)
        text = "".join(json.dumps(asdict(row)) + "\n" for row in new)
        self.file.parent.mkdir(parents=True, exist_ok=True)
        with self.file.open("ab+") as file, _alone(file):
            _cut_off_broken_line(file)
            if file.tell() == 0:
                text = json.dumps({"settings": self.settings}) + "\n" + text
            file.write(text.encode())
            file.flush()
            os.fsync(file.fileno())
            if new:
                note(self.file, self._machine)
        self._rows.update({row.run: row for row in new})


def stored_rows(file: Path, kind: type[R], command: str) -> list[R]:
    """The rows of a file, whatever settings they have.

    Args:
        file: of a store.
        kind: the dataclass of a row.
        command: what makes the file, for the sentence that says that there is none.

    Raises:
        ValueError: there is no such store, or it cannot be read.
    """
    if not parts_of(file):
        raise ValueError(f"There is no {file.name} yet: `{command}` makes it.")
    return list(_by_run(rows_of_parts(file, kind)).values())


def parts_of(file: Path) -> list[Path]:
    """The files of a store, one for each machine that has made rows; the first is `file`.

    A file whose first line was never written whole is not begun.
    """
    return [part for part in takewhile(Path.exists, _numbered(file)) if _is_begun(part)]


def rows_of_parts(file: Path, kind: type[R]) -> dict[Path, list[R]]:
    """The rows of a store, by the file that each is in; none if there is no such store.

    Raises:
        ValueError: a file cannot be read.
    """
    seen: set[Hashable] = set()
    found = {}
    for part in parts_of(file):
        rows = _read(part, kind)[1]
        found[part] = [row for run, row in rows.items() if run not in seen]
        seen |= rows.keys()
    return found


def stored_settings(file: Path) -> dict[str, Any]:
    """The settings that the rows of one file share.

    Raises:
        ValueError: it cannot be read.
    """
    try:
        with file.open() as opened:
            settings: dict[str, Any] = json.loads(opened.readline())["settings"]
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise ValueError(f"{file.name} has no settings in its first line: {error}.") from None
    return settings


def _numbered(file: Path) -> Iterator[Path]:
    return (file if k == 1 else file.with_suffix(f".{k}{file.suffix}") for k in count(1))


def _is_begun(file: Path) -> bool:
    with file.open("rb") as opened:
        return opened.readline().endswith(b"\n")


def _by_run(parts: dict[Path, list[R]]) -> dict[Hashable, R]:
    return {row.run: row for rows in parts.values() for row in rows}


def _read(file: Path, kind: type[R]) -> tuple[dict[str, Any], dict[Hashable, R]]:
    whole = file.read_bytes().split(b"\n")[:-1]  # what follows the last is cut off, or empty
    rows: dict[Hashable, R] = {}
    try:
        settings = json.loads(whole[0])["settings"] if whole else {}
        for line in whole[1:]:
            plain: dict[str, Any] = json.loads(line)
            lists = {key: tuple(entry) for key, entry in plain.items() if isinstance(entry, list)}
            row = kind(**{**plain, **lists})
            rows[row.run] = row
    except (ValueError, KeyError, TypeError) as error:
        raise ValueError(
            f"{file.name} is no store of this experiment, or is damaged in line "
            f"{len(rows) + 2}: {error}."
        ) from None
    return settings, rows


@contextmanager
def _alone(file: BinaryIO) -> Iterator[None]:
    """No other process writes meanwhile; the lock ends with the file."""
    if fcntl is not None:
        fcntl.flock(file, fcntl.LOCK_EX)
    yield


def _cut_off_broken_line(file: BinaryIO) -> None:
    """Afterwards the file ends with a whole line, and the position is its end."""
    file.seek(0)
    content = file.read()
    if content and not content.endswith(b"\n"):
        file.truncate(content.rfind(b"\n") + 1)
    file.seek(0, os.SEEK_END)
