"""The frame: title, icon and navigation of every page, and nothing that comes from the web."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

import app
from tests.app.pools import Sleeping, give_first

FOLDER = Path(app.__file__).parent


@pytest.fixture
def page(sleeping: Sleeping) -> AppTest:
    give_first(sleeping)
    return AppTest.from_file(FOLDER / "frame.py", default_timeout=60).run()


def test_the_frame_opens_on_the_playground(page: AppTest) -> None:
    assert not page.exception
    assert page.button(key="train").label == "Train"
    assert [part.proto.id.split("-")[-1] for part in page.get("bidi_component")].count("stage") == 1


def test_the_icon_is_a_file_of_ours() -> None:
    """A named icon would be fetched from the web."""
    assert (FOLDER / "icon.svg").read_text().startswith("<svg")
    assert 'with_name("icon.svg")' in (FOLDER / "frame.py").read_text()
    assert "http" not in (FOLDER / "icon.svg").read_text().replace("http://www.w3.org/2000/svg", "")


def test_nothing_is_sent_to_anyone() -> None:
    settings = tomllib.loads((FOLDER / ".streamlit" / "config.toml").read_text())
    assert settings["browser"]["gatherUsageStats"] is False
    assert "http" not in str(settings)
    assert settings["client"]["showErrorDetails"] == "type"  # no paths on a visitor's screen
