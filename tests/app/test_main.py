"""The server: its worker is warm before the first visitor and gone after the last."""

from __future__ import annotations

import asyncio
import gc
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.routing import Route

from app import main
from app.hall.addresses import HALL_URL
from app.jobs import sharing
from toy_models.config import RunConfig
from toy_models.first_run import FIRST_RUN


class Noted:
    """A pool that notes its calls."""

    def __init__(self) -> None:
        self.calls: list[str] = []

    def start(self) -> None:
        self.calls.append("start")

    def result(self, config: RunConfig) -> None:
        assert config == FIRST_RUN
        self.calls.append("result")

    def close(self) -> None:
        self.calls.append("close")


@pytest.fixture
def noted() -> Iterator[Noted]:
    with sharing(Noted()) as pool:
        yield pool
    gc.unfreeze()


def test_the_worker_starts_with_the_server_and_ends_with_it(noted: Noted) -> None:
    async def serve() -> None:
        async with main.lifespan(main.app):
            assert noted.calls == ["start", "result"]
            assert {"app.views.opening", "app.views.playground"} <= sys.modules.keys()
            assert gc.get_freeze_count() > 10_000

    asyncio.run(serve())
    assert noted.calls == ["start", "result", "close"]


def test_the_page_is_the_frame_beside_the_server() -> None:
    script = Path(main.__file__).parent / str(main.app.script_path)
    assert script.resolve() == Path(main.__file__).with_name("frame.py").resolve()
    assert script.is_file()


def imported(*modules: str) -> set[str]:
    """The modules that are there after these were imported into a new process."""
    code = f"import sys, {', '.join(modules)}; print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    return set(done.stdout.split())


def modules_of(folder: str) -> list[str]:
    files = sorted((Path(main.__file__).parent / folder).glob("*.py"))
    package = folder.replace("/", ".")
    return [f"app.{package}.{file.stem}" for file in files if file.stem != "__init__"]


def test_the_server_imports_nothing_that_trains() -> None:
    views, controls, figures = (modules_of(name) for name in ("views", "controls", "figures"))
    figures += [*modules_of("figures/faces"), *modules_of("face_runs")]
    views += modules_of("face_sections")
    assert "app.views.playground" in views
    assert len(figures) > 5
    found = imported("app.main", "app.jobs", *views, *controls, *figures)
    assert "streamlit" in found
    assert not found & {"torch", "cv2", "sklearn", "scipy", "mlxtend", "matplotlib"}


def test_the_figures_and_the_jobs_import_no_streamlit() -> None:
    found = imported("app.jobs", "app.toy_runs.store", *modules_of("figures"))
    assert "plotly" in found
    assert not found & {"streamlit", "torch"}


def test_the_worker_imports_what_trains_and_no_page() -> None:
    found = imported("app.jobs.worker_process")
    assert "torch" in found
    assert not found & {"streamlit", "plotly"}


def test_the_app_answers_questions_and_takes_nothing_but_the_wish_for_a_room() -> None:
    routes = [route for route in main.app._user_routes if isinstance(route, Route)]
    assert len(routes) > 5
    taking = [route for route in routes if route.methods != {"GET", "HEAD"}]
    assert [(route.path, route.methods) for route in taking] == [(HALL_URL, {"POST"})]
