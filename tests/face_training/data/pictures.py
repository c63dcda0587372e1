"""Small encoded images for the tests of readers."""

import io

import numpy as np
from PIL import Image


def png(number: int, *, size: int = 112) -> bytes:
    """A random image, as PNG."""
    stream = io.BytesIO()
    Image.fromarray(pixels(number, size=size)).save(stream, "png")
    return stream.getvalue()


def black(*, size: int = 112) -> bytes:
    """A black image, as PNG."""
    stream = io.BytesIO()
    Image.new("RGB", (size, size)).save(stream, "png")
    return stream.getvalue()


def pixels(number: int, *, size: int = 112) -> np.ndarray:
    """The pixels of that image."""
    return np.random.default_rng(number).integers(0, 256, (size, size, 3), dtype=np.uint8)
