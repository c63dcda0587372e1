"""Somebody in a room who sends answers as fast as the line takes them, at most so many a second.

`python -m benchmarks.visitors.hall_flood HOST CODE A_SECOND SECONDS` says what it sent, and how
many of that the server has heard.
"""

from __future__ import annotations

import asyncio
import sys
import time

from websockets.exceptions import ConnectionClosed

from benchmarks.visitors.hall_student import HallStudent

BURST_SECONDS = 0.02  # from one burst to the next


async def flood(student: HallStudent, a_second: float, seconds: float) -> tuple[int, int]:
    """Send for so many seconds; how many answers were written to the line, and heard."""
    await student.come_in()
    print("in", flush=True)
    begun, sent = time.perf_counter(), 0
    places = len(student.question["figures"][0]["ask"]["places"])
    try:
        async with asyncio.timeout(seconds):
            while True:
                due = int((time.perf_counter() - begun) * a_second)
                while sent < due:
                    await student.send((float(sent % 2),) * places)
                    sent += 1
                await asyncio.sleep(BURST_SECONDS)
    except (TimeoutError, ConnectionClosed):
        pass
    assert student.line is not None
    await student.line.lose()
    return sent, student.heard


def main(host: str, code: str, a_second: float, seconds: float) -> None:
    """Flood, and say what became of it."""
    sent, heard = asyncio.run(flood(HallStudent(host, code, "floods"), a_second, seconds))
    print(f"{sent} answers sent in {seconds:g} seconds, {heard} of them heard")


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], float(sys.argv[3]), float(sys.argv[4]))
