"""Images in zip files, in a folder for each identity: the layout in which DigiFace-1M is published.

The zips are not unpacked.  Their directories are read once; after that any image can be read.

N: images, C: identities.
"""

from __future__ import annotations

import struct
import zipfile
import zlib
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath

import numpy as np
from tqdm import tqdm

from face_training.data.bytes_at import BytesAt
from face_training.data.cached_index import Arrays, indexed
from face_training.data.encoded import EncodedFaces
from face_training.data.faces import Labels
from face_training.data.image_folder import IMAGES
from face_training.data.labels import Classes, one_spelling, renumbered
from face_training.data.left_out import ELSEWHERE, HIDDEN, NO_IMAGE, LeftOut, is_hidden

#: The head of a file inside a zip: its signature, and the lengths of its name and of a field.
HEAD = struct.Struct("<4s22xHH")
SIGNATURE = b"PK\x03\x04"
EXTRA = 512  # bytes that are read beyond the name, so that one reading is enough
LARGEST_BYTES = 2**28  # of an image file; 80 million pixels without any packing are 240 MB
STORED, DEFLATED = zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED
ENCRYPTED = 0x1  # a flag


@dataclass(frozen=True)
class ZipFaces(EncodedFaces):
    """The images of some zips."""

    zips: tuple[Path, ...]
    places_N6: Labels = field(
        repr=False
    )  # zip, first byte, packed size, method, CRC, name's length
    identities: tuple[str, ...] = field(repr=False)
    classes: Classes = field(repr=False)
    left_out: LeftOut = field(default_factory=LeftOut, repr=False)
    largest: int = LARGEST_BYTES
    _bytes: BytesAt = field(default_factory=BytesAt, repr=False)

    @property
    def source(self) -> str:
        """The zips, what is in them, and what was left out."""
        zips = f"{len(self.zips)} zips from {self.zips[0]}"
        return f"{zips}: {self.classes.in_words()}{self.left_out.in_words()}"

    @property
    def labels_N(self) -> Labels:
        """The identity of each image."""
        return self.classes.labels_N

    def __len__(self) -> int:
        return len(self.places_N6)

    def encoded(self, index: int, /) -> tuple[bytes, str]:
        """The file of an image, and its place in words."""
        number, start, size, method, crc, named = self.places_N6[index].tolist()
        file = self.zips[number]
        where = f"The image at byte {start} of {file}"
        piece = self._bytes.read(file, start, HEAD.size + named + EXTRA + size)
        if len(piece) < HEAD.size:
            raise ValueError(f"{where} is not there any more: the file got shorter.")
        signature, name, extra = HEAD.unpack_from(piece)
        begin = HEAD.size + name + extra
        if begin + size > len(piece):
            piece = self._bytes.read(file, start, begin + size)
        data = piece[begin : begin + size]
        try:
            if method == DEFLATED:
                unpacking = zlib.decompressobj(-zlib.MAX_WBITS)
                data = unpacking.decompress(data, self.largest)
                if not unpacking.eof and unpacking.unconsumed_tail:
                    raise ValueError(f"{where} unpacks to more than {self.largest:,} bytes.")
        except zlib.error:
            data = b""
        if signature != SIGNATURE or zlib.crc32(data) != crc:
            raise ValueError(f"{where} is damaged: its check sum does not fit.")
        return data, where


def image_zips(*, path: str | Path, largest: int = LARGEST_BYTES) -> ZipFaces:
    """The images of a zip, or of all zips in a folder.  An identity is the folder of an image.

    Zips that have a folder of one name have the same identity, and so have two spellings of its
    accents.

    Args:
        path: of a zip, or of a folder of zips.
        largest: bytes of an image; a small file can unpack to any size.

    Raises:
        ValueError: there are no zips, one is damaged or encrypted, or there are fewer than two
            identities.
    """
    path = Path(path)
    zips = sorted(path.glob("*.zip")) if path.is_dir() else [path]
    if not zips or not zips[0].is_file():
        raise ValueError(f"There is no .zip at {path}.")
    found = indexed(zips, lambda: _index(zips))
    names_N = found["identities"]
    spellings, of_N = np.unique(names_N, return_inverse=True)
    spelt = one_spelling(spellings.tolist())
    identities, of_spelling = np.unique(
        np.array([spelt[name] for name in spellings.tolist()], np.str_), return_inverse=True
    )
    numbers_N = of_spelling[of_N]
    if len(identities) < 2:
        raise ValueError(
            f"{path} has {len(identities)} folders with images in them; an identity is a folder "
            f"with its images ({', '.join(IMAGES)}), and training needs two or more."
        )
    return ZipFaces(
        tuple(zips),
        found["places"],
        tuple(identities.tolist()),
        renumbered(numbers_N, str(path)),
        LeftOut.from_json(str(found["left_out"])),
        largest,
    )


def _index(zips: list[Path]) -> Arrays:
    places: list[tuple[int, ...]] = []
    identities: list[str] = []
    left_out = LeftOut()
    for number, file in enumerate(tqdm(zips, desc="zips", disable=None)):
        for member in _members(file):
            name = PurePosixPath(member.filename)
            if member.is_dir():
                continue
            if is_hidden(name.parts):
                left_out.add(HIDDEN, f"{file.name}: {name}")
            elif name.suffix.lower() not in IMAGES:
                left_out.add(NO_IMAGE, f"{file.name}: {name}")
            elif len(name.parts) < 2:
                left_out.add(ELSEWHERE, f"{file.name}: {name}")
            else:
                identities.append(name.parent.name)
                places.append(
                    (
                        number,
                        member.header_offset,
                        member.compress_size,
                        member.compress_type,
                        member.CRC,
                        len(member.orig_filename.encode()),
                    )
                )
    return {
        "places": np.array(places, np.int64).reshape(-1, 6),
        "identities": np.array(identities, np.str_),
        "left_out": np.array(left_out.to_json()),
    }


def _members(file: Path) -> list[zipfile.ZipInfo]:
    try:
        with zipfile.ZipFile(file) as opened:
            members = opened.infolist()
    except (zipfile.BadZipFile, OSError) as error:
        raise ValueError(f"{file} is no whole zip: {error}.") from None
    for member in members:
        if member.flag_bits & ENCRYPTED:
            raise ValueError(f"{file} is encrypted, and cannot be read.")
        if member.compress_type not in (STORED, DEFLATED):
            raise ValueError(f"{file} is packed in a way that is not read: {member.filename}.")
    return members
