"""Arrays come back from their bytes."""

import json

import numpy as np
import pytest

from app.jobs.arrays import from_bytes, to_bytes


def test_arrays_come_back() -> None:
    sent = {
        "a": np.arange(6, dtype=np.int16).reshape(2, 3),
        "b": np.array([[1.5, np.nan]], np.float32),
        "turned": np.arange(4, dtype=np.uint8).reshape(2, 2).T,
        "empty": np.zeros((0, 3), np.int8),
    }
    layout, payload = to_bytes(sent)
    came = from_bytes(json.loads(json.dumps(layout)), payload)
    assert came.keys() == sent.keys()
    for name, array in sent.items():
        assert came[name].dtype == array.dtype
        np.testing.assert_array_equal(came[name], array)


@pytest.mark.parametrize("extra", [-1, 1])
def test_bytes_that_do_not_fit_are_refused(extra: int) -> None:
    layout, payload = to_bytes({"a": np.arange(4, dtype=np.int16)})
    with pytest.raises(ValueError, match=r"."):
        from_bytes(layout, (payload + b"\0")[: len(payload) + extra])


def test_no_objects() -> None:
    with pytest.raises(ValueError, match=r"."):
        from_bytes([("a", "object", [1])], b"\0" * 8)
