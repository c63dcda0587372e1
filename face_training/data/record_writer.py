"""Write a face set as .rec and .idx, in the layout of the large public sets.

Keys 1 to N are images.  Records without an image follow: key 0, with the range of the identities'
records, and a record for each identity, with the range of its images.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from face_training.data.image_record import EXACT, image_record
from face_training.data.record_parts import write_record


def write_records(path: str | Path, images: Iterable[tuple[bytes, int]]) -> int:
    """Write encoded images and their classes, class after class from 0 on; returns their number.

    Both files appear when they are complete.  The format would round counts from 2^24 on: such a
    file gets no key 0 and no records of identities, and readers that need them cannot use it.

    Raises:
        ValueError: the images are not in the order of their classes, or there are none.
        OSError: the files cannot be written.
    """
    rec = Path(path).with_suffix(".rec")
    idx = rec.with_suffix(".idx")
    part_rec, part_idx = rec.with_suffix(".rec.part"), rec.with_suffix(".idx.part")
    try:
        with part_rec.open("wb") as file, part_idx.open("w", encoding="ascii") as lines:
            firsts: list[int] = []  # the first key of each class
            key = 0
            for key, (image, label) in enumerate(images, start=1):
                _check_turn(label, len(firsts))
                if label == len(firsts):
                    firsts.append(key)
                start = write_record(file, image_record(image, float(label), key))
                lines.write(f"{key}\t{start}\n")
            if not firsts:
                raise ValueError(f"There is nothing to write to {rec}: no image came.")
            end = key + 1 + len(firsts)
            ends = [*firsts[1:], key + 1]
            people = zip(firsts, ends, strict=True) if end < EXACT else ()
            heads = [(0, (key + 1, end))] if end < EXACT else []
            for number, keys in [*heads, *enumerate(people, start=key + 1)]:
                start = write_record(file, image_record(b"", tuple(map(float, keys)), number))
                lines.write(f"{number}\t{start}\n")
        part_rec.replace(rec)
        part_idx.replace(idx)
    finally:
        part_rec.unlink(missing_ok=True)
        part_idx.unlink(missing_ok=True)
    return key


def _check_turn(label: int, classes: int) -> None:
    if not max(0, classes - 1) <= label <= classes:
        turn = f"{classes - 1} or {classes}" if classes else "0"
        raise ValueError(
            f"The images must come class after class from 0 on: class {label} came where "
            f"class {turn} was due."
        )
    if label >= EXACT:
        raise ValueError(f"A .rec cannot tell {EXACT} classes or more apart.")
