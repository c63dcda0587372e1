"""What several tests of the app share: a person's folders out of reach, and one pool."""

from __future__ import annotations

import functools
import importlib.util
import os
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from streamlit.components.v2 import manifest_scanner

from app.jobs import Pool, Store, sharing
from tests.app.pools import AT_ONCE, Sleeping
from tests.app.server import app_server


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """A test in a browser that fails is tried once more, and the summary names it.

    A busy machine may hold a browser up for longer than any test waits.
    """
    for item in items:
        if "browser" in getattr(item, "fixturenames", ()):
            item.add_marker(pytest.mark.flaky(reruns=1))


@pytest.fixture(autouse=True, scope="session")
def _one_scan() -> Iterator[None]:
    """Each AppTest looks through all installed packages for components; once is enough."""
    found = functools.cache(manifest_scanner.scan_component_manifests)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(manifest_scanner, "scan_component_manifests", found)
        yield


@pytest.fixture(autouse=True)
def _own_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """No test reads or writes the cache of whoever runs it."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))


@pytest.fixture(autouse=True)
def _own_main() -> Iterator[None]:
    """A page under test takes the main module's place; a process started later would run it."""
    main = sys.modules["__main__"]
    yield
    sys.modules["__main__"] = main


@pytest.fixture(scope="session")
def pool(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Pool]:
    """A pool with a real worker; its start takes seconds, so there is one for all tests."""
    pool = Pool(Store(tmp_path_factory.mktemp("runs")), AT_ONCE)
    pool.start()
    yield pool
    pool.close()


@pytest.fixture
def asleep(tmp_path: Path) -> Pool:
    """A pool without a worker and without a shipped run."""
    return Pool(Store(tmp_path / "runs", shipped=None), spawn=None)


@pytest.fixture
def sleeping(tmp_path: Path) -> Iterator[Sleeping]:
    """A pool without a worker and without a shipped run; the pages use it."""
    with sharing(Sleeping(tmp_path / "runs")) as pool:
        yield pool


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    """Chromium.  Where there is none the tests are skipped, but not where all must run.

    Closed with its module: while it runs, the thread has an event loop, and others want their own.
    """
    chromium = shutil.which("chromium")
    if chromium is None or importlib.util.find_spec("playwright") is None:
        reason = "These tests need Playwright and a program named chromium."
        if os.environ.get("CI"):
            pytest.fail(reason)
        pytest.skip(reason)
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        chrome = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        yield chrome
        chrome.close()


@pytest.fixture(scope="module")
def profile(browser: Any) -> Iterator[Any]:
    """A profile of the browser: its pages keep what one of them has fetched and compiled."""
    profile = browser.new_context()
    yield profile
    profile.close()


@pytest.fixture(scope="session")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Where a server of our own answers; its start takes seconds, so there is one for all tests.

    It keeps the runs that a test has trained.
    """
    with app_server(tmp_path_factory.mktemp("server")) as address:
        yield address
