"""An index of large files, built once and kept beside them, or in the user's cache.

The index keeps the sizes and times of its files.  If they have changed, or if the index is damaged
or of an older version, it is built again.
"""

from __future__ import annotations

import hashlib
import os
import tempfile
import zipfile
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

Arrays = dict[str, NDArray[Any]]

VERSION = 3


def indexed(
    files: Sequence[Path],
    build: Callable[[], Arrays],
    *,
    folders: Sequence[Path] | None = None,
) -> Arrays:
    """The index of these files: loaded if it was kept, or else built and kept.

    It is kept in the first of the folders that can be written, and in none if none can.  By default
    these are the folder of the files and the user's cache.
    """
    stamp = _stamp(files)
    name = f".{files[0].name}.{stamp[:16]}.index.npz"
    if folders is None:
        folders = (files[0].parent, _cache())
    for folder in folders:
        kept = _load(folder / name, stamp)
        if kept is not None:
            return kept
    built = build()
    for folder in folders:
        if _save(folder / name, {**built, "stamp": np.array(stamp)}):
            break
    return built


def _stamp(files: Sequence[Path]) -> str:
    facts = [(str(file.resolve()), file.stat().st_size, file.stat().st_mtime_ns) for file in files]
    return hashlib.sha256(repr((VERSION, facts)).encode()).hexdigest()


def _cache() -> Path:
    home = os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache"
    return Path(home) / "margins-and-mining"


def _load(place: Path, stamp: str) -> Arrays | None:
    try:
        with place.open("rb") as stream, np.load(stream) as file:
            arrays = dict(file)
    except (OSError, ValueError, KeyError, EOFError, zipfile.BadZipFile):
        return None
    return arrays if str(arrays.pop("stamp", "")) == stamp else None


def _save(place: Path, arrays: Arrays) -> bool:
    """Write the whole file or nothing, for other processes may read it; whether it was written."""
    try:
        place.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile(dir=place.parent, suffix=".part", delete=False) as file:
            part = Path(file.name)
    except OSError:
        return False
    try:
        with part.open("wb") as stream:
            np.savez(stream, **arrays)  # type: ignore[arg-type]
        part.replace(place)
    except OSError:
        part.unlink(missing_ok=True)
        return False
    return True
