"""The photographs in files and folders."""

from pathlib import Path

import pytest

from face_training.bundle.photo_files import photos_in


def test_files_and_folders(tmp_path: Path) -> None:
    for name in ("b/2.JPG", "b/1.heic", "a.txt", "b/._1.jpg", "__MACOSX/c.jpg", "b/c/3.jfif"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).touch()
    found = photos_in([tmp_path / "a.txt", tmp_path])
    assert [file.relative_to(tmp_path).as_posix() for file in found] == [
        "a.txt", "b/1.heic", "b/2.JPG", "b/c/3.jfif",
    ]  # fmt: skip
    (tmp_path / "empty").mkdir()
    with pytest.raises(ValueError, match="There is no photograph in what was named"):
        photos_in([tmp_path / "empty"])
