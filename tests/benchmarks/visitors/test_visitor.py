"""A visitor who finds no server says so."""

from __future__ import annotations

import asyncio
import time

from benchmarks.harness.server import free_port
from benchmarks.visitors.visitor import Visitor


def test_a_visitor_who_finds_no_server_complains() -> None:
    visitor = Visitor(f"127.0.0.1:{free_port()}", seed=1)
    asyncio.run(visitor.visit(time.monotonic() + 1))
    assert len(visitor.complaints) == 1
    assert visitor.pages == []
