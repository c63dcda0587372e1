"""Live training: its speed with and without a watcher, and how quickly the page answers meanwhile.

* Steps a second with and without a watcher, who follows the frames over the stage's socket and
  fetches the chart below it, by turns.  The drawing in a browser is not included.
* In a headless browser on this machine: the time from a moved slider to the first frame of its
  training on the stage, and from a click (pause, go on) to its effect in the player.
"""

from __future__ import annotations

import asyncio
import json
import statistics
import time
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Protocol

from benchmarks.harness.browser import STAGE, installed, launched, seconds_to_picture
from benchmarks.harness.options import Options
from benchmarks.harness.server import app_served, get
from benchmarks.harness.table import table
from benchmarks.visitors.watcher import jobs, served, watch

#: JavaScript: the stage shows frames of a training.
FOLLOWS = f"{STAGE}?.followed?.run && {STAGE}.run === {STAGE}.followed.run"
#: A training that lasts for all clicks.
LASTS = "steps=3000&hidden=256&batch=128&seed=1"
SECONDS, ROUNDS, CLICKS = 10.0, 7, 10


class Speed(Protocol):
    """Steps a second of a job with this seed."""

    def __call__(self, seed: int, *, watched: bool) -> float:
        """Train for a while."""


def steps_per_second(host: str, seed: int, seconds: float, *, watched: bool) -> float:
    """Speed of a job that trains alone for so many seconds."""
    begun = len(jobs(host)["jobs"])
    if watched:
        asyncio.run(watch(host, seed, seconds))
    else:
        json.loads(get(host, f"/train/{seed}"))
        time.sleep(seconds)
    steps = jobs(host)["jobs"][begun][1]
    get(host, "/leave")
    while any(state == "training" for state, _ in jobs(host)["jobs"]):
        time.sleep(0.1)
    return float(steps) / seconds


@dataclass(frozen=True)
class Answers:
    """How quickly the page answers.  All times in seconds."""

    cold: float  # to the first picture for the first visitor
    warm: float  # to the first picture for the next
    training: float  # from a moved slider to the first frame, its rest included
    clicks: list[float]  # from each click to its effect


def answers(address: str, clicks: int) -> Answers:
    """Open the page twice, change a training, then pause it and let it go on."""
    with launched() as browser:
        first = browser.new_page()
        cold = seconds_to_picture(first, f"{address}/playground")
        first.wait_for_timeout(4000)  # the worker warms up beside the first page
        first.close()
        page = browser.new_page(viewport={"width": 1300, "height": 900})
        warm = seconds_to_picture(page, f"{address}/playground")
        page.goto(f"{address}/playground?{LASTS}")  # it trains at once
        page.wait_for_function(f"() => {FOLLOWS}")
        source = page.evaluate(f"{STAGE}.source")
        begun = time.perf_counter()
        page.locator(".st-key-noise input[type=range]").press("ArrowRight")
        page.wait_for_function(f"source => {STAGE}.source !== source && {FOLLOWS}", arg=source)
        training = time.perf_counter() - begun
        page.wait_for_timeout(1000)
        states = ["paused", "training"] * clicks
        return Answers(cold, warm, training, [seconds_to_toggle(page, state) for state in states])


def seconds_to_toggle(page: Any, state: str) -> float:
    """From a click on the player's first button until the training has this state there."""
    begun = time.perf_counter()
    page.locator(".stage .player button").first.click()
    page.wait_for_function(
        f"state => {STAGE}.controls.player.training.live?.state === state", arg=state
    )
    seconds = time.perf_counter() - begun
    # The picture goes on to the newest step; until it is there the button would stop the picture.
    label = {"paused": "Play", "training": "Pause"}[state]
    page.locator(f".stage .player button[title={label}]").wait_for()
    page.wait_for_timeout(150)
    return seconds


def compared(speeds: Speed, rounds: int) -> str:
    """A table of the speed without and with a watcher, who takes every second turn."""
    pairs = [
        (speeds(2 * turn, watched=False), speeds(2 * turn + 1, watched=True))
        for turn in range(rounds)
    ]
    alone, watched = (statistics.median(values) for values in zip(*pairs, strict=True))
    ratio = statistics.median(b / a for a, b in pairs)
    return table(
        ("six losses on digits, steps/s", "alone", "watched", "ratio"),
        [("", f"{alone:.0f}", f"{watched:.0f}", f"{ratio:.2f}")],
    )


def report(options: Options) -> Iterator[str]:
    """Speed with and without a watcher, then the page."""
    seconds, rounds, clicks = (3.0, 1, 2) if options.quick else (SECONDS, ROUNDS, CLICKS)
    with served() as host:
        while jobs(host)["worker"] is None:
            time.sleep(0.1)

        def speed(seed: int, *, watched: bool) -> float:
            return steps_per_second(host, seed, seconds, watched=watched)

        yield compared(speed, rounds)
    yield from page_report(clicks, browser=installed())


def page_report(clicks: int, *, browser: bool) -> Iterator[str]:
    """How quickly the page answers, or a sentence where there is no browser."""
    if not browser:
        yield "The page is not measured: there is no program named chromium."
        return
    with app_served() as app:
        found = answers(f"http://{app.host}", clicks)
    worst = sorted(found.clicks)[round(0.95 * (len(found.clicks) - 1))]
    yield table(
        ("in a browser, milliseconds", ""),
        [
            ("first picture for the first visitor", f"{1000 * found.cold:.0f}"),
            ("first picture for the next", f"{1000 * found.warm:.0f}"),
            ("from a moved slider to the first frame", f"{1000 * found.training:.0f}"),
            ("a click while it trains, median", f"{1000 * statistics.median(found.clicks):.0f}"),
            ("a click while it trains, 95 %", f"{1000 * worst:.0f}"),
        ],
    )
