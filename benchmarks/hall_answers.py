"""A lecture hall of 100 answers together: does every answer count once, and when is it on the wall?

A question of lesson 2 is drawn by all within a few seconds; each draws twice, and the last counts.
A third of them load the page again between the two, and a third lose the line while an answer is
on its way.  Then the same beside somebody who sends a thousand answers a second.  At last the room
is closed.  All speak the protocol of the pages, on the machine of the server.
"""

from __future__ import annotations

import asyncio
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

import numpy as np

from benchmarks.harness.options import Options
from benchmarks.harness.processes import cpu_seconds, megabytes
from benchmarks.harness.server import Served, app_served
from benchmarks.harness.table import table
from benchmarks.sessions import quantiles, wait_until_warm
from benchmarks.visitors.hall_student import Drawn, HallStudent, HallWall, opened
from benchmarks.visitors.page import Page
from benchmarks.visitors.session import Session

LESSON, QUESTIONS = "scale", (3, 5)  # both are drawn
STUDENTS, QUICK_STUDENTS = 100, 12
SPREAD_SECONDS = 4.0  # in which all answer
AWAY_SECONDS = 0.5  # of a lost line
FLOOD = 1000.0  # answers a second
ANSWERS, RELOADS, LOSES = "only answers", "loads the page again", "loses the line"
OPENED = 10  # pages of each kind, to compare what they cost


def hall_of(host: str, code: str, students: int) -> list[HallStudent]:
    """A third of each kind."""
    return [HallStudent(host, code, (ANSWERS, RELOADS, LOSES)[k % 3]) for k in range(students)]


async def attend(student: HallStudent, at: int, drawn: Drawn, after: float) -> None:
    """Answer a question twice: with another value at first, and then with what counts."""
    await student.asked(at)
    await asyncio.sleep(after)
    await student.answer(tuple(value * 0.9 for value in drawn))
    assert student.line is not None
    if student.does == RELOADS:
        await student.line.close()
        await student.come_in()
    elif student.does == LOSES:
        await student.send(drawn)
        await student.line.lose()
        await asyncio.sleep(AWAY_SECONDS)
        await student.come_in()
    await student.answer(drawn)


async def answer_together(
    wall: HallWall, students: Sequence[HallStudent], at: int, spread: float
) -> list[Drawn]:
    """Ask a question, let all answer, show the answers; what counts of each student."""
    await wall.go(at, "asking")
    draw = np.random.default_rng(at)
    await asyncio.gather(*(student.asked(at) for student in students))
    ask = students[0].question["figures"][0]["ask"]
    low, high, places = ask["low"], ask["high"], len(ask["places"])
    # Of each student another number, which finds its way back from the wall.
    values = np.round(np.linspace(low + 0.3 * (high - low), high, len(students)), 3)
    drawn = [(float(value),) * places for value in values]
    after = draw.uniform(0, spread, len(students))
    await asyncio.gather(
        *(attend(*each) for each in zip(students, [at] * len(students), drawn, after, strict=True))
    )
    await wall.go(at, "answers")
    return drawn


def outcome(
    wall: HallWall, students: Sequence[HallStudent], drawn: Sequence[Drawn], others: int = 0
) -> str:
    """Which answers count, and after how many milliseconds each was on the wall.

    Args:
        wall: of the room.
        students: who answered.
        drawn: what each of them means in the end.
        others: how many more may have answered.
    """
    counted, meant = Counter(wall.answers), list(zip(students, drawn, strict=True))
    late = [wall.seen[want] - each.first_sent[want] for each, want in meant if want in wall.seen]
    rows = []
    for does in dict.fromkeys(student.does for student in students):
        those = [want for student, want in meant if student.does == does]
        once = sum(counted[want] == 1 for want in those)
        rows.append((does, f"{len(those)}", f"{once}"))
    more = len(wall.answers) - len(students)
    median, high, longest = quantiles(late)
    return (
        table(("", "students", "counted once"), rows)
        + f"\nAnswers on the wall beyond these: {more}, of {others} who may have more"
        + f"\nFrom the student to the wall, milliseconds: {median}, 95 % {high}, longest {longest}"
    )


@contextmanager
def flooding(host: str, code: str, seconds: float) -> Iterator[subprocess.Popen[str]]:
    """Somebody who sends a thousand answers a second, in a process of their own."""
    arguments = (host, code, f"{FLOOD}", f"{seconds}")
    command = [sys.executable, "-m", "benchmarks.visitors.hall_flood", *arguments]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        try:
            yield process
        finally:
            process.kill()


async def two_questions(served: Served, count: int, spread: float) -> list[str]:
    """A room from its opening to its end."""
    code, key = await asyncio.to_thread(opened, served.host, LESSON)
    wall, students = HallWall(served.host, code, key), hall_of(served.host, code, count)
    empty = megabytes(served.pid)
    await wall.open()
    await asyncio.gather(*(student.come_in() for student in students))
    full, used = megabytes(served.pid), cpu_seconds(served.pid)
    texts = []
    drawn = await answer_together(wall, students, QUESTIONS[0], spread)
    used = cpu_seconds(served.pid) - used
    texts.append(
        f"{count} students\n{outcome(wall, students, drawn)}\nProcessor time of the server for "
        f"two answers of each: {used:.2f} s"
    )
    await wall.go(QUESTIONS[1], "asking")
    seconds = spread + 2
    with flooding(served.host, code, seconds) as somebody:
        assert somebody.stdout is not None
        await asyncio.to_thread(somebody.stdout.readline)
        drawn = await answer_together(wall, students, QUESTIONS[1], spread)
        words = (await asyncio.to_thread(somebody.communicate))[0].strip()
    texts.append(
        f"Beside somebody who sends {FLOOD:g} answers a second: {words}\n"
        f"{outcome(wall, students, drawn, others=1)}"
    )
    await wall.do({"do": "close"})
    assert wall.line is not None
    await wall.line.ended()
    lines = [student.line for student in students if student.line]
    for line in lines:
        await line.ended()
    ends = Counter(line.code for line in lines)
    texts.append(
        f"The room is closed: {ends[4404]} of {count} lines ended by the server\n"
        f"Memory of the server, MB: {empty:.0f} before, {full:.0f} with all, "
        f"{megabytes(served.pid):.0f} after"
    )
    return texts


async def cost_of_pages(served: Served, count: int) -> str:
    """What a student's page costs the server, beside a lesson's page in Streamlit."""
    code, key = await asyncio.to_thread(opened, served.host, LESSON)
    wall = HallWall(served.host, code, key)
    await wall.open()
    await wall.go(QUESTIONS[0], "asking")
    sessions = [Session(served.host, Page(), [], opens="lessons") for _ in range(count + 1)]
    students = [HallStudent(served.host, code, ANSWERS) for _ in range(count + 1)]
    await sessions[0].open(f"lesson={LESSON}&at=2.predict")  # the first of each does not count
    await students[0].come_in()
    times = [cpu_seconds(served.pid)]
    for session in sessions[1:]:
        await session.open(f"lesson={LESSON}&at=2.predict")
        await session.rerun()
    times.append(cpu_seconds(served.pid))
    for student in students[1:]:
        await student.come_in()
        places = len(student.question["figures"][0]["ask"]["places"])
        await student.answer((1.0,) * places)
    times.append(cpu_seconds(served.pid))
    lesson, hall = (1000 * float(used) / count for used in np.diff(times))
    for session in sessions:
        await session.close()
    await wall.do({"do": "close"})
    for line in (wall.line, *(student.line for student in students)):
        assert line is not None
        await line.ended()
    return table(
        ("processor time of the server, ms", "lesson", "hall", "ratio"),
        [("a page is opened and answers once", f"{lesson:.0f}", f"{hall:.0f}",
          f"{lesson / max(hall, 0.1):.0f}")],
    )  # fmt: skip


def report(
    options: Options, *, students: int | None = None, spread: float = SPREAD_SECONDS
) -> Iterator[str]:
    """A room of many, then what a page costs.

    Args:
        options: of the command.
        students: in the room.
        spread: seconds in which all answer.
    """
    count = students or (QUICK_STUDENTS if options.quick else STUDENTS)
    with app_served() as served:
        wait_until_warm(served)
        yield from asyncio.run(two_questions(served, count, spread))
        yield asyncio.run(cost_of_pages(served, OPENED))
