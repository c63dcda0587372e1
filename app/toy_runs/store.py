"""The store of finished runs: one file for each RunConfig, named by its digest.

A record is written in one move, so that a crash leaves the old state.  A damaged record is dropped,
and the run is trained again.  A full store drops the least recently used records.
"""

from __future__ import annotations

import contextlib
import logging
import os
import re
import tempfile
import time
from collections.abc import Iterable
from importlib.metadata import version
from pathlib import Path

from toy_models.config import RunConfig
from toy_models.frames_on_disk import on_disk
from toy_models.record import VERSION, Run

SHIPPED = Path(__file__).with_name("shipped")  # the runs that come with the project
CAP_BYTES = 500_000_000
ABANDONED_SECONDS = 3600  # after which nobody still writes a half-written record

_log = logging.getLogger(__name__)


def default_folder() -> Path:
    """The folder of a user's runs, one for each version of torch, which can change the arrays."""
    base = os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache"
    return Path(base) / "margins-and-mining" / "runs" / f"{VERSION}-torch-{version('torch')}"


class Store:
    """Finished runs on disk, and the shipped runs."""

    def __init__(
        self, folder: Path, *, shipped: Path | None = SHIPPED, cap_bytes: int = CAP_BYTES
    ) -> None:
        """Nothing is read or written yet."""
        self.folder = folder
        self.shipped = shipped
        self.cap_bytes = cap_bytes

    def get(self, config: RunConfig) -> Run | None:
        """The run of this config, or None if it has to be trained."""
        if self.shipped:
            with contextlib.suppress(OSError, ValueError):
                return _read(self.shipped / _name(config), config)
        file = self.folder / _name(config)
        try:
            result = _read(file, config)
        except FileNotFoundError:
            return None
        except OSError as error:  # no descriptor or no memory now: the record may be sound
            _log.warning("The stored run %s cannot be read now: %s", file.name, error)
            return None
        except ValueError as error:
            _log.warning("The stored run %s is dropped: %s", file.name, error)
            with contextlib.suppress(OSError):
                file.unlink(missing_ok=True)
            return None
        with contextlib.suppress(OSError):
            file.touch()  # used just now
        return result

    def find(self, digest: str) -> Run | None:
        """The run whose config has this digest.

        Raises:
            ValueError: this is no digest.
        """
        if not re.fullmatch(r"[0-9a-f]{16}", digest):
            raise ValueError("A digest is 16 hexadecimal digits.")
        for folder in filter(None, (self.shipped, self.folder)):
            with contextlib.suppress(OSError, ValueError):
                result = on_disk(Run.load(folder / f"{digest}.npz"))
                if result.config.digest == digest:
                    return result
        return None

    def put(self, config: RunConfig, record: bytes) -> None:
        """Store a record, the bytes of `Run.to_bytes`.

        Raises:
            OSError: no room, or no right to write; nothing has changed.
        """
        self.folder.mkdir(parents=True, exist_ok=True)
        newest = self.folder / _name(config)
        with tempfile.NamedTemporaryFile(dir=self.folder, suffix=".part", delete=False) as file:
            try:
                file.write(record)
                file.close()
                Path(file.name).replace(newest)
            except BaseException:
                Path(file.name).unlink(missing_ok=True)
                raise
        self._make_room(newest)

    def _make_room(self, newest: Path) -> None:
        """Drop half-written records of a crash, then the least recently used beyond the cap."""
        for part, facts in _facts(self.folder.glob("*.part")).items():
            if time.time() - facts.st_mtime > ABANDONED_SECONDS:
                part.unlink(missing_ok=True)
        records = _facts(self.folder.glob("*.npz"))
        total = sum(facts.st_size for facts in records.values())
        for file in sorted(records, key=lambda file: records[file].st_mtime):
            if total <= self.cap_bytes:
                return
            if file == newest:
                continue
            total -= records[file].st_size
            file.unlink(missing_ok=True)


def _facts(files: Iterable[Path]) -> dict[Path, os.stat_result]:
    """Size and time of the files that are still there: another server may delete some meanwhile."""
    found: dict[Path, os.stat_result] = {}
    for file in files:
        with contextlib.suppress(FileNotFoundError):
            found[file] = file.stat()
    return found


def _read(file: Path, config: RunConfig) -> Run:
    """A record.

    Raises:
        OSError: there is none, or it cannot be read now.
        ValueError: it is damaged, or of another config with the same digest.
    """
    result = on_disk(Run.load(file))
    if result.config != config:
        raise ValueError("it is of another config with the same digest")
    return result


def _name(config: RunConfig) -> str:
    return f"{config.digest}.npz"
