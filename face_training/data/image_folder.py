"""Images in a folder for each identity.

N: images, C: identities.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from face_training.data.encoded import EncodedFaces
from face_training.data.faces import Labels
from face_training.data.labels import Classes, renumbered

#: Endings of files that are taken for images, in lower case.
IMAGES = (".bmp", ".jpeg", ".jpg", ".pgm", ".png", ".ppm", ".tif", ".tiff", ".webp")


@dataclass(frozen=True)
class FolderFaces(EncodedFaces):
    """Images in folders with the names of identities."""

    path: Path
    files: tuple[Path, ...] = field(repr=False)
    identities: tuple[str, ...] = field(repr=False)
    classes: Classes = field(repr=False)

    @property
    def source(self) -> str:
        """The folder and what is in it."""
        return f"{self.path}: {self.classes.in_words()}"

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
    """All images two levels down, identities in the order of their names.

    A folder without images is no identity; other files are ignored.

    Raises:
        ValueError: there is no such folder, or fewer than two identities in it.
    """
    path = Path(path)
    if not path.is_dir():
        raise ValueError(f"There is no folder {path}.")
    files = sorted(
        file for file in path.glob("*/*") if file.suffix.lower() in IMAGES and file.is_file()
    )
    identities = tuple(sorted({file.parent.name for file in files}))
    if len(identities) < 2:
        raise ValueError(
            f"{path} has {len(identities)} folders with images in them; an identity is a folder "
            f"with its images ({', '.join(IMAGES)}), and training needs two or more."
        )
    number = {name: place for place, name in enumerate(identities)}
    numbers = [number[file.parent.name] for file in files]
    return FolderFaces(path, tuple(files), identities, renumbered(numbers, str(path)))
