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


def test_beside_a_folder_that_cannot_be_written_the_cache_serves(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import face_training.data.cached_index as module

    real = module.tempfile.NamedTemporaryFile

    def refuse(*, dir: Path, **more: object) -> object:
        if Path(dir) == file.parent:
            raise PermissionError("read-only")
        return real(dir=dir, **more)  # type: ignore[call-overload]

    monkeypatch.setattr(module.tempfile, "NamedTemporaryFile", refuse)
    build = Builder()
    indexed([file], build)
    indexed([file], build)
    assert build.times == 1
    assert list((file.parents[1] / "cache").glob("margins-and-mining/.train.rec.*.index.npz"))


def test_where_nothing_can_be_written_it_is_only_built(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import face_training.data.cached_index as module

    def refuse(**_: object) -> None:
        raise PermissionError("read-only")

    monkeypatch.setattr(module.tempfile, "NamedTemporaryFile", refuse)
    build = Builder()
    np.testing.assert_array_equal(indexed([file], build)["starts"], [1, 2, 3])
    np.testing.assert_array_equal(indexed([file], build)["starts"], [2, 3, 4])
