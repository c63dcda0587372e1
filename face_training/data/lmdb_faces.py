"""Faces in an LMDB, in the layout of HSFace and of the WebFace4M that comes with it.

An entry is an image's file and its label, in MessagePack.  The entries `__keys__`, `__len__` and
`__classnum__` say which keys there are, how many, and how many classes.  The labels are read once,
in a pass over the whole file, and kept.

N: images, C: identities.
"""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from tqdm import tqdm

from face_training.data.cached_index import Arrays, indexed
from face_training.data.encoded import EncodedFaces
from face_training.data.labels import LARGEST, Classes, NumberedIdentities, renumbered

KEYS = b"__keys__"
LAYOUT = "an entry is an image's file and a label, in MessagePack, and __keys__ lists the keys"
MANY = 100_000  # entries; reading more for the first time shows the progress


@dataclass(frozen=True)
class LmdbFaces(NumberedIdentities, EncodedFaces):
    """The images of an LMDB."""

    path: Path
    keys_N: NDArray[np.bytes_] = field(repr=False)
    classes: Classes = field(repr=False)

    @property
    def source(self) -> str:
        """The file and its content, in words."""
        return f"{self.path}: {self.classes.in_words()}"

    def __len__(self) -> int:
        return len(self.keys_N)

    def encoded(self, index: int, /) -> tuple[bytes, str]:
        """The file of an image, and its key in words."""
        key = bytes(self.keys_N[index])
        where = f"Entry {key.decode()} of {self.path}"
        with _opened(self.path).begin(buffers=True) as reading:
            return _image_and_label(reading.get(key), where)[0], where


def lmdb_faces(*, path: str | Path) -> LmdbFaces:
    """The images of an LMDB, which is a file or a folder with data.mdb.

    Raises:
        ValueError: there is no such file, it is cut off or damaged, or it has another layout.
    """
    path = Path(path)
    file = path / "data.mdb" if path.is_dir() else path
    if not file.is_file():
        raise ValueError(f"There is no {file}; data.path is an LMDB, a file or a folder of one.")
    found = indexed([file], lambda: _index(path, file))
    return LmdbFaces(path, found["keys"], renumbered(found["labels"], str(path)))


def _index(path: Path, file: Path) -> Arrays:
    environment = _opened(path)
    whole = (environment.info()["last_pgno"] + 1) * environment.stat()["psize"]
    if file.stat().st_size < whole:
        raise ValueError(f"{file} is cut off: it has {file.stat().st_size} of {whole} bytes.")
    labels: list[int] = []
    with environment.begin(buffers=True) as reading:
        keys = _keys(reading.get(KEYS), path, environment.max_key_size())
        for key in tqdm(keys, desc=path.name, unit="image", disable=len(keys) < MANY):
            where = f"Entry {key.decode('ascii', 'replace')} of {path}"
            labels.append(_image_and_label(reading.get(key), where)[1])
    return {"keys": np.array(keys, np.bytes_), "labels": np.array(labels, np.int64)}


def _keys(entry: memoryview | None, path: Path, longest: int) -> list[bytes]:
    keys = _unpacked(entry)
    if not (
        isinstance(keys, list)
        and keys
        and all(isinstance(key, bytes) and 0 < len(key) <= longest for key in keys)
    ):
        raise ValueError(f"{path} has another layout: {LAYOUT}.")
    return keys


def _image_and_label(entry: memoryview | None, where: str) -> tuple[bytes, int]:
    found = _unpacked(entry)
    if not (
        isinstance(found, list)
        and len(found) >= 2
        and isinstance(found[0], bytes)
        and type(found[1]) is int
        and abs(found[1]) <= LARGEST
    ):
        raise ValueError(f"{where} has another layout: {LAYOUT}.")
    return found[0], found[1]


def _unpacked(entry: memoryview | None) -> object:
    """What an entry holds; nothing if there is none, or if it is no MessagePack."""
    import msgpack

    try:
        return None if entry is None else msgpack.unpackb(entry, raw=True)
    except (ValueError, msgpack.UnpackException):
        return None


_handles: dict[Path, Any] = {}  # LMDB allows one a process and file


def _opened(path: Path) -> Any:
    """The handle of this process."""
    import lmdb

    if path not in _handles:
        try:
            _handles[path] = lmdb.open(
                str(path),
                subdir=path.is_dir(),
                readonly=True,
                lock=False,
                readahead=False,
                meminit=False,
            )
        except lmdb.Error as error:
            raise ValueError(f"{path} is no LMDB, or a broken one: {error}.") from None
    return _handles[path]


def _close_all() -> None:
    """Close all handles; they are opened again when they are needed."""
    while _handles:
        _handles.popitem()[1].close()


if hasattr(os, "register_at_fork"):  # a handle must not go through a fork
    os.register_at_fork(before=_close_all)
