"""The notebook and the script make the run again: they are executed, and the arrays compared."""

from __future__ import annotations

import ast
import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import nbformat
import numpy as np
import pytest
from nbclient import NotebookClient

from app.takeaway.notebook import cells, fingerprint, notebook, script
from app.toy_runs.comparison import scene_of
from tests.app.runs import assert_same_run, flat, run_of, small_config
from toy_models.config import RunConfig
from toy_models.data import Table
from toy_models.record import Run

ROOT = Path(__file__).parents[3]
TEXT = "x,y,label\n" + "".join(f"{k / 7:.4f},{k % 5},{'ab'[k % 2]}\n" for k in range(40))


@pytest.fixture
def _importable(monkeypatch: pytest.MonkeyPatch) -> None:
    """The kernel finds this project."""
    monkeypatch.setenv("PYTHONPATH", str(ROOT))
    monkeypatch.setenv("OMP_NUM_THREADS", "1")
    monkeypatch.delenv("MPLBACKEND", raising=False)  # the kernel has its own


@pytest.mark.slow
@pytest.mark.usefixtures("_importable")
@pytest.mark.filterwarnings("ignore::DeprecationWarning", "ignore::ResourceWarning")
@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
def test_the_notebook_gives_the_arrays_of_the_stored_run(tmp_path: Path) -> None:
    stored = flat()
    book = nbformat.reads(notebook(stored).decode(), as_version=4)
    kernel = {"metadata": {"path": str(tmp_path)}}
    done = NotebookClient(book, timeout=120, kernel_name="python3", resources=kernel).execute()
    assert_same_run(Run.load(tmp_path / f"{scene_of(stored).file_stem}_again.npz"), stored)
    printed = "".join(
        output.get("text", "")
        for cell in done.cells
        if cell.cell_type == "code"
        for output in cell.outputs
    )
    assert "The arrays are the same, bit by bit." in printed
    pictures = [
        output
        for cell in done.cells
        if cell.cell_type == "code"
        for output in cell.outputs
        if "image/png" in output.get("data", {})
    ]
    assert len(pictures) == 1


def run_script(result: Run, folder: Path) -> Run:
    (folder / "again.py").write_bytes(script(result))
    done = subprocess.run(
        [sys.executable, "again.py"],
        cwd=folder,
        env=os.environ | {"PYTHONPATH": str(ROOT), "OMP_NUM_THREADS": "1", "MPLBACKEND": "agg"},
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stderr[-2000:]
    (again,) = folder.glob("*_again.npz")
    return Run.load(again)


@pytest.mark.slow
def test_the_script_makes_a_stopped_run_of_a_table_in_eight_dimensions(tmp_path: Path) -> None:
    config = small_config(
        5, data=Table(text=TEXT, label="label"), embedding=8, label_noise=0.0, steps=400, kept=9
    )
    whole = run_of(config)
    stopped = replace(
        whole,
        stopped=True,
        steps_K=whole.steps_K[:4],
        arrays={name: array[:4] for name, array in whole.arrays.items()},
    )
    assert_same_run(run_script(stopped, tmp_path), stopped)


PIECES = [
    '"""', "'", '"', "\\", "\\u0022", "\\x22", "\\N{BULLET}", "{0}", "%s", "\n", "\r\n", "\r", "\t",
    "\0", "\x1a", "\u2028", "\ud83d", "\U0001f642", "é", ",", "label", "#", "import os", "]", "`",
    "a" * 90,
]  # fmt: skip


def test_whatever_is_in_a_table_stays_text_in_the_code() -> None:
    """Tables of odd pieces: the code is a call with a text, and gives the same config."""
    draw = np.random.default_rng(0)
    for _ in range(60):
        text, label = (
            "".join(PIECES[k] for k in draw.integers(0, len(PIECES), draw.integers(1, most)))
            for most in (60, 6)
        )
        config = replace(flat().config, data=Table(text=text, label=label))
        made = [cell.text for cell in cells(replace(flat(), config=config))]
        first, assigned, shown = ast.parse(made[1]).body
        assert isinstance(first, ast.ImportFrom)
        assert isinstance(assigned, ast.Assign)
        assert isinstance(shown, ast.Expr)
        call = assigned.value
        assert isinstance(call, ast.Call)
        assert RunConfig.from_json(ast.literal_eval(call.args[0])) == config


def test_the_fingerprint_tells_runs_apart() -> None:
    assert fingerprint(flat()) == fingerprint(flat())
    assert fingerprint(flat()) != fingerprint(flat(seed=1))


def test_a_run_that_was_changed_by_hand_is_said_to_differ() -> None:
    changed = replace(flat(), changes=((3, "all", "learning_rate", 0.1),))
    assert "changed by hand" in cells(changed)[0].text
    assert "changed by hand" not in cells(flat())[0].text
