"""What the menu on a page is told."""

from __future__ import annotations

import json
from typing import Any

from streamlit.testing.v1 import AppTest

from app.takeaway.routes import RUN_FILES, SCENE_FILES
from tests.patience import SECONDS


def told(call: str) -> dict[str, Any]:
    page = AppTest.from_string(
        f"""
from app.takeaway.menu import takeaway
from app.toy_runs.comparison import scene_of
from tests.app.runs import flat
{call}
""",
        default_timeout=SECONDS,
    ).run()
    assert not page.exception
    (menu,) = page.get("bidi_component")
    found: dict[str, Any] = json.loads(menu.proto.json)
    return found


def test_a_page_with_a_run_and_a_stage_offers_every_file() -> None:
    menu = told("takeaway(scene_of(flat()), run=flat(), stage_key='stage', query='seed=0')")
    assert len(menu["files"]) == len(SCENE_FILES) + len(RUN_FILES)
    assert menu["stage"] == "stage"
    assert menu["query"] == "seed=0"
    assert len({file["name"] for file in menu["files"]}) == len(SCENE_FILES) + len(RUN_FILES)
    assert menu["lastStep"] == 12


def test_a_page_with_charts_alone_needs_no_run() -> None:
    menu = told("takeaway()")
    assert menu["files"] == []
    assert menu["stage"] is None
    assert menu["query"] is None


def test_runs_put_together_have_no_file_that_makes_one_again() -> None:
    menu = told("takeaway(scene_of(flat()), stage_key='stage')")
    names = {file["address"].rsplit("/", 1)[1] for file in menu["files"]}
    assert names == {"replay", "measures", "samples", "weights"}
