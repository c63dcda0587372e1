"""Parts of files, with many files and in copies."""

import pickle
from pathlib import Path

import pytest

from face_training.data.bytes_at import OPEN, BytesAt


def test_parts_of_more_files_than_stay_open(tmp_path: Path) -> None:
    files = [tmp_path / str(k) for k in range(OPEN + 5)]
    for number, file in enumerate(files):
        file.write_bytes(b"ab%dcd" % number)
    at = BytesAt()
    for _ in range(2):
        assert [at.read(file, 2, len(str(k))) for k, file in enumerate(files)] == [
            str(k).encode() for k in range(len(files))
        ]
    assert at.read(files[0], 3, 100) == b"cd"  # to the end of the file
    assert pickle.loads(pickle.dumps(at)).read(files[3], 0, 2) == b"ab"


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match=r"gone\.rec cannot be read: No such file"):
        BytesAt().read(tmp_path / "gone.rec", 0, 1)
