"""The usual JPEG: the pixels of PIL, and everything else is left to PIL."""

import io

import numpy as np
import pytest
from PIL import Image

from face_training.photos.jpeg import decode_usual, usual_jpeg
from face_training.photos.photo import ORIENTATION, decode
from tests.face_training.photos.test_photo import picture, saved


def noisy(height: int, width: int) -> Image.Image:
    noise = np.random.default_rng(0).integers(-20, 20, (height, width, 3))
    return Image.fromarray((picture(height, width) + noise).clip(0, 255).astype(np.uint8))


def by_pil(data: bytes) -> np.ndarray:
    return np.asarray(Image.open(io.BytesIO(data)).convert("RGB"))


@pytest.mark.parametrize("size", [(112, 112), (101, 67), (16, 9)])
@pytest.mark.parametrize(
    "options",
    [
        {"quality": 95},
        {"quality": 40, "subsampling": "4:2:0"},
        {"quality": 75, "subsampling": "4:4:4"},
        {"progressive": True},
        {"optimize": True, "restart_marker_blocks": 3, "comment": b"hello"},
        {"icc_profile": b"a profile"},
    ],
    ids=str,
)
@pytest.mark.parametrize("mode", ["RGB", "L"])
def test_pixels_are_those_of_pil(
    size: tuple[int, int], options: dict[str, object], mode: str
) -> None:
    data = saved(noisy(*size).convert(mode), "JPEG", **options)
    assert usual_jpeg(data) == (*size, 1 if mode == "L" else 3)
    found = decode_usual(data)
    assert found is not None
    np.testing.assert_array_equal(found, by_pil(data))
    assert decode(data, "it").notes == (("grey",) if mode == "L" else ())


def test_what_is_not_usual_is_left_to_pil() -> None:
    image, exif = noisy(60, 80), Image.Exif()
    exif[ORIENTATION] = 6
    plain = saved(image, "JPEG")
    assert usual_jpeg(plain) is not None
    for data in (
        saved(image, "JPEG", exif=exif),
        saved(image.convert("CMYK"), "JPEG"),
        saved(image, "PNG"),
        plain[:-2],  # the end is missing
        plain + b"more",
        plain[:30],
        plain[:20] + bytes(40) + plain[20:],
        b"",
    ):
        assert usual_jpeg(data) is None


def test_a_jpeg_that_opencv_cannot_decode_is_said_to_be_broken() -> None:
    data = bytearray(saved(noisy(60, 80), "JPEG"))
    scan = data.index(b"\xff\xda")
    del data[scan : scan + 14]  # the head of the scan
    assert usual_jpeg(bytes(data)) is not None
    with pytest.raises(ValueError, match=r"^it is no image, or a broken one\.$"):
        decode(bytes(data), "it")
