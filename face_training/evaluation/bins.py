"""Verification sets as `.bin` files: pairs of encoded images and whether they show one person.

A `.bin` is a pickle of (images, same): 2 P encoded images, of which 2 i and 2 i + 1 are pair i, and
P booleans.  It is read without unpickling (`plain_pickle.py`).

    python -m face_training.evaluation.bins PAIRS IMAGES OUT.bin --layout lfw

writes such a file from a list of pairs and a folder of aligned images.
"""

from __future__ import annotations

import argparse
import os
import pickle
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
from torch import Tensor

from face_training.commands import ending
from face_training.evaluation.pair_lists import LAYOUTS, read_pairs
from face_training.evaluation.pickle_meanings import Refused
from face_training.evaluation.plain_pickle import read_plain
from face_training.names import readable
from face_training.photos.photo import SIDE, decode_aligned


@dataclass(frozen=True)
class Encoded:
    """Images that are decoded one at a time."""

    source: str
    images: tuple[bytes, ...]
    side: int = SIDE

    def __len__(self) -> int:
        return len(self.images)

    def __getitem__(self, index: int, /) -> Tensor:
        return decode_aligned(self.images[index], self.name_of(index), self.side)

    def at_size(self, side: int) -> Encoded:
        """The same images with side x side pixels."""
        return replace(self, side=side)

    def name_of(self, index: int) -> str:
        """Which image it is, in words."""
        return f"image {index} of {self.source}"


def read_bin(path: Path) -> tuple[Encoded, np.ndarray]:
    """The images and, for each pair of neighbours, whether they are one person.

    Raises:
        ValueError: there is no such file, or it is not a verification set; nothing in it is run.
    """
    try:
        with path.open("rb") as file:
            found = read_plain(file)
    except OSError as error:
        raise ValueError(f"{path} cannot be read: {error.strerror}.") from None
    except Refused as refused:
        raise ValueError(f"{path} {refused}.") from None
    if not (isinstance(found, list | tuple) and len(found) == 2):
        raise ValueError(f"{path} is no pair of images and answers.")
    encoded, answers = (_items(path, part) for part in found)
    images = _images(path, encoded)
    same_P = np.array([_answer(path, index, answer) for index, answer in enumerate(answers)])
    if len(images) != 2 * len(same_P) or not len(same_P):
        raise ValueError(
            f"{path} has {len(images):,} images and {len(same_P):,} answers; there must be two "
            "images to an answer."
        )
    return Encoded(path.name, images), same_P


def _items(path: Path, found: Any) -> Sequence[Any]:
    if isinstance(found, np.ndarray) and found.ndim == 1:
        return found.tolist()
    if not isinstance(found, list | tuple):
        raise ValueError(f"{path} has {type(found).__name__} where a list should be.")
    return found


def _images(path: Path, encoded: Sequence[Any]) -> tuple[bytes, ...]:
    """The files of the images; what is in the list several times is one object here too."""
    known: dict[int, bytes] = {}
    for index, found in enumerate(encoded):
        if id(found) not in known:
            known[id(found)] = _image(path, index, found)
    return tuple(known[id(found)] for found in encoded)


def _image(path: Path, index: int, found: Any) -> bytes:
    if isinstance(found, np.ndarray) and found.dtype == np.uint8:
        return found.tobytes()  # as cv2.imencode gives it: (n,) or (n, 1)
    if not isinstance(found, bytes):
        kind = type(found).__name__
        raise ValueError(f"Image {index} of {path} is {kind} and not encoded bytes.")
    return found


def _answer(path: Path, index: int, found: Any) -> bool:
    if not isinstance(found, bool | int | np.bool_ | np.integer) or found not in (0, 1):
        shown = found if type(found) is int and abs(found) < 10**9 else type(found).__name__
        raise ValueError(f"Answer {index} of {path} is {shown}, and not true or false.")
    return bool(found)


def write_bin(path: Path, images: Sequence[bytes], same: Sequence[bool]) -> None:
    """Write a `.bin` that every reader of the format accepts; the whole file or nothing is written.

    Raises:
        ValueError: there are not two images to an answer, or one cannot be decoded.
    """
    if len(images) != 2 * len(same) or not same:
        raise ValueError(
            f"A .bin needs two images to an answer; there are {len(images):,} and {len(same):,}."
        )
    for index, image in enumerate(images):
        decode_aligned(image, f"image {index}")
    unfinished = path.with_name(path.name + ".unfinished")
    # Protocol 4 marks bytes as bytes: it reads the same with and without `encoding="bytes"`.
    unfinished.write_bytes(pickle.dumps((list(images), list(map(bool, same))), protocol=4))
    os.replace(unfinished, path)


def main(arguments: Sequence[str] | None = None) -> None:
    """The command line."""
    parser = argparse.ArgumentParser(
        prog="python -m face_training.evaluation.bins",
        description="Write a .bin from a list of pairs and a folder of aligned images.",
    )
    parser.add_argument("pairs", type=Path, help="the list, or the folder of CFP's protocol")
    parser.add_argument("images", type=Path, help="the folder that the list's names start in")
    parser.add_argument("out", type=Path, help="the file to write")
    parser.add_argument("--layout", choices=list(LAYOUTS), default="lfw")
    chosen = parser.parse_args(arguments)
    with ending():
        pairs = read_pairs(chosen.pairs, chosen.images, chosen.layout)
        images = [file.read_bytes() for pair in pairs.files() for file in pair]
        write_bin(chosen.out, images, pairs.same_P.tolist())
    print(f"{readable(chosen.out)}: {len(pairs.same_P):,} pairs")


if __name__ == "__main__":
    main()
