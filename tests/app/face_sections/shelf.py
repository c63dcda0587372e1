"""Fixtures of whoever visits the page of face runs: some runs, and a visit."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from app.face_runs.door import SHIPPED
from tests.app.face_runs.made import directory
from tests.app.face_sections.visiting import Visit, page, sound
from tests.patience import SECONDS


@pytest.fixture(scope="module")
def shelf(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Runs that tests only read."""
    top = tmp_path_factory.mktemp("runs")
    directory(top / "sv")
    directory(top / "arc", loss="arc_softmax", steps=5)
    directory(top / "other", seed=3, classes=40)
    directory(top / "curves", probe=False)
    (top / "empty").mkdir()
    return top


@pytest.fixture
def runs(shelf: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("FACE_RUNS", str(shelf))
    return shelf


@pytest.fixture
def forget() -> None:
    st.cache_resource.clear()


@pytest.fixture
def visit(runs: Path, forget: None) -> Visit:
    """Open the page with an address, and a colour scheme if given."""

    def open_page(scheme: str | None = None, shipped: Path = SHIPPED, **address: Any) -> AppTest:
        shown = AppTest.from_function(page, args=(shipped,), default_timeout=SECONDS)
        shown.query_params = {f"face_{name}": value for name, value in address.items()}
        shown.context = {"theme": scheme}
        return sound(shown.run())

    return open_page
