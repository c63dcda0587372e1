"""What it costs to be watched, and how quickly the page answers while six losses train.

* Training with and without somebody who follows its frames over the stage's socket and fetches
  the chart below it: steps a second, by turns.  The drawing in the watcher's browser is not in it.
* In a headless browser on this machine: from pressing Train to the first frame on the stage, and
  from a click (Pause, Resume) to the page that shows its effect.
"""

from __future__ import annotations

import asyncio
import json
import shutil
import statistics
import time
from collections.abc import Iterator
from typing import Any

from benchmarks.app_server import app_served, get
from benchmarks.following import served, told, watch
from benchmarks.setting import Setting
from benchmarks.table import table

STAGE = "document.querySelector('.stage canvas')?.stage"
SECONDS, ROUNDS, CLICKS = 10.0, 7, 10


def steps_per_second(host: str, seed: int, seconds: float, *, watched: bool) -> float:
    """Of a job that trains alone for so long."""
    begun = len(told(host)["jobs"])
    if watched:
        asyncio.run(watch(host, seed, seconds))
    else:
        json.loads(get(host, f"/train/{seed}"))
        time.sleep(seconds)
    steps = told(host)["jobs"][begun][1]
    get(host, "/leave")
    while any(state == "training" for state, _ in told(host)["jobs"]):
        time.sleep(0.1)
    return float(steps) / seconds


def in_a_browser(address: str, clicks: int) -> tuple[float, float, float, list[float]]:
    """Seconds to the first picture, cold and warm, from Train to the first frame, of each click."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=shutil.which("chromium"), args=["--no-sandbox"]
        )
        first = browser.new_page()
        cold = seconds_to_picture(first, address)
        first.wait_for_timeout(4000)  # the worker warms up beside the first page
        first.close()
        page = browser.new_page(viewport={"width": 1300, "height": 900})
        warm = seconds_to_picture(page, f"{address}/?steps=3000&seed=1")
        page.wait_for_selector(".stage .js-plotly-plot")
        page.wait_for_function(f"() => !{STAGE}.clock.playing")
        begun = time.perf_counter()
        page.get_by_role("button", name="Train", exact=True).click()
        page.wait_for_function(
            f"() => {STAGE}?.followed?.run && {STAGE}.run === {STAGE}.followed.run"
        )
        moving = time.perf_counter() - begun
        page.wait_for_timeout(1000)
        answers = []
        for _ in range(clicks):
            for press, shows in (("Pause", "Resume"), ("Resume", "Pause")):
                button = page.locator(".st-key-live-pause button")
                button.wait_for()
                begun = time.perf_counter()
                button.click()
                page.wait_for_function(
                    "shows => document.querySelector('.st-key-live-pause')"
                    "?.textContent.includes(shows)",
                    arg=shows,
                )
                answers.append(time.perf_counter() - begun)
                assert press != shows
                page.wait_for_timeout(150)
        browser.close()
    return cold, warm, moving, answers


def seconds_to_picture(page: Any, address: str) -> float:
    """From asking for the page to the first picture of the stage."""
    begun = time.perf_counter()
    page.goto(address)
    page.wait_for_function(f"() => {STAGE}?.timing.pictures > 0")
    return time.perf_counter() - begun


def report(setting: Setting) -> Iterator[str]:
    """Speed with and without a watcher, then the page."""
    seconds, rounds, clicks = (3.0, 1, 2) if setting.quick else (SECONDS, ROUNDS, CLICKS)
    with served() as host:
        while told(host)["worker"] is None:
            time.sleep(0.1)
        pairs = [
            (
                steps_per_second(host, 2 * turn, seconds, watched=False),
                steps_per_second(host, 2 * turn + 1, seconds, watched=True),
            )
            for turn in range(rounds)
        ]
    alone, seen = (statistics.median(values) for values in zip(*pairs, strict=True))
    ratio = statistics.median(b / a for a, b in pairs)
    yield table(
        ("six losses on digits, steps/s", "alone", "watched", "ratio"),
        [("", f"{alone:.0f}", f"{seen:.0f}", f"{ratio:.2f}")],
    )
    if shutil.which("chromium") is None:
        yield "The page is not measured: there is no program named chromium."
        return
    with app_served() as app:
        cold, warm, moving, answers = in_a_browser(f"http://{app.host}", clicks)
    worst = sorted(answers)[round(0.95 * (len(answers) - 1))]
    yield table(
        ("in a browser, milliseconds", ""),
        [
            ("first picture for the first visitor", f"{1000 * cold:.0f}"),
            ("first picture for the next", f"{1000 * warm:.0f}"),
            ("from Train to the first frame", f"{1000 * moving:.0f}"),
            ("a click while it trains, median", f"{1000 * statistics.median(answers):.0f}"),
            ("a click while it trains, 95 %", f"{1000 * worst:.0f}"),
        ],
    )
