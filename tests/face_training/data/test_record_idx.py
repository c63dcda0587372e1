"""An .idx must agree with its .rec; it is checked once, and again after a change."""

import os
import re
from pathlib import Path

import pytest

from face_training.data.record_io import record_io
from face_training.data.record_writer import write_records
from tests.face_training.data.pictures import png


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    write_records(tmp_path / "train.rec", [(png(10 + i), i // 3) for i in range(9)])
    return tmp_path


@pytest.mark.parametrize(
    ("idx", "says"),
    [
        ("1\t0\n2\t7\n", "does not belong to train.rec: no record starts at byte 7."),
        ("1\t0\n", "is cut off: it has 1 of 13 records, and not the one at byte "),
        ("1\t0\n" * 13, "is cut off: it has 1 of 13 records, and not the one at byte "),
        ("", "train.idx is empty."),
        ("one\tzero\n", "is damaged: a line is not a key and the byte of a record."),
        ("1\n", "is damaged"),
    ],
)
def test_an_idx_of_something_else_is_named(folder: Path, idx: str, says: str) -> None:
    (folder / "train.idx").write_text(idx)
    with pytest.raises(ValueError, match=re.escape(says)) as error:
        record_io(path=folder)
    assert "Without it train.rec is read all the same: move it away." in str(error.value)


def test_an_idx_is_checked_once_and_again_after_a_change(folder: Path) -> None:
    idx = folder / "train.idx"
    whole, before = idx.read_bytes(), idx.stat()
    for _ in range(2):
        assert len(record_io(path=folder)) == 9
    # Other content of the same size and time: it would be refused if it were read again.
    idx.write_bytes(b"?" * len(whole))
    os.utime(idx, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert len(record_io(path=folder)) == 9
    idx.write_bytes(whole + b"99\t7\n")
    with pytest.raises(ValueError, match="no record starts at byte 7"):
        record_io(path=folder)


def test_an_idx_that_cannot_be_read_is_named(folder: Path) -> None:
    (folder / "train.idx").unlink()
    (folder / "train.idx").mkdir()
    with pytest.raises(ValueError, match=r"train\.idx cannot be read: Is a directory\."):
        record_io(path=folder)
