"""A file is written whole or not."""

from pathlib import Path

import pytest

from face_training.whole_files import write_whole
from tests.face_training.full_disk import no_file_larger_than


def test_new_content_replaces_the_old(tmp_path: Path) -> None:
    write_whole(tmp_path / "file", b"old")
    write_whole(tmp_path / "file", b"new")
    assert (tmp_path / "file").read_bytes() == b"new"
    assert [file.name for file in tmp_path.iterdir()] == ["file"]


def test_a_failed_write_leaves_the_old_content(tmp_path: Path) -> None:
    write_whole(tmp_path / "file", b"old")
    with no_file_larger_than(10), pytest.raises(OSError, match="File too large"):
        write_whole(tmp_path / "file", b"new content that does not fit")
    assert (tmp_path / "file").read_bytes() == b"old"
