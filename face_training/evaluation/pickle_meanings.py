"""What the few functions mean that plain data in a pickle call: numpy's, and Python 2's bytes.

They are done here by their meaning; the functions themselves are never looked up.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

AXES = 8  # of an array
LONGEST_AXIS = 2**48
LONGEST_NAME = 60  # of a function or a kind of numbers
NUMBERS = "?bBhHiIlLqQ"  # numpy's codes of booleans and whole numbers
_CODE = re.compile(r"[<>|=]?[A-Za-z?]\d{0,4}")  # of a plain dtype; others are small languages


class Refused(ValueError):
    """The file is not plain data; the message completes the sentence "FILE ..."."""


@dataclass
class Kind:
    """A numpy dtype that is allowed; its byte order comes with the instruction after it."""

    dtype: np.dtype[Any]


@dataclass
class Blank:
    """An array that is filled in by the instruction after the one that makes it."""

    array: Any = None


def _kind(code: object, *_: object) -> Kind:
    name = text(code)
    try:
        if not _CODE.fullmatch(name):
            raise TypeError
        dtype = np.dtype(name)
    except TypeError:
        raise Refused(f"holds arrays of the unknown kind {name!r}") from None
    if dtype.char not in NUMBERS:
        raise Refused(f"holds arrays of kind {dtype}, and not of whole numbers")
    return Kind(dtype)


def array(kind: object, shape: object, data: object, order: str) -> Any:
    if not (isinstance(kind, Kind) and isinstance(shape, tuple) and isinstance(data, bytes)):
        raise Refused("holds a numpy array that is not whole")
    sizes = [size for size in shape if isinstance(size, int) and 0 <= size < LONGEST_AXIS]
    if len(sizes) < len(shape) or len(shape) > AXES:
        raise Refused("holds a numpy array of a shape that no array has")
    if math.prod(sizes) * kind.dtype.itemsize != len(data):
        raise Refused(f"holds a numpy array of shape {shape} with {len(data)} bytes")
    return np.frombuffer(data, kind.dtype).reshape(sizes, order="F" if order == "F" else "C")


def _from_buffer(data: object, kind: object, shape: object, order: object, *_: object) -> Any:
    return array(kind, shape, bytes(data) if isinstance(data, bytearray) else data, text(order))


def _scalar(kind: object, data: object) -> Any:
    return array(kind, (), data if isinstance(data, bytes) else None, "C")[()]


def _encoded(found: object, encoding: object = "latin1") -> bytes:
    """How Python 3 writes bytes for Python 2 to read."""
    if not isinstance(found, str) or text(encoding) not in ("latin1", "latin-1"):
        raise Refused("holds text in an encoding that is not Latin-1")
    return found.encode("latin-1")


def _bytes(data: object = b"", *_: object) -> bytes:
    if not isinstance(data, bytes):
        raise Refused("makes bytes of what is none")
    return data


def text(value: object) -> str:
    """A name; Python 2's are bytes."""
    if isinstance(value, bytes | str) and len(value) > LONGEST_NAME:
        raise Refused(f"has a name of {len(value):,} letters")
    if isinstance(value, bytes):
        return value.decode("latin-1")
    if isinstance(value, str):
        return value
    raise Refused(f"has {type(value).__name__} where a name should be")


NDARRAY = object()
#: The functions that plain data call, by meaning.  This is the whole list.
MEANINGS: Mapping[str, Callable[..., Any] | object] = {
    "_codecs encode": _encoded,
    "builtins bytes": _bytes,
    "builtins bytearray": _bytes,
    "__builtin__ bytes": _bytes,
    "__builtin__ bytearray": _bytes,
    "numpy ndarray": NDARRAY,
    "numpy dtype": _kind,
} | {
    f"numpy.{core}.{name}": meaning
    for core in ("core", "_core")
    for name, meaning in {
        "multiarray _reconstruct": lambda *_: Blank(),
        "multiarray scalar": _scalar,
        "numeric _frombuffer": _from_buffer,
    }.items()
}
#: Those that copy what they are given; a file can give them one large thing any number of times.
COPYING = (_encoded, _from_buffer)
