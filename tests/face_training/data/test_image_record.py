"""Labels before an image: one or several, and what float32 makes of large ones."""

import re
import struct

import pytest

from face_training.data.image_record import EXACT, ImageHeader, image_record


def test_one_label_stands_in_the_header() -> None:
    record = image_record(b"image", 7.0, 3)
    assert record == struct.pack("<IfQQ", 0, 7.0, 3, 0) + b"image"
    header = ImageHeader.of(record, "it")
    assert (header.labels, header.image_at, header.several) == ((7.0,), 24, False)
    assert header.identity("it") == 7


def test_several_labels_follow_it_and_the_first_counts() -> None:
    record = image_record(b"image", (9.0, 1.0), 3)
    assert record == struct.pack("<IfQQff", 2, 0.0, 3, 0, 9.0, 1.0) + b"image"
    header = ImageHeader.of(record, "it")
    assert (header.labels, header.image_at, header.several) == ((9.0, 1.0), 32, True)
    assert header.identity("it") == 9


@pytest.mark.parametrize(
    ("label", "says"),
    [
        (-1.0, "it has the label -1, which is no class."),
        (0.5, "it has the label 0.5, which is no class."),
        (float("nan"), "it has the label nan, which is no class."),
        (float("inf"), "it has the label inf, which is no class."),
        (float(EXACT), "from 16777216 on a .rec cannot tell a label from its neighbours."),
    ],
)
def test_what_is_no_class_is_refused(label: float, says: str) -> None:
    with pytest.raises(ValueError, match=re.escape(says)):
        ImageHeader.of(image_record(b"", label, 0), "it").identity("it")


def test_the_limit_is_where_float32_begins_to_round() -> None:
    (last,) = struct.unpack("<f", struct.pack("<f", EXACT - 1))
    (beyond,) = struct.unpack("<f", struct.pack("<f", EXACT + 1))
    assert last == EXACT - 1
    assert beyond != EXACT + 1


@pytest.mark.parametrize(
    ("head", "says"),
    [
        (b"short", "it is no image record: it has 5 bytes."),
        (struct.pack("<IfQQ", 3, 0, 0, 0), "it is no image record: its 3 labels are cut off."),
        (struct.pack("<IfQQ", 999, 0, 0, 0), "it is no image record: it speaks of 999 labels."),
    ],
)
def test_other_bytes_are_no_image_record(head: bytes, says: str) -> None:
    with pytest.raises(ValueError, match=re.escape(says)):
        ImageHeader.of(head, "it")
