"""The store: what is put comes back, what is damaged goes, and a failed write changes nothing."""

import io
import logging
import os
import pickle
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from importlib.metadata import version
from pathlib import Path

import numpy as np
import pytest

from app.toy_runs.store import ABANDONED_SECONDS, SHIPPED, Store, default_folder
from tests.app.runs import SMALL, assert_same_run, flat
from toy_models.config import RunConfig
from toy_models.record import VERSION, Run

OTHER = replace(SMALL, seed=1)


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store(tmp_path / "runs", shipped=None)


def file_of(store: Store, config: RunConfig = SMALL) -> Path:
    return store.folder / f"{config.digest}.npz"


def content(folder: Path) -> dict[str, bytes]:
    return {file.name: file.read_bytes() for file in folder.iterdir()}


def age(file: Path, seconds: float) -> None:
    then = file.stat().st_mtime - seconds
    os.utime(file, (then, then))


def test_a_run_that_was_never_put_is_none_and_makes_nothing(store: Store) -> None:
    assert store.get(SMALL) is None
    assert not store.folder.exists()


def test_what_is_put_comes_back(store: Store) -> None:
    result = flat()
    store.put(SMALL, result.to_bytes())
    found = store.get(SMALL)
    assert found
    assert_same_run(found, result)
    assert store.get(OTHER) is None
    assert list(content(store.folder)) == [f"{SMALL.digest}.npz"]


def test_another_store_of_the_folder_finds_it(store: Store) -> None:
    store.put(SMALL, flat().to_bytes())
    assert Store(store.folder, shipped=None).get(SMALL) is not None


def test_what_is_put_again_replaces_it(store: Store) -> None:
    store.put(SMALL, b"damaged")
    store.put(SMALL, flat().to_bytes())
    assert store.get(SMALL) is not None
    assert len(content(store.folder)) == 1


def test_what_is_shipped_is_preferred_and_never_written(tmp_path: Path, store: Store) -> None:
    shipped = tmp_path / "shipped"
    shipped.mkdir()
    store = Store(store.folder, shipped=shipped)
    (shipped / f"{SMALL.digest}.npz").write_bytes(replace(flat(), provenance="S.").to_bytes())
    age(shipped / f"{SMALL.digest}.npz", 1000)
    before = content(shipped), [file.stat().st_mtime_ns for file in shipped.iterdir()]
    store.put(SMALL, replace(flat(), provenance="Own.").to_bytes())
    store.put(OTHER, flat(seed=1).to_bytes())
    found = store.get(SMALL)
    assert found
    assert found.provenance == "S."
    assert store.get(OTHER) is not None
    assert before == (content(shipped), [file.stat().st_mtime_ns for file in shipped.iterdir()])


def test_a_shipped_run_that_is_damaged_is_left_and_the_own_one_is_taken(
    tmp_path: Path, store: Store
) -> None:
    shipped = tmp_path / "shipped"
    shipped.mkdir()
    (shipped / f"{SMALL.digest}.npz").write_bytes(b"damaged")
    store = Store(store.folder, shipped=shipped)
    assert store.get(SMALL) is None
    store.put(SMALL, flat().to_bytes())
    assert store.get(SMALL) is not None
    assert content(shipped) == {f"{SMALL.digest}.npz": b"damaged"}


def test_a_file_that_another_deletes_meanwhile_is_no_error(store: Store) -> None:
    store.folder.mkdir()
    for name in ("gone.npz", "gone.part"):  # listed, and not there when it is looked at
        (store.folder / name).symlink_to("nowhere")
    store.put(SMALL, flat().to_bytes())
    assert store.get(SMALL) is not None


def test_a_record_that_cannot_be_read_now_stays(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    store.put(SMALL, flat().to_bytes())

    def none_left(_: object) -> Run:
        raise OSError(24, "Too many open files")

    with monkeypatch.context() as patch:
        patch.setattr(Run, "load", none_left)
        assert store.get(SMALL) is None
    assert store.get(SMALL) is not None


def truncated(record: bytes) -> bytes:
    return record[: len(record) // 2]


def turned(record: bytes) -> bytes:
    """One byte in the middle is another."""
    at = len(record) // 2
    return record[:at] + bytes([record[at] ^ 255]) + record[at + 1 :]


def foreign(_: bytes) -> bytes:
    buffer = io.BytesIO()
    np.savez(buffer, something=np.arange(3))
    return buffer.getvalue()


def of_another_config(_: bytes) -> bytes:
    return flat(seed=1).to_bytes()


@pytest.mark.parametrize(
    "spoil",
    [truncated, turned, foreign, of_another_config, lambda _: b"", lambda _: b"text\n"],
    ids=["truncated", "one byte", "foreign", "another config's", "empty", "text"],
)
def test_an_entry_that_is_not_the_run_is_dropped(
    store: Store, spoil: Callable[[bytes], bytes]
) -> None:
    store.put(OTHER, flat(seed=1).to_bytes())
    store.put(SMALL, spoil(flat().to_bytes()))
    assert store.get(SMALL) is None
    assert list(content(store.folder)) == [f"{OTHER.digest}.npz"]
    store.put(SMALL, flat().to_bytes())
    assert store.get(SMALL) is not None


def test_a_damaged_entry_is_told_to_the_log(store: Store, caplog: pytest.LogCaptureFixture) -> None:
    store.put(SMALL, b"text")
    with caplog.at_level(logging.WARNING):
        store.get(SMALL)
    assert f"{SMALL.digest}.npz" in caplog.text
    assert "Not a readable record of a run" in caplog.text


def test_an_entry_of_another_version_is_dropped(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    store.put(SMALL, flat().to_bytes())
    monkeypatch.setattr("toy_models.record.VERSION", VERSION + 1)
    assert store.get(SMALL) is None
    assert not file_of(store).exists()


class Exploding:
    """Unpickling this makes a file."""

    def __init__(self, mark: Path) -> None:
        self.mark = mark

    def __reduce__(self) -> tuple[object, tuple[Path]]:
        return Path.touch, (self.mark,)


def test_a_pickle_in_the_folder_is_dropped_unread(store: Store, tmp_path: Path) -> None:
    mark = tmp_path / "unpickled"
    objects = io.BytesIO()
    np.savez(objects, about=np.array([Exploding(mark)], object), allow_pickle=True)
    for record in (pickle.dumps(Exploding(mark)), objects.getvalue()):
        store.put(SMALL, record)
        assert store.get(SMALL) is None
        assert not file_of(store).exists()
    assert not mark.exists()
    pickle.loads(pickle.dumps(Exploding(mark)))
    assert mark.exists()  # it would have shown


def test_nothing_that_is_stored_needs_pickle(store: Store) -> None:
    store.put(SMALL, flat().to_bytes())
    with np.load(file_of(store), allow_pickle=False) as stored:
        assert {stored[name].dtype.kind for name in stored.files} <= set("iuf")


def test_a_full_store_keeps_the_most_recently_used(store: Store) -> None:
    record = flat().to_bytes()
    store.cap_bytes = 3 * len(record) + 400
    configs = [replace(SMALL, seed=seed) for seed in range(4)]
    for old, config in enumerate(configs[:3]):
        store.put(config, flat(seed=config.seed).to_bytes())
        age(file_of(store, config), 300 - 100 * old)
    assert all(store.get(config) for config in configs[1:3])
    assert store.get(configs[0])  # used, and so the most recent
    age(file_of(store, configs[1]), 50)
    store.put(configs[3], flat(seed=3).to_bytes())
    assert set(content(store.folder)) == {f"{configs[k].digest}.npz" for k in (0, 2, 3)}


def test_a_store_below_its_cap_keeps_all(store: Store) -> None:
    for seed in range(4):
        store.put(replace(SMALL, seed=seed), flat(seed=seed).to_bytes())
    assert len(content(store.folder)) == 4


def test_a_run_larger_than_the_cap_is_kept_until_the_next(store: Store) -> None:
    store.cap_bytes = 10
    store.put(SMALL, flat().to_bytes())
    assert store.get(SMALL) is not None
    store.put(OTHER, flat(seed=1).to_bytes())
    assert list(content(store.folder)) == [f"{OTHER.digest}.npz"]


def no_room(*_: object) -> None:
    raise OSError(28, "No space left on device")


@pytest.mark.parametrize("full", [False, True])
def test_a_failed_write_leaves_the_store_as_it_was(
    store: Store, monkeypatch: pytest.MonkeyPatch, full: bool
) -> None:
    store.put(SMALL, flat().to_bytes())
    store.put(OTHER, flat(seed=1).to_bytes())
    before = content(store.folder)
    if full:
        store.cap_bytes = 1
    monkeypatch.setattr(Path, "replace", no_room)
    for config in (SMALL, replace(SMALL, seed=2)):
        with pytest.raises(OSError, match="No space left"):
            store.put(config, flat(seed=2).to_bytes())
        assert content(store.folder) == before


def test_a_folder_that_cannot_be_made_is_an_os_error(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    store = Store(tmp_path / "file" / "runs", shipped=None)
    with pytest.raises(OSError):  # noqa: PT011  (which one depends on the system)
        store.put(SMALL, flat().to_bytes())
    assert store.get(SMALL) is None
    assert (tmp_path / "file").read_text() == "in the way"


def test_only_what_a_crash_left_long_ago_is_removed(store: Store) -> None:
    store.folder.mkdir()
    stale, fresh = store.folder / "stale.part", store.folder / "fresh.part"
    for part, seconds in ((stale, ABANDONED_SECONDS + 60), (fresh, ABANDONED_SECONDS - 60)):
        part.write_bytes(b"half")
        age(part, seconds)
    store.put(SMALL, flat().to_bytes())
    assert set(content(store.folder)) == {"fresh.part", f"{SMALL.digest}.npz"}


def test_the_default_folder_is_that_of_this_record_and_torch(tmp_path: Path) -> None:
    assert default_folder().parts[-3:] == (
        "margins-and-mining",
        "runs",
        f"{VERSION}-torch-{version('torch')}",
    )
    assert default_folder().is_relative_to(tmp_path)


def test_without_the_variable_it_is_below_the_home(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Path, "home", lambda: tmp_path / "home")
    for absent in (lambda: monkeypatch.delenv("XDG_CACHE_HOME"), lambda: None):
        absent()
        assert default_folder().is_relative_to(tmp_path / "home" / ".cache")
        monkeypatch.setenv("XDG_CACHE_HOME", "")


def test_the_default_folder_is_known_without_torch() -> None:
    code = (
        "import sys\n"
        "from app.toy_runs.store import default_folder\n"
        "print(default_folder().name, 'torch' in sys.modules)"
    )
    told = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert told.stdout.split() == [f"{VERSION}-torch-{version('torch')}", "False"]


def test_a_store_has_the_shipped_runs_unless_told_otherwise(tmp_path: Path) -> None:
    assert Store(tmp_path).shipped == SHIPPED
    found = [Store(tmp_path).get(Run.load(file).config) for file in SHIPPED.glob("*.npz")]
    assert found
    assert all(found)
    assert list(tmp_path.iterdir()) == []
