"""The record to take away."""

from __future__ import annotations

import io

from app.takeaway.record import record
from tests.app.runs import assert_same_run, flat
from toy_models.record import Run


def test_the_pieces_are_the_record() -> None:
    assert_same_run(Run.load(io.BytesIO(b"".join(record(flat())))), flat())
