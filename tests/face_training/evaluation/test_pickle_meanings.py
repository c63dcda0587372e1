"""The functions of plain data by their meaning: what they make, and what they refuse."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from face_training.evaluation.pickle_meanings import MEANINGS, Kind, Refused, array, text


def call(name: str, *arguments: Any) -> Any:
    meaning: Any = MEANINGS[name]
    return meaning(*arguments)


def test_they_make_numbers_bytes_and_arrays() -> None:
    kind = call("numpy dtype", b"u1", False, True)
    assert kind.dtype == np.uint8
    assert array(kind, (2, 1), b"ab", "C").tolist() == [[97], [98]]
    assert call("numpy.core.multiarray scalar", kind, b"a") == 97
    assert call("_codecs encode", "\xff", b"latin1") == b"\xff"
    assert call("builtins bytes") == b""
    assert text(b"name") == "name"


@pytest.mark.parametrize("code", ["O", "f8", "U9", "i4,i4", "(2,)i4", "V9", "M8[s]", "", "i" * 61])
def test_other_kinds_are_refused(code: str) -> None:
    with pytest.raises(Refused):
        call("numpy dtype", code)


@pytest.mark.parametrize(
    "shape", [(3,), (-2, -1), (2**60, 2), (1,) * 9, ((2,),), ("2",), [2], None]
)
def test_other_shapes_are_refused(shape: Any) -> None:
    with pytest.raises(Refused):
        array(Kind(np.dtype(np.uint8)), shape, b"ab", "C")
