"""The text files of a run: what cannot be read is a sentence."""

from pathlib import Path

import pytest

from app.face_runs.text import text_of


def test_a_text_is_read(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("θ", "utf-8")
    assert text_of(tmp_path, "a.txt") == "θ"
    with pytest.raises(FileNotFoundError):
        text_of(tmp_path, "b.txt")


def test_bytes_large_files_and_links_are_refused(tmp_path: Path) -> None:
    run = tmp_path / "run"
    run.mkdir()
    (run / "bytes").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(ValueError, match=r"^bytes is not a text file that can be read\.$"):
        text_of(run, "bytes")
    (run / "large").write_bytes(b"x" * (2**20 + 1))
    with pytest.raises(ValueError, match=r"^large is larger than 1 MiB\.$"):
        text_of(run, "large", bytes_at_most=2**20)
    (tmp_path / "secret").write_text("secret")
    (run / "link").symlink_to(tmp_path / "secret")
    with pytest.raises(ValueError, match=r"^link is a link that leaves the directory of the run"):
        text_of(run, "link")
