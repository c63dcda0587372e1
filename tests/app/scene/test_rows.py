"""Rows of frames give back their arrays, alone, apart and joined."""

from __future__ import annotations

import numpy as np
import pytest

from app.scene.rows import Rows, joined

ARRAYS = {
    "x": np.arange(12, dtype=np.int16).reshape(3, 2, 2),
    "y": np.array([[1.5], [np.nan], [-2]], np.float32),
    "share": np.array([0.25, 0.5, 1], np.float16),
    "z": np.arange(15, dtype=np.uint8).reshape(3, 5),
    "empty": np.zeros((3, 0, 4), np.int8),
}


def assert_same(found: dict[str, np.ndarray], rows: slice = slice(None)) -> None:
    assert found.keys() == ARRAYS.keys()
    for name, array in ARRAYS.items():
        assert found[name].dtype == array.dtype
        np.testing.assert_array_equal(found[name], array[rows])


def test_arrays_come_back() -> None:
    rows = Rows.of(ARRAYS)
    assert_same(rows.arrays())
    assert all(offset % 8 == 0 for _, _, _, offset in rows.layout)
    assert rows.bytes_KS.shape == (3, rows.bytes_KS.shape[1])
    assert rows.bytes_KS.shape[1] % 8 == 0


def test_only_some_arrays() -> None:
    assert rows_of_y().keys() == {"y"}
    np.testing.assert_array_equal(rows_of_y()["y"], ARRAYS["y"])


def rows_of_y() -> dict[str, np.ndarray]:
    return Rows.of(ARRAYS).arrays(["y"])


def test_frames_can_be_taken_apart_and_joined_again() -> None:
    rows = Rows.of(ARRAYS)
    parts = rows.apart()
    for k, part in enumerate(parts):
        assert_same(part.arrays(), slice(k, k + 1))
        assert not np.shares_memory(part.bytes_KS, rows.bytes_KS)
    assert_same(joined(parts[1:]).arrays(), slice(1, 3))


def test_all_arrays_have_as_many_frames() -> None:
    with pytest.raises(ValueError, match=r"."):
        Rows.of({"x": np.zeros((2, 3)), "y": np.zeros((3, 3))})
