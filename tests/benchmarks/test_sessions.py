"""The benchmark of sessions, with two of them for seconds: the first job loads its data."""

from __future__ import annotations

import math
import os
import re

from benchmarks.sessions import Watched, get, megabytes, quantiles, report, served
from benchmarks.setting import Setting


def test_report() -> None:
    pace, fairness, memory = report(Setting(quick=True), clients=2, seconds=6.0)
    assert pace.startswith("2 sessions for 6 seconds; 0 of them lost\n")
    for row in ("an answer of the server", "from frames to frames"):
        assert re.search(rf"{row} +\d+ +\d+", pace)
    assert re.match(r"Steps of a job: [1-9][\d,]* to [\d,]+; the least has \d+% of", fairness)
    assert [line.split("  ")[0] for line in memory.splitlines()] == [
        "memory, MB",
        "before",
        "2 jobs",
        "all gone",
    ]


def test_the_server_answers() -> None:
    with served() as host:
        assert get(host, "/health") == b"ok"


def test_intervals_and_quantiles() -> None:
    watched = Watched(arrivals=[1.0, 1.5, 3.5])
    assert watched.intervals == [0.5, 2.0]
    assert quantiles([0.1] * 99 + [5.0]) == ("100", "100")
    assert quantiles([]) == ("-", "-")


def test_memory_of_a_process() -> None:
    assert megabytes(os.getpid()) > 10 or math.isnan(megabytes(os.getpid()))
    assert math.isnan(megabytes(-1))
