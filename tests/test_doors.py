"""Every file and every test that the page of doors names is there."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PAGE = (ROOT / "docs" / "doors.md").read_text()
#: A heading, and where its paths begin.
PARTS = {"Faces": "face_training", "The app": "app", "Toys and the course": "."}


@pytest.mark.parametrize(("heading", "folder"), PARTS.items())
def test_what_it_names_is_there(heading: str, folder: str) -> None:
    part = PAGE.split(f"## {heading}\n")[1].split("\n## ")[0]
    rows = [line.split(" | ") for line in part.splitlines() if line.startswith("| ")][1:]
    assert len(rows) > 2
    for *cells, tests in rows:
        files = re.findall(r"`([\w/]+\.py)`", cells[0])
        held_by = re.findall(r"`([\w/]+\.py)`", tests)
        assert files, cells[0]
        assert held_by, cells[0]
        for file in files:
            assert (ROOT / folder / file).is_file(), file
        for test in held_by:
            within = ROOT if folder == "." else ROOT / "tests" / folder
            assert (within / test).is_file(), test
