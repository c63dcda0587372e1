"""An index is built once, again for other files, and never stands in the way."""

from pathlib import Path

import numpy as np
import pytest

from face_training.data.cached_index import Arrays, indexed


class Builder:
    """Counts how often it is asked."""

    def __init__(self) -> None:
        self.times = 0

    def __call__(self) -> Arrays:
        self.times += 1
        return {"starts": np.arange(3) + self.times}


@pytest.fixture
def file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    folder = tmp_path / "data"
    folder.mkdir()
    (folder / "train.rec").write_bytes(b"1234")
    return folder / "train.rec"


def test_it_is_built_once_and_again_when_the_file_is_another(file: Path) -> None:
    build = Builder()
    first = indexed([file], build)
    np.testing.assert_array_equal(indexed([file], build)["starts"], first["starts"])
    assert first.keys() == {"starts"}
    assert build.times == 1
    file.write_bytes(b"12345")
    np.testing.assert_array_equal(indexed([file], build)["starts"], [2, 3, 4])
    assert build.times == 2
    assert not list(file.parent.glob("*.part"))


def test_a_damaged_index_is_built_again(file: Path) -> None:
    build = Builder()
    indexed([file], build)
    (kept,) = file.parent.glob(".*.npz")
    for damage in (b"", b"nonsense", kept.read_bytes()[:60]):
        kept.write_bytes(damage)
        before = build.times
        indexed([file], build)
        assert build.times == before + 1


@pytest.fixture
def unwritable(tmp_path: Path) -> Path:
    """A folder that cannot be made, for a file has its name."""
    (tmp_path / "a file").touch()
    return tmp_path / "a file" / "folder"


def test_beside_a_folder_that_cannot_be_written_the_cache_serves(
    file: Path, unwritable: Path, tmp_path: Path
) -> None:
    build = Builder()
    for _ in range(2):
        indexed([file], build, folders=(unwritable, tmp_path / "cache"))
    assert build.times == 1
    assert list((tmp_path / "cache").glob(".train.rec.*.index.npz"))


def test_beside_the_file_is_the_first_choice_and_the_users_cache_the_second(
    file: Path, tmp_path: Path
) -> None:
    indexed([file], Builder())
    (kept,) = file.parent.glob(".train.rec.*.index.npz")
    cache = tmp_path / "cache" / "margins-and-mining"
    cache.mkdir(parents=True)
    kept.rename(cache / kept.name)
    build = Builder()
    indexed([file], build)
    assert build.times == 0


def test_where_nothing_can_be_written_it_is_only_built(file: Path, unwritable: Path) -> None:
    build = Builder()
    for starts in ([1, 2, 3], [2, 3, 4]):
        found = indexed([file], build, folders=(unwritable,))
        np.testing.assert_array_equal(found["starts"], starts)
