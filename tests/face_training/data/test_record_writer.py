"""What is written: the layout, the order, and nothing at all when something goes wrong."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from face_training.data.image_record import ImageHeader
from face_training.data.record_parts import span_at, spans
from face_training.data.record_writer import write_records


def test_images_come_first_then_the_counts_then_the_identities(tmp_path: Path) -> None:
    images = [(b"aa", 0), (b"b", 0), (b"c", 1), (b"d", 1), (b"e", 1)]
    assert write_records(tmp_path / "train.rec", images) == 5
    buffer = memoryview((tmp_path / "train.rec").read_bytes())
    lines = (tmp_path / "train.idx").read_text().splitlines()
    places = {int(key): int(start) for key, start in (line.split("\t") for line in lines)}
    records = {key: span_at(buffer, start, "it").joined(buffer) for key, start in places.items()}
    headers = {key: ImageHeader.of(record, "it") for key, record in records.items()}
    assert list(places) == [1, 2, 3, 4, 5, 0, 6, 7]
    assert [records[key][headers[key].image_at :] for key in (1, 2, 3)] == [b"aa", b"b", b"c"]
    assert [headers[key].labels for key in (1, 2, 3, 4, 5)] == [(0,), (0,), (1,), (1,), (1,)]
    assert headers[0].labels == (6, 8)
    assert headers[6].labels == (1, 3)
    assert headers[7].labels == (3, 6)
    assert len(list(spans(buffer, "it"))) == 8


@pytest.mark.parametrize(
    ("labels", "says"),
    [
        ((1,), "class 1 came where class 0 was due"),
        ((0, 2), "class 2 came where class 0 or 1 was due"),
        ((0, 1, 0), "class 0 came where class 1 or 2 was due"),
        ((0, -1), "class -1 came where class 0 or 1 was due"),
        ((), "There is nothing to write"),
    ],
)
def test_images_out_of_turn_are_refused_and_leave_nothing(
    tmp_path: Path, labels: tuple[int, ...], says: str
) -> None:
    with pytest.raises(ValueError, match=says):
        write_records(tmp_path / "train.rec", [(b"image", label) for label in labels])
    assert list(tmp_path.iterdir()) == []


def test_a_writer_that_fails_leaves_the_old_files(tmp_path: Path) -> None:
    write_records(tmp_path / "train.rec", [(b"old", 0)])
    before = {file.name: file.read_bytes() for file in tmp_path.iterdir()}

    def failing() -> Iterator[tuple[bytes, int]]:
        yield b"new", 0
        raise OSError("No space left on device")

    with pytest.raises(OSError, match="No space left"):
        write_records(tmp_path / "train.rec", failing())
    assert {file.name: file.read_bytes() for file in tmp_path.iterdir()} == before
