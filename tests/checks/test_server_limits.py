"""The limits on the page are those of the server."""

from __future__ import annotations

from app.jobs.limits import Limits
from checks.server_limits import CONFIG, limits


def test_each_is_read_where_it_is_set() -> None:
    found = limits()
    assert found["training"] == Limits()
    assert CONFIG.is_file()
    assert found["session"]["away"] == Limits().grace_seconds
    for part in ("uploads", "takeaways", "store", "run"):
        assert all(value > 0 for value in found[part].values())
