"""The photographs in what a person named: files, and folders with folders in them."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from face_training.data.left_out import is_hidden
from face_training.photos.photo import PHOTO_ENDINGS


def photos_in(places: Iterable[Path]) -> list[Path]:
    """The named photographs, and those in the named folders, but for hidden ones.

    Raises:
        ValueError: there is no photograph.
    """
    found: list[Path] = []
    for place in places:
        if place.is_dir():
            found += [
                file
                for file in sorted(place.rglob("*"))
                if file.suffix.lower() in PHOTO_ENDINGS
                and not is_hidden(file.relative_to(place).parts)
                and file.is_file()
            ]
        else:
            found.append(place)
    if not found:
        raise ValueError("There is no photograph in what was named.")
    return found
