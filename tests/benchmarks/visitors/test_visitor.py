"""A visitor who finds no server says so, and the step of a training is read from its messages."""

from __future__ import annotations

import asyncio
import time

from app.stage.payload import frames_message
from benchmarks.harness.server import free_port
from benchmarks.visitors.visitor import Visitor, step_in


def test_a_visitor_who_finds_no_server_complains() -> None:
    visitor = Visitor(f"127.0.0.1:{free_port()}", seed=1)
    asyncio.run(visitor.visit(time.monotonic() + 1))
    assert len(visitor.complaints) == 1
    assert visitor.pages == []


def test_a_message_of_the_stage_says_how_far_the_training_is() -> None:
    assert step_in(frames_message([], "test accuracy", {"step": 123, "state": "training"})) == 123
