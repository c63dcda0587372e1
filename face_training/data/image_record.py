"""The content of an image record: a label or several, and an encoded image.

The header is a flag, a label in float32 and two numbers of 64 bits.  With flag 0 the header holds
the label.  With flag n, n labels in float32 follow, and the first of them is the class.

Whole numbers are exact in float32 up to 2^24.  A larger label may be rounded to another class, so
it is refused; larger counts and ranges in some files are not used.
"""

from __future__ import annotations

import struct
from dataclasses import dataclass

EXACT = 2**24  # from here on float32 cannot hold every whole number
HEADER = struct.Struct("<IfQQ")


@dataclass(frozen=True)
class ImageHeader:
    """The labels, and where in the record the image begins."""

    labels: tuple[float, ...]
    several: bool  # whether the labels follow the header
    image_at: int

    @classmethod
    def of(cls, head: bytes, where: str) -> ImageHeader:
        """Read the header from the first bytes of a record.

        Raises:
            ValueError: the record is shorter than its header says.
        """
        if len(head) < HEADER.size:
            raise ValueError(f"{where} is no image record: it has {len(head)} bytes.")
        flag, label, _, _ = HEADER.unpack_from(head)
        if not flag:
            return cls((label,), False, HEADER.size)
        image_at = HEADER.size + 4 * flag
        if flag > LABELS:
            raise ValueError(f"{where} is no image record: it speaks of {flag} labels.")
        if len(head) < image_at:
            raise ValueError(f"{where} is no image record: its {flag} labels are cut off.")
        return cls(struct.unpack_from(f"<{flag}f", head, HEADER.size), True, image_at)

    def identity(self, where: str) -> int:
        """The first label as a class.

        Raises:
            ValueError: the label is negative, no whole number, or too large to be exact.
        """
        label = self.labels[0]
        if not (label >= 0 and label.is_integer()):
            raise ValueError(f"{where} has the label {label:g}, which is no class.")
        if label >= EXACT:
            raise ValueError(
                f"{where} has the label {label:.0f}: from {EXACT} on a .rec cannot tell a label "
                "from its neighbours."
            )
        return int(label)


LABELS = 64  # more than any file has; a larger number means damage
LONGEST_HEAD = HEADER.size + 4 * LABELS


def image_record(image: bytes, label: float | tuple[float, ...], key: int) -> bytes:
    """A record with a label or several, and an image or none."""
    if isinstance(label, tuple):
        head = HEADER.pack(len(label), 0.0, key, 0)
        return head + struct.pack(f"<{len(label)}f", *label) + image
    return HEADER.pack(0, label, key, 0) + image
