"""Tar shards as WebDataset writes them: `key.jpg` beside `key.cls`.

The shards are indexed once; after that any image can be read.  So the training decides the order of
the images, which is the same on any number of processes, and a run can resume in the middle.

N: images, C: identities.
"""

from __future__ import annotations

import json
import tarfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np

from face_training.data.bytes_at import BytesAt
from face_training.data.cached_index import Arrays, indexed
from face_training.data.encoded import EncodedFaces
from face_training.data.faces import Labels
from face_training.data.image_folder import IMAGES
from face_training.data.labels import Classes, NumberedIdentities, renumbered


@dataclass(frozen=True)
class ShardFaces(NumberedIdentities, EncodedFaces):
    """The images of some shards."""

    shards: tuple[Path, ...]
    places_N3: Labels = field(repr=False)  # shard, first byte, number of bytes
    classes: Classes = field(repr=False)
    _bytes: BytesAt = field(default_factory=BytesAt, repr=False)

    @property
    def source(self) -> str:
        """The shards and their content, in words."""
        return f"{len(self.shards)} shards from {self.shards[0]}: {self.classes.in_words()}"

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
    return ShardFaces(tuple(shards), found["places"], classes)


def _shards(path: str) -> list[Path]:
    from webdataset.shardlists import expand_urls

    if Path(path).is_dir():
        shards = sorted(Path(path).glob("*.tar"))
    else:
        named = [Path(name) for name in expand_urls(path)]
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
    for number, shard in enumerate(shards):
        for start, length, label in _images(shard):
            places.append((number, start, length))
            labels.append(label)
    return {"places": np.array(places, np.int64), "labels": np.array(labels, np.int64)}


def _images(shard: Path) -> Iterator[tuple[int, int, int]]:
    """First byte, number of bytes and label of each image of a shard."""
    images: dict[str, tuple[int, int]] = {}
    labels: dict[str, int] = {}
    try:
        with tarfile.open(shard, "r:") as tar:
            for member in tar:
                key, ending = _split(member.name)
                if not member.isfile():
                    continue
                if ending in IMAGES:
                    images[key] = (member.offset_data, member.size)
                elif ending in (".cls", ".json"):
                    stream = tar.extractfile(member)
                    text = stream.read() if stream else b""
                    labels[key] = _label(text, ending, f"{member.name} in {shard}")
    except (tarfile.TarError, EOFError) as error:
        raise ValueError(f"{shard} is no whole tar file: {error}.") from None
    size = shard.stat().st_size
    for key, (start, length) in images.items():
        if start + length > size:
            raise ValueError(f"{shard} is cut off in the middle of {key}.")
        if key not in labels:
            raise ValueError(f"{key} in {shard} has an image and no label ({key}.cls or .json).")
        yield start, length, labels[key]


def _split(name: str) -> tuple[str, str]:
    """Key and ending of a file; WebDataset's key ends at the first dot of the file's name."""
    folder, _, file = name.rpartition("/")
    key, _, ending = file.partition(".")
    return f"{folder}/{key}" if folder else key, f".{ending.lower()}"


def _label(text: bytes, ending: str, where: str) -> int:
    try:
        value = json.loads(text)
        number = value["label"] if ending == ".json" else value
        if isinstance(number, bool) or not isinstance(number, int):
            raise TypeError
    except (ValueError, KeyError, TypeError):
        expected = 'a JSON object with a whole number "label"' if ending == ".json" else "a number"
        raise ValueError(f"{where} is no label: it must be {expected}.") from None
    return number
