"""The store: what was kept is there after an interruption, and foreign settings are refused."""

import json
from dataclasses import replace
from pathlib import Path

import pytest

from toy_models.guidance.rows import Row, Store, stored

SETTINGS = {"batch": 128, "rise": (0.4, 0.7)}
ROW = Row(
    cell="K20", seed=0, arm="sv", tar=0.5, tar_family=0.25, eer=0.1, error=0.0, true_error=0.0,
    equivalent_margin=0.25, nearest_weight=40.0, looks=(10, 20), tar_curve=(0.25, 0.5),
    support_curve=(1.0, 0.5), flips_curve=(0.0, 0.0), replicates=(4900, 5100),
)  # fmt: skip


def test_rows_come_back_as_they_were(tmp_path: Path) -> None:
    file = tmp_path / "deep" / "screen.jsonl"
    diverged = replace(ROW, seed=1, tar=float("nan"), diverged_at=7)
    Store(file, SETTINGS).add([ROW, diverged])
    first, second = stored(file)
    assert first == ROW
    assert second.diverged_at == 7
    again = Store(file, SETTINGS)
    assert ROW.run in again
    assert ("K20", 2, "sv") not in again


def test_a_line_that_was_cut_off_is_made_again(tmp_path: Path) -> None:
    file = tmp_path / "screen.jsonl"
    Store(file, SETTINGS).add([ROW, replace(ROW, seed=1)])
    content = file.read_bytes()
    file.write_bytes(content[:-40])
    store = Store(file, SETTINGS)
    assert [row.seed for row in store.rows] == [0]
    store.add([replace(ROW, seed=1)])
    assert file.read_bytes() == content


def test_other_settings_are_named_and_the_file_is_left_alone(tmp_path: Path) -> None:
    file = tmp_path / "screen.jsonl"
    Store(file, SETTINGS).add([ROW])
    before = file.read_bytes()
    with pytest.raises(ValueError, match=r"screen.jsonl holds .* other settings \(batch\)"):
        Store(file, {**SETTINGS, "batch": 64})
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
    with pytest.raises(ValueError, match="--run` makes it"):
        stored(tmp_path / "screen.jsonl")
