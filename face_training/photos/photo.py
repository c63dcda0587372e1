"""Photographs of any kind as upright pixels, red green blue, 8 bits each.

H, W: pixels.
"""

from __future__ import annotations

import io
import struct
import warnings
from dataclasses import dataclass
from pathlib import Path

import cv2
import numpy as np
import torch
from PIL import Image, ImageOps, UnidentifiedImageError
from torch import Tensor

from face_training.photos.heic import is_heic, read_heic
from face_training.photos.jpeg import decode_usual, usual_jpeg

SIDE = 112  # pixels on a side of an aligned face
LARGEST = 80_000_000  # pixels in all: 240 MB once decoded
ORIENTATION = 0x0112  # the EXIF tag
TURNED = range(2, 9)  # its values that say something
#: Endings of files that are taken for photographs, in lower case.
PHOTO_ENDINGS = (
    ".jpg", ".jpeg", ".png", ".bmp", ".webp", ".tif", ".tiff", ".gif", ".ppm", ".pgm", ".pbm",
    ".jp2", ".avif", ".jfif", ".jpe", ".mpo", ".heic", ".heif",
)  # fmt: skip
DEEP = ("I;16", "I;16B", "I;16L", "I", "F")  # PIL's names of more than 8 bits a channel


@dataclass(frozen=True)
class Photo:
    """An upright photograph."""

    pixels_HW3: np.ndarray  # uint8, red green blue
    notes: tuple[str, ...] = ()  # what reading had to change


def read_photo(path: Path) -> Photo:
    """Read the photograph in a file.

    Raises:
        ValueError: the file cannot be read, is no whole image, or is too large.
    """
    try:
        data = path.read_bytes()
    except OSError as error:
        raise ValueError(f"{path} cannot be read: {error.strerror}.") from None
    return decode(data, str(path))


def decode(data: bytes, what: str) -> Photo:
    """Decode an image file; `what` names it in an error.

    Raises:
        ValueError: the bytes are no whole image, or the image is too large.
    """
    usual = usual_jpeg(data)
    if usual is not None and usual[0] * usual[1] <= LARGEST:
        pixels_HW3 = decode_usual(data)
        if pixels_HW3 is not None:
            return Photo(pixels_HW3, ("grey",) if usual[2] == 1 else ())
    if is_heic(data) and not read_heic():
        raise ValueError(f"{what} is a HEIC image; to read it, pip install pillow-heif.")
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # PIL warns of large images, which are refused below
            file = io.BytesIO(data)
            with Image.open(file, formats=_formats()) as image:  # reads the header alone
                if image.width * image.height > LARGEST:
                    raise Image.DecompressionBombError
                return _upright(image, data)
    except Image.DecompressionBombError:
        raise ValueError(
            f"{what} has more than {LARGEST:,} pixels, the most there may be."
        ) from None
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError, struct.error):
        raise ValueError(f"{what} is no image, or a broken one.") from None


def _formats() -> list[str]:
    """The kinds of files that Pillow reads itself: PostScript it would have another program run."""
    Image.init()
    return [name for name in Image.ID if name != "EPS"]


def _upright(image: Image.Image, data: bytes) -> Photo:
    image.load()
    turned = ImageOps.exif_transpose(image)
    deep = image.mode in DEEP
    notes = {
        "turned as its EXIF tag says": image.getexif().get(ORIENTATION, 1) in TURNED,
        "grey": image.mode in ("1", "L", "LA", *DEEP),
        "more than 8 bits a channel, read as 8": deep or _is_deep(data),
        "transparent parts read as they are beneath": "A" in image.mode.replace("LAB", "")
        or "transparency" in image.info,
    }
    if deep:  # PIL would clip and not scale
        values_HW = np.asarray(turned).astype(np.float64)
        if not values_HW.size or not (values_HW >= 0).all() or np.isinf(values_HW).any():
            raise ValueError("no brightness")
        turned = Image.fromarray((values_HW / _full(image.mode, values_HW)).astype(np.uint8))
    pixels_HW3 = np.array(turned.convert("RGB"))
    return Photo(pixels_HW3, tuple(note for note, true in notes.items() if true))


def _full(mode: str, values_HW: np.ndarray) -> float:
    """The divisor that maps the values to 0 to 255; the largest float counts as 1 at least."""
    highest = float(values_HW.max(initial=0))
    if mode == "F":
        return max(highest, 1.0) / 255
    return 257.0 if highest <= 65535 else highest / 255


def _is_deep(data: bytes) -> bool:
    """Whether this is a colour PNG of 16 bits, which PIL reads as 8: byte 24 is the bit depth."""
    return data[:8] == b"\x89PNG\r\n\x1a\n" and data[24:25] == b"\x10"


def aligned_pixels(data: bytes, what: str, side: int = SIDE) -> np.ndarray:
    """Decode an image that is already aligned, as (side, side, 3); other sizes are resized.

    Raises:
        ValueError: as `decode`.
    """
    return resized(decode(data, what).pixels_HW3, side)


def resized(pixels_HW3: np.ndarray, side: int) -> np.ndarray:
    """The same picture as (side, side, 3)."""
    if pixels_HW3.shape[:2] == (side, side):
        return pixels_HW3
    shrinks = min(pixels_HW3.shape[:2]) > side
    how = cv2.INTER_AREA if shrinks else cv2.INTER_LINEAR
    small_HW3: np.ndarray = cv2.resize(pixels_HW3, (side, side), interpolation=how)
    return small_HW3


def resized_tensor(image_3HW: Tensor, side: int) -> Tensor:
    """The same picture as a tensor (3, side, side)."""
    pixels_HW3 = np.ascontiguousarray(image_3HW.permute(1, 2, 0).numpy())
    return torch.from_numpy(resized(pixels_HW3, side)).permute(2, 0, 1)


def decode_aligned(data: bytes, what: str, side: int = SIDE) -> Tensor:
    """The same as a tensor (3, side, side).

    Raises:
        ValueError: as `decode`.
    """
    return torch.from_numpy(aligned_pixels(data, what, side)).permute(2, 0, 1)
