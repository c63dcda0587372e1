"""The frame: title, icon and navigation of every page, and nothing that comes from the web."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

import app
from tests.app.pools import Sleeping, give_first
from tests.patience import SECONDS

FOLDER = Path(app.__file__).parent


def opened(sleeping: Sleeping, address: dict[str, str]) -> AppTest:
    give_first(sleeping)
    page = AppTest.from_file(FOLDER / "frame.py", default_timeout=SECONDS)
    page.query_params = dict(address)
    page.run()
    assert not page.exception
    return page


def test_the_frame_opens_on_the_question(sleeping: Sleeping) -> None:
    page = opened(sleeping, {})
    assert [part.proto.id.split("-")[-1] for part in page.get("bidi_component")] == [
        "opening",
        "menu",
    ]
    assert not page.button


def test_a_link_from_before_there_was_an_opening_opens_the_playground(sleeping: Sleeping) -> None:
    page = opened(sleeping, {"steps": "300", "present": "true", "stage": "step:100"})
    assert page.slider(key="steps").value == 300
    assert page.query_params == {"steps": "300", "present": "true", "stage": "step:100"}
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


@pytest.mark.parametrize(
    ("address", "warnings"),
    [
        ({"only": "train,steps,circle-scale,composed-f,csv"}, []),
        ({"hide": "sidebar,train,stage,takeaway,live-pause,runs-shelf"}, []),
        ({"only": "train,nosuch"}, ["No control on this page is called `nosuch`."]),
        (
            {"only": "nosuch"},
            ["No control on this page is called `nosuch`, so only= hides all controls."],
        ),
        ({"hide": "lab-dimensions,face-run"}, []),
        ({"hide": "traim"}, ["No control on this page is called `traim`."]),
    ],
)
def test_names_in_the_address_that_no_control_has_get_a_sentence(
    address: dict[str, str], warnings: list[str], sleeping: Sleeping
) -> None:
    page = opened(sleeping, address)
    assert [warning.value for warning in page.warning] == warnings
