"""The store: what was kept is there after an interruption, and foreign settings are refused."""

import json
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pytest
import torch

from evidence.machine import NAME, made_here, made_on
from evidence.run_store import RunStore, parts_of, rows_of_parts, stored_rows, stored_settings

SETTINGS: dict[str, Any] = {"batch": 128, "rise": (0.4, 0.7)}


@dataclass(frozen=True, kw_only=True)
class Row:
    cell: str
    seed: int
    tar: float
    curve: tuple[float, ...] = ()
    diverged_at: int | None = None

    @property
    def run(self) -> tuple[str, int]:
        return self.cell, self.seed


ROW = Row(cell="K20", seed=0, tar=0.5, curve=(0.25, 0.5))


def store_of(file: Path, settings: dict[str, Any] = SETTINGS) -> RunStore[Row]:
    return RunStore(file, settings, Row)


def stored(file: Path) -> list[Row]:
    return stored_rows(file, Row, "this --run")


def test_rows_come_back_as_they_were(tmp_path: Path) -> None:
    file = tmp_path / "deep" / "screen.jsonl"
    diverged = replace(ROW, seed=1, tar=float("nan"), diverged_at=7)
    store_of(file).add([ROW, diverged])
    first, second = stored(file)
    assert first == ROW
    assert second.diverged_at == 7
    again = store_of(file)
    assert ROW.run in again
    assert ("K20", 2) not in again


def test_a_line_that_was_cut_off_is_made_again(tmp_path: Path) -> None:
    file = tmp_path / "screen.jsonl"
    store_of(file).add([ROW, replace(ROW, seed=1)])
    content = file.read_bytes()
    file.write_bytes(content[:-40])
    store = store_of(file)
    assert [row.seed for row in store.rows] == [0]
    store.add([replace(ROW, seed=1)])
    assert file.read_bytes() == content


@pytest.mark.parametrize("content", ["", '{"settings": {"batch": 1'])
def test_a_file_whose_first_line_was_cut_off_is_begun_anew(tmp_path: Path, content: str) -> None:
    file = tmp_path / "screen.jsonl"
    file.write_text(content)
    with pytest.raises(ValueError, match=r"There is no screen\.jsonl yet"):
        stored(file)
    store_of(file).add([ROW])
    assert stored(file) == [ROW]
    elsewhere = {**SETTINGS, "device": "b"}
    (tmp_path / "screen.2.jsonl").write_text(content)
    store_of(file, elsewhere).add([replace(ROW, seed=1)])
    file.write_text(content)  # the first machine's is empty, the second's is not
    assert store_of(file).file == file
    assert store_of(file, elsewhere).file.name == "screen.2.jsonl"
    assert [row.seed for row in stored(file)] == [1]


def test_other_settings_are_named_and_the_file_is_left_alone(tmp_path: Path) -> None:
    file = tmp_path / "screen.jsonl"
    store_of(file).add([ROW])
    before = file.read_bytes()
    with pytest.raises(ValueError, match=r"screen.jsonl holds .* other settings \(batch\)"):
        store_of(file, {**SETTINGS, "batch": 64})
    assert file.read_bytes() == before


@pytest.mark.parametrize(
    "content", ["hello\n", "[]\n", json.dumps({"settings": SETTINGS}) + '\n{"cell": 1}\n']
)
def test_what_is_no_store_is_refused(tmp_path: Path, content: str) -> None:
    file = tmp_path / "screen.jsonl"
    file.write_text(content)
    with pytest.raises(ValueError, match="no store of this experiment, or is damaged in line"):
        stored(file)


def test_without_a_store_a_sentence_says_how_to_make_one(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="`this --run` makes it"):
        stored(tmp_path / "screen.jsonl")


def test_the_settings_are_read_without_the_rows(tmp_path: Path) -> None:
    file = tmp_path / "screen.jsonl"
    store_of(file).add([ROW])
    assert stored_settings(file) == {"batch": 128, "rise": [0.4, 0.7]}
    file.write_text("hello")
    with pytest.raises(ValueError, match=r"screen\.jsonl has no settings in its first line"):
        stored_settings(file)


def test_two_processes_fill_one_file(tmp_path: Path) -> None:
    file = tmp_path / "screen.jsonl"
    one, other = store_of(file), store_of(file)
    one.add([ROW])
    other.add([replace(ROW, seed=9)])
    assert replace(ROW, seed=9).run not in one
    one.refresh()
    assert {row.seed for row in one.rows} == {0, 9}
    one.add([replace(ROW, seed=1)])
    other.add([replace(ROW, seed=1)])  # both made it: it counts once
    assert [row.seed for row in stored(file)] == [0, 9, 1]
    assert stored_settings(file)["batch"] == 128


def test_another_machine_goes_on_in_a_file_of_its_own(tmp_path: Path) -> None:
    file = tmp_path / "screen.jsonl"
    here, there = ({**SETTINGS, "device": name, "versions": {"torch": name}} for name in "ab")
    store_of(file, here).add([ROW])
    before = file.read_bytes()
    other = store_of(file, there)
    assert ROW.run in other
    other.add([replace(ROW, seed=1)])
    other.refresh()
    assert len(other.rows) == 2
    assert file.read_bytes() == before
    assert [part.name for part in parts_of(file)] == ["screen.jsonl", "screen.2.jsonl"]
    assert [row.seed for row in stored(file)] == [0, 1]
    other.add([ROW])  # made twice: it counts as the first one's
    of = {part.name: [row.seed for row in rows] for part, rows in rows_of_parts(file, Row).items()}
    assert of == {"screen.jsonl": [0], "screen.2.jsonl": [1]}
    assert stored_settings(tmp_path / "screen.2.jsonl")["device"] == "b"
    assert made_on(file) == ["a"]
    assert made_on(tmp_path / "screen.2.jsonl") == ["b"]

    assert store_of(file, here).file == file
    with pytest.raises(ValueError, match=r"screen.jsonl holds .* \(batch, device, versions\)"):
        store_of(file, {**there, "device": "c", "batch": 64})


def test_other_instructions_or_an_unknown_machine_have_files_of_their_own(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "screen.jsonl"
    store_of(file).add([ROW])
    assert store_of(file).file == file
    monkeypatch.setattr(torch.backends.cpu, "get_cpu_capability", lambda: "others")
    store_of(file).add([replace(ROW, seed=1)])
    assert [part.name for part in parts_of(file)] == ["screen.jsonl", "screen.2.jsonl"]
    assert made_here(tmp_path / "screen.2.jsonl")
    assert not made_here(file)
    (tmp_path / NAME).unlink()  # now nobody knows who made them
    assert store_of(file).file.name == "screen.3.jsonl"


def test_who_makes_no_row_is_not_among_the_machines(tmp_path: Path) -> None:
    file = tmp_path / "screen.jsonl"
    store_of(file).add([])
    assert made_on(file) == []
    store_of(file).add([ROW])
    assert made_here(file)
