"""A row comes back from its file as it was, and a file that is not there is one sentence."""

from dataclasses import replace
from pathlib import Path

import pytest

from tests.toy_models.guidance.drawn_rows import ROW
from toy_models.guidance.rows import Store, stored


def test_rows_come_back_as_they_were(tmp_path: Path) -> None:
    file = tmp_path / "screen.jsonl"
    full = replace(ROW, cell="a", seed=3, arm="sv", replicates=(5000, 5012), stuck=True)
    diverged = replace(full, arm="norm", stuck=False, diverged_at=7)
    Store(file, {"device": "cpu"}).add([full, diverged])
    assert stored(file) == [full, diverged]
    again = Store(file, {"device": "cpu"})
    assert ("a", 3, "sv") in again
    assert ("a", 3, "arc") not in again


def test_cell_seed_and_arm_tell_runs_apart_and_results_do_not() -> None:
    others = [replace(ROW, cell="b"), replace(ROW, seed=1), replace(ROW, arm="sv")]
    assert len({row.run for row in [ROW, *others]}) == 4
    assert replace(ROW, tar=0.9).run == ROW.run


def test_a_file_that_is_not_there_is_one_sentence(tmp_path: Path) -> None:
    words = r"^There is no screen\.jsonl yet: `python -m toy_models\.guidance --run` makes it\.$"
    with pytest.raises(ValueError, match=words):
        stored(tmp_path / "screen.jsonl")
