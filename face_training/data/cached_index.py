"""An index of large files, built once and kept beside them, or in the user's cache.

It is kept for the files as they are: their sizes and times are kept with it, and an index of other
files, a damaged one, or one of an older kind is built again.
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

VERSION = 1


def indexed(files: Sequence[Path], build: Callable[[], Arrays]) -> Arrays:
    """The index of these files: as kept, or built now and kept for the next time.

    Where neither the folder of the files nor the user's cache can be written, it is only built.
    """
    stamp = _stamp(files)
    name = f".{files[0].name}.{stamp[:16]}.index.npz"
    places = [files[0].parent / name, _cache() / name]
    for place in places:
        kept = _kept(place, stamp)
        if kept is not None:
            return kept
    built = build()
    for place in places:
        if _keep(place, {**built, "stamp": np.array(stamp)}):
            break
    return built


def _stamp(files: Sequence[Path]) -> str:
    facts = [(str(file.resolve()), file.stat().st_size, file.stat().st_mtime_ns) for file in files]
    return hashlib.sha256(repr((VERSION, facts)).encode()).hexdigest()


def _cache() -> Path:
    home = os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache"
    return Path(home) / "margins-and-mining"


def _kept(place: Path, stamp: str) -> Arrays | None:
    try:
        with place.open("rb") as stream, np.load(stream) as file:
            arrays = dict(file)
    except (OSError, ValueError, KeyError, EOFError, zipfile.BadZipFile):
        return None
    return arrays if str(arrays.pop("stamp", "")) == stamp else None


def _keep(place: Path, arrays: Arrays) -> bool:
    """Whole or not at all: another process may look for it at the same time."""
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
