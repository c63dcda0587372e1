"""What several tests of the app share: a person's folders out of reach, and one pool."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from app.jobs import Pool, Store


@pytest.fixture(autouse=True)
def _own_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """No test reads or writes the cache of whoever runs it."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))


@pytest.fixture(scope="session")
def pool(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Pool]:
    """A pool with a real worker; its start takes seconds, so there is one for all tests."""
    pool = Pool(Store(tmp_path_factory.mktemp("runs")))
    pool.start()
    yield pool
    pool.close()


@pytest.fixture
def asleep(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Pool:
    """A pool whose worker is never started and that has no shipped run."""
    pool = Pool(Store(tmp_path / "runs", shipped=None))
    monkeypatch.setattr(pool, "start", lambda: None)
    return pool
