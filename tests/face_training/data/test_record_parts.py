"""The container, against a writer and a reader made from its description alone."""

import io
import struct

import numpy as np
import pytest

from face_training.data.record_parts import MAGIC, Span, span_at, spans, write_record

RECORDS = (
    b"",
    b"abc",
    b"a whole word" + MAGIC,
    MAGIC,
    MAGIC + MAGIC + b"x",
    b"x" + MAGIC + b"the magic number, but not at a multiple of four",
    b"1234" + MAGIC + b"5678" + MAGIC + b"9",
    b"1234" + MAGIC[:3],
)


def described(data: bytes) -> bytes:
    """A record byte by byte: wherever an aligned word is the magic number, a part ends."""
    parts, part = [], b""
    for place in range(0, len(data), 4):
        word = data[place : place + 4]
        if word == struct.pack("<I", 0xCED7230A):
            parts.append(part)
            part = b""
        else:
            part += word
    parts.append(part)
    written = b""
    for number, part in enumerate(parts):
        flag = 0 if len(parts) == 1 else 1 if number == 0 else 3 if part is parts[-1] else 2
        written += struct.pack("<II", 0xCED7230A, (flag << 29) + len(part)) + part
        written += b"\0" * (-len(part) % 4)
    return written


@pytest.mark.parametrize("data", RECORDS)
def test_a_record_is_written_as_described(data: bytes) -> None:
    file = io.BytesIO()
    write_record(file, data)
    assert file.getvalue() == described(data)


def test_a_file_of_described_records_reads_back() -> None:
    buffer = memoryview(b"".join(map(described, RECORDS)))
    found = list(spans(buffer, "here"))
    assert [span.joined(buffer) for span in found] == list(RECORDS)
    assert [span.length for span in found] == [len(data) for data in RECORDS]
    assert [span.head(buffer, 6) for span in found] == [data[:6] for data in RECORDS]
    assert found[-1].end == len(buffer)


def test_random_bytes_with_many_magic_numbers_come_back() -> None:
    draw = np.random.default_rng(0)
    for _ in range(200):
        words = [MAGIC if draw.random() < 0.4 else draw.bytes(4) for _ in range(8)]
        data = draw.bytes(int(draw.integers(0, 5))) + b"".join(words)
        file = io.BytesIO()
        write_record(file, data)
        buffer = memoryview(file.getvalue())
        assert span_at(buffer, 0, "here").joined(buffer) == data
        assert buffer.nbytes % 4 == 0


@pytest.mark.parametrize("missing", [1, 3, 5, 9, 15])
def test_a_file_that_is_cut_off_says_where(missing: int) -> None:
    whole = described(b"1234" + MAGIC + b"5678")
    buffer = memoryview(whole[: len(whole) - missing])
    with pytest.raises(ValueError, match=r"here is cut off: the record at byte 0 .*the file"):
        span_at(buffer, 0, "here")


def test_what_is_no_record_is_damage_and_says_where() -> None:
    whole = described(b"1234") + b"nonsense" + described(b"5678")
    with pytest.raises(ValueError, match=r"damaged: at byte 12 a record should start"):
        list(spans(memoryview(whole), "here"))
    middle = bytearray(described(b"1234" + MAGIC + b"5678"))
    middle[12:16] = b"oops"
    with pytest.raises(ValueError, match=r"damaged: at byte 12 a record goes on"):
        span_at(memoryview(bytes(middle)), 0, "here")


def test_a_middle_part_does_not_start_a_record() -> None:
    part = struct.pack("<II", 0xCED7230A, (2 << 29) + 4) + b"1234"
    with pytest.raises(ValueError, match="a record should start"):
        span_at(memoryview(part), 0, "here")


def test_a_record_that_is_too_long_is_refused() -> None:
    class Long(bytes):
        def __len__(self) -> int:
            return 2**29

        def find(self, *_: object) -> int:  # type: ignore[override]
            return -1

        def __getitem__(self, _: object) -> bytes:  # type: ignore[override]
            return self

    with pytest.raises(ValueError, match="is too long: 536870911 at most"):
        write_record(io.BytesIO(), Long())


def test_a_span_counts_what_was_cut_out() -> None:
    assert Span(0, 40, ((8, 4), (20, 4), (32, 0))).length == 16
