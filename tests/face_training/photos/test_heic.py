"""HEIC is known by its first bytes, and is read or refused in one sentence."""

import io

import pytest
from PIL import Image

from face_training.photos.heic import is_heic, read_heic
from face_training.photos.photo import PHOTO_ENDINGS, decode

HEAD = b"\x00\x00\x00\x18ftypheic\x00\x00\x00\x00mif1heic"


def test_it_is_known_by_its_first_bytes() -> None:
    assert is_heic(HEAD)
    assert not is_heic(b"\x00\x00\x00\x1cftypmif1\x00\x00\x00\x00mif1avifmiaf")
    assert not is_heic(b"\xff\xd8\xff\xe0\x00\x10JFIF")
    assert {".heic", ".heif", ".jfif", ".jpe", ".mpo"} < set(PHOTO_ENDINGS)


def test_the_package_is_named_or_the_photograph_is_read() -> None:
    if not read_heic():
        with pytest.raises(ValueError, match=r"^it is a HEIC image; to read it, pip install pill"):
            decode(HEAD, "it")
        return
    stream = io.BytesIO()
    Image.new("RGB", (64, 48), (200, 10, 10)).save(stream, "HEIF")
    assert decode(stream.getvalue(), "it").pixels_HW3.shape == (48, 64, 3)
