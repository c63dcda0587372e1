"""What lies in a record of an image file: a label or several, and an encoded image.

The header is a flag, a label in float32 and two numbers of 64 bits.  With flag 0 the label is that
one; with another flag so many float32 follow, and the first of them is the label.

Whole numbers are exact in float32 up to 2^24.  A label beyond it is a neighbour's, so it is
refused; the counts and ranges that some files carry beyond it are not used.
"""

from __future__ import annotations

import struct
from dataclasses import dataclass

EXACT = 2**24  # from here on float32 leaves whole numbers out
HEADER = struct.Struct("<IfQQ")


@dataclass(frozen=True)
class ImageHeader:
    """The labels and where the image begins in the record."""

    labels: tuple[float, ...]
    several: bool  # whether the labels follow the header
    image_at: int

    @classmethod
    def of(cls, head: bytes, where: str) -> ImageHeader:
        """Read it off the first bytes of a record.

        Raises:
            ValueError: the record is too short for what it says.
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
            ValueError: it is no whole number, negative, or beyond what float32 can tell apart.
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


LABELS = 64  # more than any file has; a larger number is damage
LONGEST_HEAD = HEADER.size + 4 * LABELS


def image_record(image: bytes, label: float | tuple[float, ...], key: int) -> bytes:
    """A record of an image, or of none, with one label or several."""
    if isinstance(label, tuple):
        head = HEADER.pack(len(label), 0.0, key, 0)
        return head + struct.pack(f"<{len(label)}f", *label) + image
    return HEADER.pack(0, label, key, 0) + image
