"""A student of the benchmark answers as a page does, and the wall knows when it was there."""

from __future__ import annotations

import asyncio

from app.hall.room import Phase
from benchmarks.visitors.hall_student import HallStudent, HallWall
from tests.app.hall.asking import DRAWN
from tests.app.hall.lines import hall


def test_it_answers_reloads_loses_the_line_and_counts_once() -> None:
    with hall() as served:
        room = served.room()
        room.go(DRAWN, Phase.ASKING)

        async def attend() -> HallWall:
            student = HallStudent(served.host, room.code, "answers")
            wall = HallWall(served.host, room.code, room.key)
            await wall.open()
            await student.come_in()
            await student.answer((70.0,))
            assert student.line
            await student.line.close()
            await student.come_in()
            assert student.mine == (70.0,)
            await student.send((65.0,))
            await student.line.lose()
            await student.come_in()
            await student.answer((65.0,))
            await wall.go(DRAWN, "answers")
            assert wall.seen[65.0,] > student.first_sent[65.0,]
            await wall.do({"do": "close"})
            await student.line.ended()
            assert student.line.code == 4404
            assert wall.line
            await wall.line.ended()
            return wall

        assert asyncio.run(attend()).answers == [(65.0,)]
