"""Messages come back whole, lie as the browser needs them, and a damaged one is refused."""

from __future__ import annotations

import io
import json
from typing import Any

import numpy as np
import pytest

from app.scene import wire
from app.scene.wire import pack, unpack

SENT = {
    "a": np.arange(6, dtype=np.int16).reshape(2, 3),
    "b": np.array([[1.5, np.nan]], np.float32),
    "c": np.arange(3, dtype=np.uint8),
    "turned": np.arange(4, dtype=np.uint8).reshape(2, 2).T,
    "empty": np.zeros((0, 3), np.int8),
}


def test_header_and_arrays_come_back() -> None:
    header, arrays = unpack(pack({"word": "θ"}, SENT))
    assert header == {"word": "θ"}
    assert arrays.keys() == SENT.keys()
    for name, array in SENT.items():
        assert arrays[name].dtype == array.dtype
        np.testing.assert_array_equal(arrays[name], array)


def test_arrays_lie_where_the_header_says_on_multiples_of_8() -> None:
    message = pack({"word": "θ"}, SENT)
    length = int.from_bytes(message[:4], "little")
    start = (4 + length + 7) // 8 * 8
    places = json.loads(message[4 : 4 + length])["arrays"]
    assert all(offset % 8 == 0 for _, _, _, offset in places)
    for name, kind, shape, offset in places:
        found = np.frombuffer(message, kind, int(np.prod(shape)), start + offset)
        np.testing.assert_array_equal(found.reshape(shape), SENT[name])


@pytest.mark.parametrize("big_endian", [np.dtype(">i2"), np.dtype(">f4")])
def test_bytes_are_little_endian(big_endian: np.dtype[Any]) -> None:
    _, arrays = unpack(pack({}, {"x": np.array([1, 258], big_endian)}))
    assert arrays["x"].tolist() == [1, 258]


@pytest.mark.parametrize("cut", [1, 8])
def test_bytes_that_do_not_fit_are_refused(cut: int) -> None:
    message = pack({}, {"a": np.arange(4, dtype=np.int16)})
    for damaged in (message[:-cut], message + cut * b"\0"):
        with pytest.raises(ValueError, match=r"The arrays take 8 bytes"):
            unpack(damaged)
    with pytest.raises(ValueError, match=r"ends within its header"):
        unpack(message[:20])


def test_no_objects() -> None:
    message = pack({}, {"a": np.zeros(1, np.int64)}).replace(b'"int64"', b'"object"')
    with pytest.raises(ValueError, match=r"."):
        unpack(message.replace(b'["a", "object", [1], 0]', b'["a","object", [1], 0]'))


def test_a_stream_gives_one_message_after_the_other() -> None:
    stream = io.BytesIO(pack({"k": 1}, SENT) + pack({"k": 2}, {}))
    header, arrays = wire.read(stream)
    assert header == {"k": 1}
    np.testing.assert_array_equal(arrays["a"], SENT["a"])
    assert wire.read(stream) == ({"k": 2}, {})
    with pytest.raises(EOFError):
        wire.read(stream)


def test_a_stream_of_something_else_is_refused_at_once() -> None:
    with pytest.raises(ValueError, match=r"not a message"):
        wire.read(io.BytesIO(b"nonsense"))
