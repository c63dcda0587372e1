"""Which images of a test set cannot be read, found before they are needed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from face_training.embeddings import Images

NAMED = 3  # broken images that a sentence names


def broken_in(images: Images, places: Iterable[int] | None = None) -> dict[int, str]:
    """The sentence of each image, or of each at some places, that cannot be read."""
    found = {}
    for place in range(len(images)) if places is None else places:
        try:
            images[place]
        except (ValueError, OSError) as error:
            found[place] = str(error)
    return found


def some_of(broken: Mapping[int, str]) -> str:
    """The first sentences."""
    return " ".join(list(broken.values())[:NAMED])
