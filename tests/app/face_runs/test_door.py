"""The door: what is in the folder of runs can be opened, and nothing else."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from app.face_runs import door
from app.face_runs.door import LISTED_AT_MOST, MARK, SHIPPED_PREFIX, listed, opened, root, within


@pytest.fixture
def runs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of runs, and a secret beside it."""
    folder = tmp_path / "runs"
    for name in ("one", "deep/er/two"):
        make(folder / name)
    make(tmp_path / "secret")
    monkeypatch.setenv("FACE_RUNS", str(folder))
    return folder


def make(folder: Path, at: float = 0) -> None:
    folder.mkdir(parents=True)
    (folder / MARK).write_text("")
    os.utime(folder, (at, at))


def test_the_folder_is_the_environments_or_runs_where_the_server_was_started(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.delenv("FACE_RUNS", raising=False)
    assert root() == Path("runs")
    monkeypatch.setenv("FACE_RUNS", "/somewhere")
    assert root() == Path("/somewhere")


def test_runs_are_listed_the_newest_first_and_those_shipped_before(
    runs: Path, tmp_path: Path
) -> None:
    make(runs / "newest", at=2e9)
    for name in ("small", door.FIRST, "a small one"):
        make(tmp_path / "shipped" / name)
    (runs / "no run").mkdir()
    (runs / "a file").touch()
    (runs / ".hidden").mkdir()
    (runs / ".hidden" / MARK).touch()
    shipped = [f"{SHIPPED_PREFIX}{name}" for name in (door.FIRST, "a small one", "small")]
    assert listed(tmp_path / "shipped") == [*shipped, "newest", "deep/er/two", "one"]


def test_a_listed_run_can_be_opened(runs: Path, tmp_path: Path) -> None:
    make(tmp_path / "shipped" / "small")
    own = tmp_path / "shipped"
    assert [opened(name, own) for name in listed(own)] == [
        own / "small",
        runs / "deep/er/two",
        runs / "one",
    ]


def test_without_a_folder_there_is_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FACE_RUNS", str(tmp_path / "nowhere"))
    assert listed(tmp_path / "nothing shipped") == []
    with pytest.raises(ValueError, match=r"^There is no run “one” in the folder of runs\.$"):
        opened("one")


def test_a_long_list_is_cut_and_a_large_folder_is_not_walked_to_its_end(
    runs: Path, tmp_path: Path
) -> None:
    for at in range(LISTED_AT_MOST + 5):
        make(runs / f"run {at}")
    none = tmp_path / "nothing shipped"
    assert len(listed(none)) == LISTED_AT_MOST
    assert len(listed(none, seen_at_most=10)) <= 10


@pytest.mark.parametrize(
    "name",
    [
        "../secret",
        "one/../../secret",
        "..",
        "..\\secret",
        "one\\..\\..\\secret",
        "/etc",
        "C:\\Windows",
        "C:secret",
        "\\\\server\\share",
        "~/secret",
        f"{SHIPPED_PREFIX}../secret",
        f"{SHIPPED_PREFIX}/etc",
    ],
)
def test_what_leaves_the_folder_is_refused(runs: Path, name: str) -> None:
    with pytest.raises(ValueError, match=r"^“.*” leaves the folder of runs; only what is in it"):
        opened(name)


def test_the_refusal_is_the_same_whether_there_is_something_or_not(runs: Path) -> None:
    sentences = []
    for name in ("../secret", "../not here"):
        with pytest.raises(ValueError, match="leaves the folder") as refused:
            opened(name)
        sentences.append(str(refused.value).replace(name, ""))
    assert sentences[0] == sentences[1]


def test_a_link_that_leads_out_is_refused_and_not_listed(runs: Path, tmp_path: Path) -> None:
    (runs / "link").symlink_to(tmp_path / "secret")
    (runs / "circle").symlink_to(runs / "circle")
    assert "link" not in listed()
    for name in ("link", "circle"):
        with pytest.raises(ValueError, match="leaves the folder of runs"):
            opened(name)


def test_a_folder_of_runs_that_is_itself_a_link_is_as_good_as_any(
    runs: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "alias").symlink_to(runs)
    monkeypatch.setenv("FACE_RUNS", str(tmp_path / "alias"))
    assert opened("one") == tmp_path / "alias" / "one"


@pytest.mark.parametrize("name", ["", "  ", "a\nb", "a\x00b", "x" * 301])
def test_what_is_no_name_is_a_sentence(runs: Path, name: str) -> None:
    with pytest.raises(ValueError, match=r"^A run is named by its path in the folder of runs"):
        opened(name)


def test_what_is_no_run_is_said_to_be_none(runs: Path) -> None:
    (runs / "empty").mkdir()
    (runs / "file").touch()
    for name, sentence in (
        ("none", "There is no run “none” in the folder of runs."),
        ("file", "“file” is a file; a run is a directory."),
        ("empty", "“empty” is not the directory of a run: there is no config.toml in it."),
    ):
        with pytest.raises(ValueError, match="run") as refused:
            opened(name)
        assert str(refused.value) == sentence


def test_a_long_name_is_not_repeated_whole(runs: Path) -> None:
    with pytest.raises(ValueError, match=r"There is no run “x{57}\.\.\.”"):
        opened("x" * 200)


def test_within_follows_links(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "out").symlink_to(tmp_path)
    assert within(tmp_path / "in", tmp_path / "in" / "a")
    assert not within(tmp_path / "in", tmp_path / "in" / "out" / "a")
    assert not within(tmp_path / "in", tmp_path / "inner")
