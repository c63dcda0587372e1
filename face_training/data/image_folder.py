"""Images in a folder for each identity.

N: images, C: identities.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from face_training.data.encoded import EncodedFaces
from face_training.data.faces import Labels
from face_training.data.labels import Classes, one_spelling, renumbered
from face_training.data.left_out import ELSEWHERE, HIDDEN, NO_IMAGE, LeftOut, is_hidden

#: Endings of files that are taken for images, in lower case.
IMAGES = (
    ".bmp", ".jfif", ".jpe", ".jpeg", ".jpg", ".mpo", ".pgm", ".png", ".ppm", ".tif", ".tiff",
    ".webp",
)  # fmt: skip
DEPTH, DEPTH_IN_PARTS = 2, 3  # identity/image, and part/identity/image


@dataclass(frozen=True)
class FolderFaces(EncodedFaces):
    """Images in folders with the names of identities."""

    path: Path
    files: tuple[Path, ...] = field(repr=False)
    identities: tuple[str, ...] = field(repr=False)
    classes: Classes = field(repr=False)
    left_out: LeftOut = field(default_factory=LeftOut, repr=False)

    @property
    def source(self) -> str:
        """The folder, what is in it, and what was left out."""
        return f"{self.path}: {self.classes.in_words()}{self.left_out.in_words()}"

    @property
    def labels_N(self) -> Labels:
        """The identity of each image."""
        return self.classes.labels_N

    def __len__(self) -> int:
        return len(self.files)

    def encoded(self, index: int, /) -> tuple[bytes, str]:
        """The file of an image, and its path."""
        file = self.files[index]
        try:
            return file.read_bytes(), str(file)
        except OSError as error:
            raise ValueError(f"{file} cannot be read: {error.strerror}.") from None


def image_folder(*, path: str | Path) -> FolderFaces:
    """All images in a folder for each identity, identities in the order of their names.

    The folders may lie in the folders of the parts of a set, as DigiFace-1M unpacks.  Two parts
    with a folder of one name have the same identity, and so have two spellings of its accents.  A
    folder without images is no identity.

    Raises:
        ValueError: there is no such folder, or fewer than two identities in it.
    """
    path = Path(path)
    if not path.is_dir():
        raise ValueError(f"There is no folder {path}.")
    left_out = LeftOut()
    images: dict[int, list[Path]] = {1: [], DEPTH: [], DEPTH_IN_PARTS: []}
    for folder, parts, name in _files(path):
        if is_hidden((*parts, name)):
            left_out.add(HIDDEN, "/".join((*parts, name)))
        elif Path(name).suffix.lower() not in IMAGES:
            left_out.add(NO_IMAGE, "/".join((*parts, name)))
        else:
            images[len(parts) + 1].append(Path(folder, name))
    depth = DEPTH if images[DEPTH] else DEPTH_IN_PARTS
    files = images.pop(depth)
    for file in sorted(file for others in images.values() for file in others):
        left_out.add(ELSEWHERE, file.relative_to(path).as_posix())
    spelt = one_spelling(file.parent.name for file in files)
    identities = tuple(sorted(set(spelt.values())))
    if len(identities) < 2:
        raise ValueError(
            f"{path} has {len(identities)} folders with images in them; an identity is a folder "
            f"with its images ({', '.join(IMAGES)}), and training needs two or more."
        )
    number = {name: place for place, name in enumerate(identities)}
    files.sort(key=lambda file: (number[spelt[file.parent.name]], file))
    numbers = [number[spelt[file.parent.name]] for file in files]
    return FolderFaces(path, tuple(files), identities, renumbered(numbers, str(path)), left_out)


def _files(top: Path) -> Iterator[tuple[str, tuple[str, ...], str]]:
    """Folder, folders below the top, and name of each file down to the deepest identity."""
    for folder, folders, names in os.walk(top, followlinks=True):
        parts = Path(folder).relative_to(top).parts
        if len(parts) == DEPTH_IN_PARTS - 1:
            folders.clear()
        for name in names:
            yield folder, parts, name
