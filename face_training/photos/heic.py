"""HEIC, in which telephones save photographs: read if the package pillow-heif is there."""

from __future__ import annotations

from functools import cache
from importlib import import_module

BRANDS = (b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"mif1", b"msf1", b"heif")


def is_heic(data: bytes) -> bool:
    """Whether these bytes begin as such a file; AVIF, which Pillow reads itself, is none."""
    return data[4:8] == b"ftyp" and data[8:12] in BRANDS and b"avif" not in data[16:64]


@cache
def read_heic() -> bool:
    """Teach Pillow to read HEIC; whether it can."""
    try:
        import_module("pillow_heif").register_heif_opener()
    except ImportError:
        return False
    return True
