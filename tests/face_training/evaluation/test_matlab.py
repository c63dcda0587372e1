"""Matlab files are looked through, and other files get one sentence."""

from __future__ import annotations

import struct
from pathlib import Path

import numpy as np
import pytest
from scipy.io import savemat

from face_training.evaluation.matlab import matlab

OTHER = r"lists\.mat is no Matlab file with the lists\.$"


def test_the_variables_by_name(tmp_path: Path) -> None:
    savemat(tmp_path / "lists.mat", {"numbers": [1, 2, 3]})
    with matlab(tmp_path / "lists.mat", "the lists") as found:
        np.testing.assert_array_equal(found["numbers"].ravel(), [1, 2, 3])


def test_what_is_not_in_it_is_said(tmp_path: Path) -> None:
    savemat(tmp_path / "lists.mat", {"numbers": [1, 2, 3]})
    with pytest.raises(ValueError, match=OTHER), matlab(tmp_path / "lists.mat", "the lists") as it:
        it["names"]


@pytest.mark.parametrize("content", [b"", b"no such thing", b"MATLAB 7.3 MAT-file" + bytes(200)])
def test_another_file_is_refused(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "lists.mat").write_bytes(content)
    with pytest.raises(ValueError, match=OTHER), matlab(tmp_path / "lists.mat", "the lists"):
        pass


def element(kind: int, data: bytes, says: int | None = None) -> bytes:
    """A part of a Matlab file, version 5: kind, bytes, data."""
    return (
        struct.pack("<II", kind, len(data) if says is None else says) + data + bytes(-len(data) % 8)
    )


def variable(kind: int, shape: tuple[int, int], name: bytes = b"") -> bytes:
    """The beginning of a variable; kind 1 is a cell, 4 a text."""
    head = element(6, struct.pack("<II", kind, 0)) + element(5, struct.pack("<ii", *shape))
    return element(14, b"", says=2**28) + head + element(1, name)


@pytest.mark.parametrize(
    "content",
    [
        variable(1, (1, 1), b"splits") + variable(1, (1, 1)) * 20_000,  # cells within cells
        variable(4, (2**31 - 1, 5), b"splits") + element(16, b"abcde"),  # a text without end
        variable(1, (2**31 - 1, 9), b"splits") + variable(4, (1, 1)),  # a cell without end
        element(15, b"no zlib at all"),
    ],
    ids=["deep", "long text", "large cell", "damaged"],
)
def test_a_hostile_file_is_one_sentence(tmp_path: Path, content: bytes) -> None:
    head = b"MATLAB 5.0 MAT-file".ljust(124) + struct.pack("<H", 0x0100) + b"IM"
    (tmp_path / "lists.mat").write_bytes(head + content)
    with (
        pytest.raises(ValueError, match=OTHER),
        matlab(tmp_path / "lists.mat", "the lists", seconds=2),
    ):
        pass


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    with (
        pytest.raises(ValueError, match=r"none\.mat cannot be read: No such file or directory\.$"),
        matlab(tmp_path / "none.mat", "the lists"),
    ):
        pass
