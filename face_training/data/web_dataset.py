"""Tar shards as WebDataset writes them: `key.jpg` beside `key.cls`.

The shards are indexed once; after that any image can be read.  So the training decides the order of
the images, which is the same on any number of processes, and a run can resume in the middle.

N: images, C: identities.
"""

from __future__ import annotations

import os
import tarfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath

import numpy as np

from face_training.data.bytes_at import BytesAt
from face_training.data.cached_index import Arrays, indexed
from face_training.data.encoded import EncodedFaces
from face_training.data.faces import Labels
from face_training.data.image_folder import IMAGES
from face_training.data.labels import LARGEST, Classes, NumberedIdentities, renumbered
from face_training.data.left_out import (
    BESIDE_AN_IMAGE,
    COMES_AGAIN,
    HIDDEN,
    NO_FILE,
    NO_IMAGE,
    LeftOut,
    is_hidden,
)
from face_training.data.shard_patterns import shard_names
from face_training.toml_and_json import read_json

LABELS = (".cls", ".json")
LABEL_BYTES = 2**20  # of a file with a label, at most


@dataclass(frozen=True)
class ShardFaces(NumberedIdentities, EncodedFaces):
    """The images of some shards."""

    shards: tuple[Path, ...]
    places_N3: Labels = field(repr=False)  # shard, first byte, number of bytes
    classes: Classes = field(repr=False)
    left_out: LeftOut = field(default_factory=LeftOut, repr=False)
    _bytes: BytesAt = field(default_factory=BytesAt, repr=False)

    @property
    def source(self) -> str:
        """The shards, their content, and what was left out."""
        shards = f"{len(self.shards)} shards from {self.shards[0]}"
        return f"{shards}: {self.classes.in_words()}{self.left_out.in_words()}"

    def __len__(self) -> int:
        return len(self.places_N3)

    def encoded(self, index: int, /) -> tuple[bytes, str]:
        """The file of an image, and its place in words."""
        shard, start, length = self.places_N3[index].tolist()
        data = self._bytes.read(self.shards[shard], start, length)
        return data, f"The image at byte {start} of {self.shards[shard]}"


def web_dataset(*, path: str | Path) -> ShardFaces:
    """The shards in a folder, or those of a pattern with braces or stars.

    Raises:
        ValueError: there are no shards, one is damaged, or an image has no label.
    """
    shards = _shards(str(path))
    found = indexed(shards, lambda: _index(shards))
    classes = renumbered(found["labels"], str(path))
    left_out = LeftOut.from_json(str(found["left_out"]))
    return ShardFaces(tuple(shards), found["places"], classes, left_out)


def _shards(path: str) -> list[Path]:
    if Path(path).is_dir():
        shards = sorted(Path(path).glob("*.tar"))
    else:
        named = shard_names(path)
        shards = [
            shard
            for name in named
            for shard in (sorted(name.parent.glob(name.name)) if "*" in name.name else [name])
        ]
        for shard in shards:
            if not shard.is_file():
                named_by = "" if str(shard) == path else f", which {path} speaks of"
                raise ValueError(f"There is no shard {shard}{named_by}.")
    if not shards:
        raise ValueError(f"There are no .tar shards in {path}.")
    return shards


def _index(shards: list[Path]) -> Arrays:
    places: list[tuple[int, int, int]] = []
    labels: list[int] = []
    left_out = LeftOut()
    for number, shard in enumerate(shards):
        for start, length, label in _images(shard, left_out):
            places.append((number, start, length))
            labels.append(label)
    return {
        "places": np.array(places, np.int64).reshape(-1, 3),
        "labels": np.array(labels, np.int64),
        "left_out": np.array(left_out.to_json()),
    }


def _images(shard: Path, left_out: LeftOut) -> Iterator[tuple[int, int, int]]:
    """First byte, number of bytes and label of each image of a shard."""
    images: dict[str, tuple[int, int]] = {}  # by the whole name
    labels: dict[str, int] = {}  # by the name without its ending
    seen: dict[str, int] = {}  # the same, by the whole name
    try:
        with tarfile.open(shard, "r:") as tar:
            for member in tar:
                if member.isdir():
                    continue
                key, ending = os.path.splitext(member.name)
                ending = ending.lower()
                where = f"{member.name} in {shard}"
                if is_hidden(PurePosixPath(member.name).parts):
                    left_out.add(HIDDEN, where)
                elif member.islnk() and (member.linkname in images or member.linkname in seen):
                    # The same file under another name, as tar writes it.
                    if member.linkname in images:
                        images[member.name] = images[member.linkname]
                    else:
                        labels[key] = seen[member.linkname]
                elif not member.isfile() and ending in (*IMAGES, *LABELS):
                    left_out.add(NO_FILE, where)
                elif ending in IMAGES:
                    if member.name in images:
                        left_out.add(COMES_AGAIN, where)
                    images[member.name] = (member.offset_data, member.size)
                elif ending in LABELS:
                    stream = tar.extractfile(member) if member.size <= LABEL_BYTES else None
                    labels[key] = _label(stream.read() if stream else b"", ending, where)
                    seen[member.name] = labels[key]
                else:
                    left_out.add(NO_IMAGE, where)
    except RecursionError:  # a header that is followed by a header, and so on
        raise ValueError(f"{shard} is no whole tar file: it has no end of headers.") from None
    except (tarfile.TarError, EOFError, OSError) as error:
        raise ValueError(f"{shard} is no whole tar file: {error}.") from None
    whole = {_key(name) for name in images if os.path.splitext(name)[0] == _key(name)}
    for name, (start, length) in images.items():
        if start + length > shard.stat().st_size:
            raise ValueError(f"{shard} is cut off in the middle of {name}.")
        if _key(name) in whole and os.path.splitext(name)[0] != _key(name):
            left_out.add(BESIDE_AN_IMAGE, f"{name} in {shard}")
            continue
        yield start, length, _label_of(name, labels, shard)


def _key(name: str) -> str:
    """WebDataset's key of a file, which ends at the first dot of the file's own name."""
    folder, _, file = name.rpartition("/")
    key = file.partition(".")[0]
    return f"{folder}/{key}" if folder else key


def _label_of(name: str, labels: Mapping[str, int], shard: Path) -> int:
    """The label of an image; a key may have dots in it, as `john.smith_1.jpg`."""
    shortest, key = _key(name), os.path.splitext(name)[0]
    while key not in labels and key != shortest:
        key = os.path.splitext(key)[0]
    if key not in labels:
        own = os.path.splitext(name)[0]
        raise ValueError(f"{own} in {shard} has an image and no label ({own}.cls or .json).")
    return labels[key]


def _label(text: bytes, ending: str, where: str) -> int:
    try:
        value = read_json(text)
        number = value["label"] if ending == ".json" else value
        if isinstance(number, bool) or not isinstance(number, int) or abs(number) > LARGEST:
            raise TypeError
    except (ValueError, KeyError, TypeError):
        expected = 'a JSON object with a whole number "label"' if ending == ".json" else "a number"
        raise ValueError(f"{where} is no label: it must be {expected}.") from None
    return number
