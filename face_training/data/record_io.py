"""Face sets in RecordIO: `train.rec` with `train.idx`, the format of the large public sets.

The .rec alone decides: a record with an image is an image of the set.  The .idx must agree with it,
and may be missing.

N: images, C: identities, R: records.
"""

from __future__ import annotations

import mmap
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
from tqdm import tqdm

from face_training.data.bytes_at import BytesAt
from face_training.data.cached_index import Arrays, indexed
from face_training.data.encoded import EncodedFaces
from face_training.data.faces import Labels
from face_training.data.image_record import EXACT, LONGEST_HEAD, ImageHeader
from face_training.data.labels import Classes, NumberedIdentities, renumbered
from face_training.data.record_idx import check_idx
from face_training.data.record_parts import Span, span_at, spans

MANY = 100_000_000  # bytes; reading larger files for the first time shows the progress


@dataclass
class RecordFaces(NumberedIdentities, EncodedFaces):
    """The images of a .rec."""

    path: Path
    starts_N: Labels = field(repr=False)  # the byte at which each image's record starts
    ends_N: Labels = field(repr=False)  # the byte at which the next record starts
    classes: Classes = field(repr=False)
    _bytes: BytesAt = field(default_factory=BytesAt, repr=False)

    @property
    def source(self) -> str:
        """The file and its content, in words."""
        return f"{self.path}: {self.classes.in_words()}"

    def __len__(self) -> int:
        return len(self.starts_N)

    def encoded(self, index: int, /) -> tuple[bytes, str]:
        """The file of an image, and its place in words."""
        start, end = int(self.starts_N[index]), int(self.ends_N[index])
        where = f"The image at byte {start} of {self.path}"
        piece = memoryview(self._bytes.read(self.path, start, end - start))
        if len(piece) < end - start:
            raise ValueError(f"{where} is not there any more: the file got shorter.")
        record = span_at(piece, 0, f"{self.path} from byte {start} on").joined(piece)
        return record[ImageHeader.of(record, where).image_at :], where


def record_io(*, path: str | Path) -> RecordFaces:
    """The images of a .rec file, or of the `train.rec` in a folder.

    Raises:
        ValueError: there is no such file, it is cut off or damaged, its labels are no classes, or
            its .idx does not belong to it.
    """
    rec = _rec_of(Path(path))
    found = indexed([rec], lambda: _index(rec))
    idx = rec.with_suffix(".idx")
    if idx.exists():  # checked once, like the .rec: it may have millions of lines
        indexed([idx, rec], lambda: check_idx(idx, found["all_starts"], rec))
    classes = renumbered(found["labels"], str(rec))
    starts_R = np.sort(found["all_starts"])
    ends_R = np.append(starts_R[1:], rec.stat().st_size)
    ends_N = ends_R[np.searchsorted(starts_R, found["starts"])]
    return RecordFaces(rec, found["starts"], ends_N, classes)


def _rec_of(path: Path) -> Path:
    rec = path / "train.rec" if path.is_dir() else path
    if not rec.is_file():
        raise ValueError(f"There is no {rec}; data.path is a .rec file or a folder with train.rec.")
    if not rec.stat().st_size:
        raise ValueError(f"{rec} is empty.")
    return rec


def _mapped(rec: Path) -> memoryview:
    with rec.open("rb") as file:
        return memoryview(mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ))


def _index(rec: Path) -> Arrays:
    """The starts of all records, and the starts and labels of those with an image."""
    buffer = _mapped(rec)
    all_starts: list[int] = []
    starts: list[int] = []
    labels: list[int] = []
    said: list[tuple[float, ...]] = []
    without_image = 0
    hidden = len(buffer) < MANY
    with tqdm(total=len(buffer), unit="B", unit_scale=True, desc=rec.name, disable=hidden) as bar:
        for span in spans(buffer, str(rec)):
            where = f"The record at byte {span.start} of {rec}"
            header = ImageHeader.of(span.head(buffer, LONGEST_HEAD), where)
            all_starts.append(span.start)
            if span.length > header.image_at:
                starts.append(span.start)
                labels.append(header.identity(where))
            else:
                without_image += 1
                said += _counts(span, header, buffer)
            bar.update(span.end - span.start)
    if said:
        _check_counts(rec, max(said), len(starts), without_image)
    return {
        "all_starts": np.array(all_starts, np.int64),
        "starts": np.array(starts, np.int64),
        "labels": np.array(labels, np.int64),
    }


def _counts(span: Span, header: ImageHeader, buffer: memoryview) -> list[tuple[float, ...]]:
    """The content of a record with key 0: where the records of the identities begin and end.

    Some writers give identities the key 0 too; their ranges are lower, so the highest counts.
    """
    key = int.from_bytes(span.head(buffer, 16)[8:], "little")
    return [header.labels] if key == 0 and header.several and len(header.labels) == 2 else []


def _check_counts(rec: Path, said: tuple[float, ...], images: int, without_image: int) -> None:
    """Refuse a file that was cut between two records; counts from 2^24 on are not exact."""
    first, end = said
    if end >= EXACT or without_image < 2 or first <= 1:
        return
    if (first - 1, end - first + 1) != (images, without_image):
        raise ValueError(
            f"{rec} says that it has {first - 1:.0f} images of {end - first:.0f} identities, "
            f"and {images} images and {without_image - 1} records of identities are there."
        )
