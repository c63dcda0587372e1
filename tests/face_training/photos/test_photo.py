"""Photographs of every kind: as a person sees them, and what was done is said."""

import io
import struct
import zlib
from pathlib import Path

import cv2
import numpy as np
import pytest
from PIL import Image

from face_training.photos.photo import ORIENTATION, decode, decode_aligned, read_photo


def picture(height: int = 60, width: int = 80) -> np.ndarray:
    """A red quarter at the top left on a ramp."""
    made = np.zeros((height, width, 3), np.uint8)
    made[..., 1] = np.linspace(20, 200, width)
    made[..., 2] = 60
    made[: height // 2, : width // 2] = (240, 20, 20)
    return made


def saved(image: Image.Image, kind: str = "PNG", **options: object) -> bytes:
    file = io.BytesIO()
    image.save(file, kind, **options)
    return file.getvalue()


def test_a_plain_one() -> None:
    found = decode(saved(Image.fromarray(picture())), "it")
    np.testing.assert_array_equal(found.pixels_HW3, picture())
    assert found.notes == ()


@pytest.mark.parametrize("orientation", range(2, 9))
def test_exif_turns_it(orientation: int) -> None:
    upright = Image.fromarray(picture())
    # How the sensor saw it: the inverse of what the tag asks for.
    inverse = {
        2: Image.Transpose.FLIP_LEFT_RIGHT,
        3: Image.Transpose.ROTATE_180,
        4: Image.Transpose.FLIP_TOP_BOTTOM,
        5: Image.Transpose.TRANSPOSE,
        6: Image.Transpose.ROTATE_90,
        7: Image.Transpose.TRANSVERSE,
        8: Image.Transpose.ROTATE_270,
    }[orientation]
    exif = Image.Exif()
    exif[ORIENTATION] = orientation
    found = decode(saved(upright.transpose(inverse), "JPEG", exif=exif, quality=95), "it")
    assert found.pixels_HW3.shape == picture().shape
    assert np.abs(found.pixels_HW3.astype(int) - picture()).mean() < 4
    assert found.notes == ("turned as its EXIF tag says",)


def test_grey() -> None:
    grey = picture()[..., 1]
    found = decode(saved(Image.fromarray(grey)), "it")
    np.testing.assert_array_equal(found.pixels_HW3, np.repeat(grey[..., None], 3, 2))
    assert found.notes == ("grey",)


@pytest.mark.parametrize("channels", [1, 3])
def test_16_bits(channels: int) -> None:
    deep = picture().astype(np.uint16) * 257
    deep = deep[..., 1] if channels == 1 else deep
    data = cv2.imencode(".png", deep if channels == 1 else deep[..., ::-1])[1].tobytes()
    found = decode(data, "it")
    wanted = picture() if channels == 3 else np.repeat(picture()[..., 1:2], 3, 2)
    assert np.abs(found.pixels_HW3.astype(int) - wanted).max() <= 1
    assert "more than 8 bits a channel, read as 8" in found.notes
    assert ("grey" in found.notes) == (channels == 1)


def test_transparent() -> None:
    image = Image.fromarray(np.dstack([picture(), np.full((60, 80), 90, np.uint8)]))
    found = decode(saved(image), "it")
    np.testing.assert_array_equal(found.pixels_HW3, picture())
    assert found.notes == ("transparent parts read as they are beneath",)


@pytest.mark.parametrize("kind", ["JPEG", "WEBP", "BMP", "TIFF"])
def test_kinds_of_files(kind: str) -> None:
    found = decode(saved(Image.fromarray(picture()), kind), "it").pixels_HW3
    assert np.abs(found.astype(int) - picture()).mean() < 8


def test_cmyk() -> None:
    found = decode(saved(Image.fromarray(picture()).convert("CMYK"), "JPEG"), "it").pixels_HW3
    assert np.abs(found.astype(int) - picture()).mean() < 12


def huge(width: int, height: int) -> bytes:
    """The head of a PNG of this size; a few bytes long."""

    def chunk(kind: bytes, body: bytes) -> bytes:
        check = struct.pack(">I", zlib.crc32(kind + body))
        return struct.pack(">I", len(body)) + kind + body + check

    head = chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0))
    return b"\x89PNG\r\n\x1a\n" + head + chunk(b"IDAT", zlib.compress(b"")) + chunk(b"IEND", b"")


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (huge(9_000, 9_000), r"^it has more than 80,000,000 pixels, the most there may be\.$"),
        (huge(90_000, 90_000), r"^it has more than 80,000,000 pixels, the most there may be\.$"),
        (b"", r"^it is no image, or a broken one\.$"),
        (b"hello", r"^it is no image, or a broken one\.$"),
        (huge(50, 50), r"^it is no image, or a broken one\.$"),
        (saved(Image.fromarray(picture()))[:100], r"^it is no image, or a broken one\.$"),
        (saved(Image.fromarray(picture()), "JPEG")[:-300], r"^it is no image, or a broken one\.$"),
    ],
    ids=["large", "huge", "empty", "text", "hollow", "half a PNG", "half a JPEG"],
)
def test_what_is_no_photo_is_refused_in_one_sentence(data: bytes, sentence: str) -> None:
    with pytest.raises(ValueError, match=sentence):
        decode(data, "it")


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match=r"none\.jpg cannot be read: No such file or directory\.$"):
        read_photo(tmp_path / "none.jpg")
    with pytest.raises(ValueError, match=r"cannot be read: Is a directory\.$"):
        read_photo(tmp_path)


def test_an_aligned_image_keeps_its_pixels() -> None:
    made = picture(112, 112)
    found = decode_aligned(saved(Image.fromarray(made)), "it")
    np.testing.assert_array_equal(found.permute(1, 2, 0), made)


@pytest.mark.parametrize("value", [np.nan, np.inf, -1.0])
def test_numbers_that_are_no_brightness_are_refused(value: float) -> None:
    deep = np.full((4, 4), 0.5, np.float32)
    deep[1, 2] = value
    with pytest.raises(ValueError, match=r"^it is no image, or a broken one\.$"):
        decode(saved(Image.fromarray(deep), "TIFF"), "it")


def test_an_orientation_that_means_nothing_is_not_said() -> None:
    exif = Image.Exif()
    exif[ORIENTATION] = 99
    assert decode(saved(Image.fromarray(picture()), "JPEG", exif=exif), "it").notes == ()


def test_a_palette_with_a_transparent_colour_is_said() -> None:
    data = saved(Image.fromarray(picture()).convert("P"), transparency=0)
    assert decode(data, "it").notes == ("transparent parts read as they are beneath",)


def test_postscript_is_given_to_no_other_program(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("gs", "gswin64c"):
        (tmp_path / name).write_text(f"#!/bin/sh\ntouch {tmp_path / 'called'}\n")
        (tmp_path / name).chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path), prepend=":")
    lines = ("%!PS-Adobe-3.0 EPSF-3.0", "%%BoundingBox: 0 0 8 8", "%%EndComments", "showpage", "")
    with pytest.raises(ValueError, match="is no image"):
        decode("\n".join(lines).encode(), "a.jpg")
    assert not (tmp_path / "called").exists()
