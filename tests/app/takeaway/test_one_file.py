"""A page as one file holds all the code that it imports."""

from __future__ import annotations

import base64
import re

import pytest

from app.drawing.files import APP
from app.opening import film
from app.takeaway import replay
from app.takeaway.one_file import modules

ENTRIES = (replay.ENTRY, film.ENTRY)


@pytest.mark.parametrize("entry", ENTRIES)
def test_all_that_is_imported_is_within(entry: str) -> None:
    found = modules(entry)
    assert entry in found
    for name, address in found.items():
        text = base64.b64decode(address.split(",")[1]).decode()
        imported = re.findall(r'^(?:import|export) .*?from "([^"]+)"', text, re.M | re.S)
        assert set(imported) <= found.keys(), name
        assert not re.search(r'from "\.', text), name


def test_the_losses_that_are_imported_by_name_are_within() -> None:
    found = modules(replay.ENTRY)
    folder = "drawing/browser/losses"
    assert {f"{folder}/{path.name}" for path in APP.glob(f"{folder}/*.js")} <= found.keys()
    slots = base64.b64decode(found[f"{folder}/slots.js"].split(",")[1]).decode()
    assert f"import(`{folder}/${{file}}.js`)" in slots
