"""The files of aligned images that a list means, whatever endings these have.

A published list names the photographs of a set.  Their aligned faces may have another ending, or
one more: `prepare` makes `Ann_0001.jpg.png` of `Ann_0001.jpg`.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from face_training.data.image_folder import IMAGES
from face_training.text_files import existing


def found_images(folder: Path, names: Iterable[str]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The names of the files in the folder, as they are there, and a note on endings that differ.

    A name without such a file stays as it is.
    """
    listed = tuple(names)
    found = tuple(_found(folder, name) for name in listed)
    other = [
        there
        for name, there in zip(listed, found, strict=True)
        if Path(there).suffix != Path(name).suffix
    ]
    if not other:
        return found, ()
    note = f"{len(other):,} of {len(found):,} images have another ending than in the list"
    return found, (f"{note}, as {other[0]!r}.",)


def _found(folder: Path, name: str) -> str:
    as_listed = existing(folder, name)
    if (folder / as_listed).is_file():
        return as_listed
    stem = name.removesuffix(Path(name).suffix)
    for other in (f"{name}.png", *(stem + ending for ending in IMAGES)):
        there = existing(folder, other)
        if (folder / there).is_file():
            return there
    return as_listed
