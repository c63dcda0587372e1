"""RecordIO, the container format of .rec files: a sequence of records, some of them in parts.

A part is a magic number, its length with a flag in the upper three bits, the data, and zeros up to
a multiple of four.  Data that contain the magic number at a multiple of four are cut there, so that
a reader can find the next part after damage.  The cut removes the four bytes, and joining the parts
puts them back.  All numbers are little-endian.  The format is that of dmlc-core's RecordIO.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO

MAGIC = struct.pack("<I", 0xCED7230A)
WHOLE, FIRST, MIDDLE, LAST = range(4)
LENGTH_BITS = 29
LONGEST = 2**LENGTH_BITS - 1  # bytes of a part
HEAD = struct.Struct("<4sI")


@dataclass(frozen=True)
class Span:
    """The place of a record: from byte `start` to byte `end`, where the next record starts."""

    start: int
    end: int
    parts: tuple[tuple[int, int], ...]  # first byte and length of each part's data

    def head(self, buffer: memoryview, length: int) -> bytes:
        """The first bytes of the record, without reading the rest of it."""
        data = b""
        for place, (begin, size) in enumerate(self.parts):
            data += (MAGIC if place else b"") + bytes(buffer[begin : begin + min(size, length)])
            if len(data) >= length:
                break
        return data[:length]

    def joined(self, buffer: memoryview) -> bytes:
        """The whole record."""
        if len(self.parts) == 1:
            begin, size = self.parts[0]
            return bytes(buffer[begin : begin + size])
        return MAGIC.join(bytes(buffer[begin : begin + size]) for begin, size in self.parts)

    @property
    def length(self) -> int:
        """Bytes of the joined record."""
        return sum(size for _, size in self.parts) + len(MAGIC) * (len(self.parts) - 1)


def span_at(buffer: memoryview, start: int, where: str) -> Span:
    """The record that starts at this byte; `where` names the file in an error.

    Raises:
        ValueError: no record starts there, or the file ends in the middle of it.
    """
    parts: list[tuple[int, int]] = []
    place = start
    while True:
        if place + HEAD.size > len(buffer):
            raise ValueError(
                f"{where} is cut off: the record at byte {start} goes on at byte {place}, "
                f"and the file has {len(buffer)}."
            )
        magic, flagged = HEAD.unpack_from(buffer, place)
        flag, size = flagged >> LENGTH_BITS, flagged & LONGEST
        expected = (MIDDLE, LAST) if parts else (WHOLE, FIRST)
        if magic != MAGIC or flag not in expected:
            raise ValueError(
                f"{where} is damaged: at byte {place} "
                f"{'a record goes on' if parts else 'a record should start'}, and what stands "
                "there is something else."
            )
        begin = place + HEAD.size
        place = begin + size + -size % 4
        if begin + size > len(buffer):
            raise ValueError(
                f"{where} is cut off: the record at byte {start} needs the file to have "
                f"{begin + size} bytes, and it has {len(buffer)}."
            )
        parts.append((begin, size))
        if flag in (WHOLE, LAST):
            return Span(start, min(place, len(buffer)), tuple(parts))


def spans(buffer: memoryview, where: str) -> Iterator[Span]:
    """All records of a file, in their order.  Raises ValueError as `span_at`."""
    start = 0
    while start < len(buffer):
        span = span_at(buffer, start, where)
        yield span
        start = span.end


def write_record(file: BinaryIO, data: bytes) -> int:
    """Append a record, in parts if necessary; returns the byte at which it starts.

    Raises:
        ValueError: a part would be longer than the format allows.
    """
    start = file.tell()
    parts = _cut(data)
    for place, part in enumerate(parts):
        if len(part) > LONGEST:
            raise ValueError(f"A record of {len(data)} bytes is too long: {LONGEST} at most.")
        flag = WHOLE if len(parts) == 1 else FIRST if place == 0 else MIDDLE
        flag = LAST if len(parts) > 1 and place == len(parts) - 1 else flag
        file.write(HEAD.pack(MAGIC, flag << LENGTH_BITS | len(part)))
        file.write(part + bytes(-len(part) % 4))
    return start


def _cut(data: bytes) -> list[bytes]:
    """The data between the magic numbers at multiples of four."""
    parts, begin, found = [], 0, data.find(MAGIC)
    while found >= 0:
        if found % 4:
            found = data.find(MAGIC, found + 1)
            continue
        parts.append(data[begin:found])
        begin = found + len(MAGIC)
        found = data.find(MAGIC, begin)
    return [*parts, data[begin:]]
