"""The measures of a run as curves, whole and damaged."""

from __future__ import annotations

import json
import math
from pathlib import Path

import numpy as np
import pytest

from app.face_runs.metrics import POINTS_AT_MOST
from app.face_runs.reading import read
from tests.app.face_runs.made import directory


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return directory(tmp_path / "a run", steps=4)


def problems(folder: Path) -> list[str]:
    return list(read(folder, "it").problems)


def test_a_last_line_under_way_is_left_out_in_silence(folder: Path) -> None:
    with (folder / "metrics.jsonl").open("a") as file:
        file.write('{"kind": "train", "step": 400, "lo')
    found = read(folder, "it")
    assert found.problems == ()
    assert found.training["loss"].steps[-1] == 300


def test_damaged_lines_are_counted_and_left_out(folder: Path) -> None:
    lines = (folder / "metrics.jsonl").read_text().split("\n")
    lines[1:1] = ["{", "[1]", '{"kind": "train", "step": -3}', "[" * 100_000]
    (folder / "metrics.jsonl").write_text("\n".join(lines))
    found = read(folder, "it")
    assert found.problems == ("metrics.jsonl: 4 lines of it are damaged and left out.",)
    assert len(found.training["loss"].steps) == 4


def test_of_a_step_that_was_done_again_the_later_line_counts(folder: Path) -> None:
    with (folder / "metrics.jsonl").open("a") as file:
        file.write('{"kind": "train", "step": 200, "loss": 77}\n')
    loss = read(folder, "it").training["loss"]
    assert loss.steps.tolist() == [0, 100, 200, 300]
    assert loss.values[2] == 77


def test_what_is_no_number_is_no_measure(folder: Path) -> None:
    line = {
        "kind": "train",
        "step": 500,
        "loss": math.nan,
        "word": "x",
        "yes": True,
        "big": 10**400,
    }
    with (folder / "metrics.jsonl").open("a") as file:
        file.write(json.dumps(line) + "\n")
    found = read(folder, "it")
    assert "word" not in found.training
    assert "yes" not in found.training
    assert math.isnan(found.training["loss"].values[-1])
    assert math.isnan(found.training["big"].values[0])


def test_a_long_curve_is_thinned_and_keeps_its_end(folder: Path) -> None:
    count = 3 * POINTS_AT_MOST
    lines = [json.dumps({"kind": "train", "step": at, "loss": at}) for at in range(count)]
    (folder / "metrics.jsonl").write_text("\n".join(lines))
    curve = read(folder, "it").training["loss"]
    assert len(curve.steps) == POINTS_AT_MOST
    assert curve.steps[-1] == count - 1
    np.testing.assert_array_equal(curve.steps, curve.values)
    assert len(set(np.diff(curve.steps))) == 1
