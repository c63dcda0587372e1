"""Arrays as bytes and back, for the pipes between pool and worker.  Nothing is pickled."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import numpy as np

from toy_models.record import Array

#: Name, type and shape of an array, in the order of the bytes.
Layout = list[tuple[str, str, list[int]]]


def to_bytes(arrays: Mapping[str, Array]) -> tuple[Layout, bytes]:
    """The layout, which fits into JSON, and the arrays one after another."""
    layout = [(name, array.dtype.name, list(array.shape)) for name, array in arrays.items()]
    return layout, b"".join(np.ascontiguousarray(array).tobytes() for array in arrays.values())


def from_bytes(layout: Iterable[Any], payload: bytes) -> dict[str, Array]:
    """What `to_bytes` was given; the arrays cannot be written to.

    Raises:
        ValueError: layout and bytes do not fit together.
    """
    arrays: dict[str, Array] = {}
    at = 0
    for name, kind, shape in layout:
        count = int(np.prod(shape))
        arrays[name] = np.frombuffer(payload, np.dtype(kind), count, at).reshape(shape)
        at += arrays[name].nbytes
    if at != len(payload):
        raise ValueError(f"The arrays take {at} bytes, and {len(payload)} came.")
    return arrays
