"""One who floods a room is heard as often as a seat may, and the room stays well."""

from __future__ import annotations

import asyncio
import time

from app.hall.limits import Limits
from app.hall.room import Phase
from benchmarks.visitors.hall_flood import flood
from benchmarks.visitors.hall_student import HallStudent
from tests.app.hall.asking import DRAWN
from tests.app.hall.lines import hall
from tests.app.runs import wait_until


def test_of_a_flood_only_a_few_are_heard() -> None:
    with hall(Limits(answers_a_second=10.0, answers_at_once=5)) as served:
        room = served.room()
        room.go(DRAWN, Phase.ASKING)
        student = HallStudent(served.host, room.code, "floods")
        begun = time.monotonic()
        sent, heard = asyncio.run(flood(student, a_second=1000.0, seconds=0.8))
        assert heard < sent
        assert 1 <= heard <= 6 + 10 * (time.monotonic() - begun)
        wait_until(lambda: room.here == 0, "the line's end")
        assert len(room.answers()) == 1
