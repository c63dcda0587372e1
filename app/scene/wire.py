"""Messages from worker to server to browser: a header of JSON, then typed arrays.

    [uint32: length of the header][header, JSON][padding][arrays]

The header's `arrays` lists the name, type, shape and offset of each array.  Arrays start on
multiples of 8 bytes, as typed arrays of JavaScript must; all numbers are little-endian.  Nothing
is pickled.  `run.js` reads the same format in the browser.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import IO, Any

import numpy as np

from toy_models.record import Array

ALIGNMENT = 8  # bytes
LONGEST_HEADER = 2**26  # bytes; a stream with more is not one of messages
_LENGTH = 4  # bytes of the header's length

#: Name, type and shape of an array, and where its bytes start.
Place = tuple[str, str, Sequence[int], int]


def pack(header: Mapping[str, Any], arrays: Mapping[str, Array]) -> bytes:
    """One message."""
    places, _ = layout({name: (array.dtype, array.shape) for name, array in arrays.items()})
    text = json.dumps({**header, "arrays": places}).encode()
    parts: list[bytes | memoryview] = [
        len(text).to_bytes(_LENGTH, "little"),
        text,
        _padding(_LENGTH + len(text)),
    ]
    for array in arrays.values():
        parts += [little_endian(array).data, _padding(array.nbytes)]
    return b"".join(parts)


def unpack(message: bytes) -> tuple[dict[str, Any], dict[str, Array]]:
    """The header and the arrays of a message; the arrays are read-only views of it.

    Raises:
        ValueError: it is not a whole message.
    """
    length = int.from_bytes(message[:_LENGTH], "little")
    if len(message) < padded(_LENGTH + length):
        raise ValueError("The message ends within its header.")
    header = json.loads(message[_LENGTH : _LENGTH + length])
    body = memoryview(message)[padded(_LENGTH + length) :]
    places = header.pop("arrays")
    if (size := _size(places)) != len(body):
        raise ValueError(f"The arrays take {size} bytes, and {len(body)} came.")
    return header, {
        name: np.frombuffer(body, np.dtype(kind), int(np.prod(shape)), offset).reshape(shape)
        for name, kind, shape, offset in places
    }


def read(stream: IO[bytes]) -> tuple[dict[str, Any], dict[str, Array]]:
    """Wait for one message and unpack it.

    Raises:
        EOFError: the stream has ended.
        ValueError: what it holds is not a message.
    """
    prefix = _exactly(stream, _LENGTH)
    length = int.from_bytes(prefix, "little")
    if length > LONGEST_HEADER:
        raise ValueError("This is not a message: its header would be too long.")
    head = _exactly(stream, padded(_LENGTH + length) - _LENGTH)
    body = _exactly(stream, _size(json.loads(head[:length])["arrays"]))
    return unpack(prefix + head + body)


def layout(
    arrays: Mapping[str, tuple[np.dtype[Any], Sequence[int]]],
) -> tuple[list[Place], int]:
    """Where arrays of these types and shapes go, one after another, and the bytes of all."""
    places: list[Place] = []
    offset = 0
    for name, (kind, shape) in arrays.items():
        places.append((name, kind.name, list(shape), offset))
        offset += padded(kind.itemsize * int(np.prod(shape)))
    return places, offset


def padded(size: int) -> int:
    """The next multiple of ALIGNMENT."""
    return -(-size // ALIGNMENT) * ALIGNMENT


def _padding(size: int) -> bytes:
    """What comes after so many bytes."""
    return bytes(padded(size) - size)


def little_endian(array: Array) -> Array:
    """The same numbers, contiguous, with the least significant byte first."""
    return np.ascontiguousarray(array.astype(array.dtype.newbyteorder("<"), copy=False))


def _size(places: Sequence[Place]) -> int:
    """The bytes of all arrays, padding included."""
    return sum(
        padded(np.dtype(kind).itemsize * int(np.prod(shape))) for _, kind, shape, _ in places
    )


def _exactly(stream: IO[bytes], count: int) -> bytes:
    found = stream.read(count)
    if len(found) < count:
        raise EOFError
    return found
