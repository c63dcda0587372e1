"""The usual JPEG, decoded by OpenCV: the same pixels as by PIL, in half the time.

Both decode with libjpeg-turbo.  What is not usual is left to PIL: other colours than grey and
YCbCr, an EXIF tag that may turn the image, and a file that does not end where a JPEG ends, of which
PIL says that it is broken, and OpenCV nothing.
"""

from __future__ import annotations

import struct

import cv2
import numpy as np

START, END = b"\xff\xd8", b"\xff\xd9"
#: Markers of parts that say nothing about colours and turning: tables, comments, JFIF, and the
#: applications' own but for EXIF's (E1) and Adobe's (EE).
HARMLESS = frozenset((0xDB, 0xC4, 0xDD, 0xFE, 0xE0, *range(0xE2, 0xEE), 0xEF))
FRAMES = frozenset((0xC0, 0xC1, 0xC2))  # baseline, extended, progressive: then the size follows
PART = struct.Struct(">BBH")  # FF, the marker, the length
FRAME = struct.Struct(">BHHB")  # bits, height, width, channels


def usual_jpeg(data: bytes) -> tuple[int, int, int] | None:
    """Height, width and channels of a usual JPEG; None if it is something else."""
    if not (data.startswith(START) and data.endswith(END)):
        return None
    place, length = 2, len(data)
    while place + 14 < length:
        sign, marker, size = PART.unpack_from(data, place)
        if sign != 0xFF:
            return None
        if marker in FRAMES:
            bits, height, width, channels = FRAME.unpack_from(data, place + 4)
            usual = bits == 8 and channels in (1, 3) and height and width
            return (height, width, channels) if usual else None
        if marker not in HARMLESS:
            return None
        place += 2 + size
    return None


def decode_usual(data: bytes) -> np.ndarray | None:
    """Red green blue, uint8 (H, W, 3), of a usual JPEG; None if OpenCV cannot decode it."""
    pixels: np.ndarray | None = cv2.imdecode(
        np.frombuffer(data, np.uint8), cv2.IMREAD_COLOR_RGB | cv2.IMREAD_IGNORE_ORIENTATION
    )
    return pixels
