"""A class of 30 who pause and a hall of 100: who begins, who ends, who is left waiting.

Thirty train at the same time and pause as soon as they see their training move; there are places
for 24, so the last six need what the others give up.  Then a hundred train once: a third pause, a
third reload the page, ten lose the line.  All make the requests of a browser, in Streamlit's own
protocol, on the machine of the server.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Iterator, Sequence

import numpy as np

from benchmarks.harness.options import Options
from benchmarks.harness.ordered import NOT_FOUND, WITHOUT_RUN, judge
from benchmarks.harness.processes import megabytes
from benchmarks.harness.server import app_served
from benchmarks.harness.table import table
from benchmarks.sessions import quantiles, wait_until_warm
from benchmarks.visitors.student import LOSES, PAUSES, RELOADS, TRAINS, Student

CLASS, HALL, LOST = 30, 100, 10
PAUSE_SECONDS = 30.0  # longer than a training that stands still keeps its place
LINE_SECONDS = 20.0
STEPS = 600  # of a training
NOT_FOUND_STATUS = "404"  # as a student notes it
SECONDS, QUICK_SECONDS = 600.0, 120.0  # after which those who are not done have waited in vain


def class_of(host: str, students: int, pause: float, steps: int = STEPS) -> list[Student]:
    """All of them pause."""
    return [Student(host, seed, PAUSES, steps, pause) for seed in range(1, students + 1)]


def hall_of(host: str, students: int, lost: int, away: float, steps: int = STEPS) -> list[Student]:
    """A third pause, a third reload; of the others some lose the line."""
    left = [LOSES] * lost + [TRAINS] * students
    doing = [[PAUSES, RELOADS, ""][k % 3] or left.pop(0) for k in range(students)]
    return [Student(host, 1000 + k, does, steps, away) for k, does in enumerate(doing)]


async def attend_all(students: Sequence[Student], seconds: float) -> None:
    """Let all come at the same time."""
    until = time.monotonic() + seconds
    await asyncio.gather(*(student.attend(until) for student in students))


def exceeded(students: Sequence[Student]) -> list[str]:
    """The limits that were passed, in sentences."""
    failed = sum(bool(student.why) for student in students)
    missing = sum(student.why == NOT_FOUND_STATUS for student in students)
    found = []
    if failed > WITHOUT_RUN:
        found.append(f"{failed} of {len(students)} without their run, at most {WITHOUT_RUN}")
    if missing > NOT_FOUND:
        found.append(f"{missing} of {len(students)} got 404, at most {NOT_FOUND}")
    return found


def outcome(students: Sequence[Student]) -> str:
    """For each thing that students do: how many began and ended, and after how many seconds."""
    rows = []
    for does in dict.fromkeys(student.does for student in students):
        those = [student for student in students if student.does == does]
        begun = [student.begun for student in those if student.begun == student.begun]
        ended = [student.ended for student in those if student.ended == student.ended]
        rows.append((does, len(those), len(begun), len(ended), *_seconds(begun), *_seconds(ended)))
    failed = [f"{student.does}: {student.why}" for student in students if student.why]
    parts = [seconds for student in students for seconds in student.fragments]
    median, high, longest = quantiles(parts)
    return "\n".join(
        [
            table(
                ("", "students", "began", "ended", "begin, median", "last", "end, median", "last"),
                [tuple(map(str, row)) for row in rows],
            ),
            f"A part of the page again, milliseconds: {median}, 95 % {high}, longest {longest}",
            f"{len(failed)} of {len(students)} without their run, at most {WITHOUT_RUN}"
            + "".join(f"; {why}" for why in dict.fromkeys(failed)),
        ]
    )


def _seconds(values: Sequence[float]) -> tuple[str, str]:
    return (f"{np.median(values):.0f} s", f"{max(values):.0f} s") if values else ("-", "-")


def report(
    options: Options,
    *,
    students: tuple[int, int, int] | None = None,
    away: tuple[float, float] = (PAUSE_SECONDS, LINE_SECONDS),
    seconds: float | None = None,
    steps: int = STEPS,
) -> Iterator[str]:
    """The class that pauses, and the hall.  Raises Exceeded in the end if somebody got no run.

    Args:
        options: of the command.
        students: in the class, in the hall, and how many of these lose the line.
        away: seconds of a pause in the class, and of what happens in the hall.
        seconds: of each at most.
        steps: of a training.
    """
    in_class, in_hall, lost = students or ((26, 12, 2) if options.quick else (CLASS, HALL, LOST))
    seconds = seconds or (QUICK_SECONDS if options.quick else SECONDS)
    passed: list[str] = []
    with app_served() as served:
        wait_until_warm(served)
        for people in (
            class_of(served.host, in_class, away[0], steps),
            hall_of(served.host, in_hall, lost, away[1], steps),
        ):
            before = megabytes(served.pid), megabytes(served.worker)
            asyncio.run(attend_all(people, seconds))
            passed += exceeded(people)
            yield (
                f"{len(people)} students\n{outcome(people)}\n"
                f"Memory: server {before[0]:.0f} to {megabytes(served.pid):.0f} MB, "
                f"worker {before[1]:.0f} to {megabytes(served.worker):.0f} MB"
            )
    judge(passed)
