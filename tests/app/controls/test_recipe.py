"""A toy data set is added by its file and its row; everything else follows from them."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

import toy_models

ROOT = Path(toy_models.__file__).parents[1]
RECIPE = Path(__file__).with_name("recipe")


@pytest.mark.slow
def test_a_new_data_set_is_its_file_and_its_row(tmp_path: Path) -> None:
    """It is picked, set, trained, linked, stored and refused like the others."""
    added = tmp_path / "toy_models"
    shutil.copytree(ROOT / "toy_models", added, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(RECIPE / "stripes.py", added / "data")
    catalogue = added / "data" / "catalogue.py"
    text = catalogue.read_text()
    text = text.replace(" Table)", " Table, Stripes)").replace(
        "from toy_models.data.table", "from toy_models.data.stripes import Stripes\n"
        "from toy_models.data.table",
    )  # fmt: skip
    catalogue.write_text(text)
    visit = subprocess.run(
        [sys.executable, RECIPE / "visit.py", tmp_path / "runs"],
        cwd=tmp_path,  # where the worker's own imports begin
        env=os.environ | {"PYTHONPATH": f"{tmp_path}{os.pathsep}{ROOT}"},
        capture_output=True,
        text=True,
    )
    assert visit.returncode == 0, visit.stderr[-3000:]
