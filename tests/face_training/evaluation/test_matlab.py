"""Matlab files are looked through, and other files get one sentence."""

from __future__ import annotations

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


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    with (
        pytest.raises(ValueError, match=r"none\.mat cannot be read: No such file or directory\.$"),
        matlab(tmp_path / "none.mat", "the lists"),
    ):
        pass
