"""The index of a gallery: an embedding for each photograph, kept on disk and brought up to date.

    header.json      the network and the way to it, so that another network begins anew
    000000.npy       unit vectors of some photographs, float32 (rows, dimension)
    000000.json      their files with size and time, and those without a face with the reason

Photographs that are new or have changed are embedded; rows of files that are gone are taken out.
Parts are written while the work goes on, so that an interruption loses one part at most.  A lock
beside the folder keeps a second search from changing what the first one reads.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from face_training.bundle.bundle import INFO, MODEL
from face_training.bundle.embed_photos import EmbeddedPhotos
from face_training.bundle.photo_files import photos_in
from face_training.file_lock import FileLock
from face_training.toml_and_json import read_json
from face_training.whole_files import write_whole

FORMAT = 1
HEADER = "header.json"
ROWS = 4096  # photographs of a part
SMALL = 8  # parts of less than half of that; of more, one is made

#: The path of a photograph within the gallery, its size and its time: another photograph if one of
#: them is another.
Stamp = tuple[str, int, int]


@dataclass(frozen=True, kw_only=True)
class Updated:
    """What an update did."""

    kept: int
    added: int
    gone: int  # files that are no longer there, or have changed
    without: tuple[str, ...]  # sentences on new photographs without a usable face

    def __str__(self) -> str:
        faceless = f", {len(self.without):,} new ones without a face" if self.without else ""
        return (
            f"{self.kept + self.added:,} faces: {self.kept:,} were there, {self.added:,} are new"
            f"{faceless}, {self.gone:,} are gone or changed"
        )


@dataclass(frozen=True)
class _Part:
    """Some photographs; `rows` are those with a vector, in order, `without` the others."""

    number: int
    rows: tuple[Stamp, ...]
    without: tuple[Stamp, ...]
    replaces: tuple[int, ...] = ()  # parts that are in it, and were to be deleted

    @property
    def name(self) -> str:
        return f"{self.number:06d}"


class GalleryIndex:
    """The index in a folder, of the photographs in another."""

    def __init__(self, folder: Path, gallery: Path, *, rows: int = ROWS) -> None:
        self.folder, self.gallery, self._rows = folder, gallery, rows
        self._parts: list[_Part] = []

    @property
    def files(self) -> list[str]:
        """The path of each face within the gallery, in the order of the vectors."""
        return [file for part in self._parts for file, _, _ in part.rows]

    def vectors(self) -> Iterable[np.ndarray]:
        """The unit vectors (N, D), part by part, mapped from their files."""
        for part in self._parts:
            if part.rows:
                yield np.load(self.folder / f"{part.name}.npy", mmap_mode="r")

    @contextmanager
    def held(self, report: Callable[[str], None]) -> Iterator[None]:
        """Nobody else brings the index up to date while inside; others wait, which is said."""
        lock = FileLock(self.folder.with_name(f".{self.folder.name}.lock"))
        if self.folder.parent.is_dir():
            lock.take(report, wait=True)
        try:
            yield
        finally:
            lock.release()

    def update(
        self, key: str, embed: Callable[[Sequence[Path]], Iterable[EmbeddedPhotos]]
    ) -> Updated:
        """Bring the index to what is in the gallery now.

        Args:
            key: of the network, as `key_of` makes it.
            embed: gives the embeddings of photographs, some at a time.

        Raises:
            ValueError: the gallery has no photographs, or the index cannot be read or written.
        """
        now = {self._stamp(photo): photo for photo in photos_in([self.gallery])}
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            self._open(key)
            before = {stamp for part in self._parts for stamp in (*part.rows, *part.without)}
            gone = before - now.keys()
            if gone:
                self._parts = [self._without(part, gone) for part in self._parts]
            kept = sum(len(part.rows) for part in self._parts)
            added, sentences = self._add({s: p for s, p in now.items() if s not in before}, embed)
            self._merge()
        except OSError as error:
            raise ValueError(
                f"The index {self.folder} cannot be used: {error.strerror}; name another folder "
                "with --index."
            ) from None
        return Updated(kept=kept, added=added, gone=len(gone), without=tuple(sentences))

    def _add(
        self,
        new: dict[Stamp, Path],
        embed: Callable[[Sequence[Path]], Iterable[EmbeddedPhotos]],
    ) -> tuple[int, list[str]]:
        stamps = {photo: stamp for stamp, photo in new.items()}
        added, sentences = 0, list[str]()
        held: list[EmbeddedPhotos] = []

        def flush() -> None:
            nonlocal added
            if not held:
                return
            found = {path for some in held for path in some.paths}
            tried = [path for some in held for path in some.tried]
            number = 1 + max((part.number for part in self._parts), default=-1)
            rows = tuple(stamps[path] for some in held for path in some.paths)
            without = tuple(stamps[path] for path in tried if path not in found)
            part = _Part(number, rows, without)
            self._write(part, np.concatenate([some.unit_ND for some in held]))
            self._parts.append(part)
            added += len(rows)
            held.clear()

        for some in embed(list(stamps)):
            sentences += some.dropped
            held.append(some)
            if sum(len(one.tried) for one in held) >= self._rows:
                flush()
        flush()
        return added, sentences

    def _merge(self) -> None:
        """Make one part of many small ones, which many small updates leave."""
        small = [
            part for part in self._parts if len(part.rows) + len(part.without) < self._rows / 2
        ]
        if len(small) <= SMALL:
            return
        loaded = [np.load(self.folder / f"{part.name}.npy") for part in small]
        merged = _Part(
            1 + max(part.number for part in self._parts),
            tuple(stamp for part in small for stamp in part.rows),
            tuple(stamp for part in small for stamp in part.without),
            tuple(part.number for part in small),
        )
        vectors = [vectors_ND for vectors_ND in loaded if len(vectors_ND)] or loaded[:1]
        self._write(merged, np.concatenate(vectors))
        self._parts = self._without_replaced([*self._parts, merged])

    def _without_replaced(self, parts: list[_Part]) -> list[_Part]:
        """The parts that are in no other; the files of the others are deleted."""
        replaced = {number for part in parts for number in part.replaces}
        for part in parts:
            if part.number in replaced:
                (self.folder / f"{part.name}.json").unlink()
                (self.folder / f"{part.name}.npy").unlink(missing_ok=True)
        return [part for part in parts if part.number not in replaced]

    def _open(self, key: str) -> None:
        """Read the parts; those of another network are removed."""
        header = self.folder / HEADER
        try:
            known = read_json(header.read_bytes()) if header.is_file() else {}
        except ValueError:
            known = {}
        if known != {"format": FORMAT, "key": key}:
            foreign = [file for file in self.folder.iterdir() if not _is_ours(file)]
            if foreign:
                raise ValueError(
                    f"{self.folder} holds {foreign[0].name}, which is of no index; name an empty "
                    "folder with --index."
                )
            for file in self.folder.iterdir():
                file.unlink()
            write_whole(header, json.dumps({"format": FORMAT, "key": key}).encode())
        found = [self._read(file) for file in sorted(self.folder.glob("[0-9]*.json"))]
        self._parts = self._without_replaced([part for part in found if part])

    def _read(self, file: Path) -> _Part | None:
        """A part, or None if it is damaged: its photographs are embedded again."""
        try:
            found: dict[str, Any] = read_json(file.read_bytes())
            rows, without = (
                tuple((str(name), int(size), int(time)) for name, size, time in found[kind])
                for kind in ("rows", "without")
            )
            if rows:
                vectors_ND = np.load(file.with_suffix(".npy"), mmap_mode="r")
                if vectors_ND.ndim != 2 or vectors_ND.dtype != np.float32:
                    return None
                if len(vectors_ND) != len(rows):
                    return None
            replaces = tuple(int(number) for number in found.get("replaces", ()))
            return _Part(int(file.stem), rows, without, replaces)
        except (OSError, ValueError, KeyError, TypeError):
            return None

    def _without(self, part: _Part, gone: set[Stamp]) -> _Part:
        """The part without some photographs, on disk too."""
        if not gone.intersection(part.rows) and not gone.intersection(part.without):
            return part
        stay = [place for place, stamp in enumerate(part.rows) if stamp not in gone]
        vectors = np.load(self.folder / f"{part.name}.npy") if part.rows else np.empty((0, 0))
        left = _Part(
            part.number,
            tuple(part.rows[place] for place in stay),
            tuple(stamp for stamp in part.without if stamp not in gone),
        )
        # Without its list a part is no part: a crash between the two files loses it, no more.
        (self.folder / f"{part.name}.json").unlink()
        self._write(left, vectors[stay])
        return left

    def _write(self, part: _Part, vectors_ND: np.ndarray) -> None:
        with (self.folder / f".{part.name}.npy").open("wb") as file:
            np.save(file, vectors_ND.astype(np.float32, copy=False))
        (self.folder / f".{part.name}.npy").replace(self.folder / f"{part.name}.npy")
        content = {"rows": part.rows, "without": part.without, "replaces": part.replaces}
        write_whole(self.folder / f"{part.name}.json", json.dumps(content).encode())

    def _stamp(self, photo: Path) -> Stamp:
        facts = photo.stat()
        return str(photo.relative_to(self.gallery)), facts.st_size, facts.st_mtime_ns


def key_of(bundle: Path, detector: Path | None) -> str:
    """What the embeddings depend on: the bundle's files and the detector's weights."""
    total = hashlib.sha256()
    for file in (bundle / MODEL, bundle / INFO, detector):
        total.update(hashlib.sha256(file.read_bytes() if file else b"").digest())
    return total.hexdigest()


def _is_ours(file: Path) -> bool:
    name = r"\.?(header\.json|\d{6}\.(json|npy))(\.partial)?"
    return file.is_file() and re.fullmatch(name, file.name) is not None
