"""How quickly a lesson opens on its stored results, in a headless browser on this machine.

The first visitor has come and gone: what is measured is what a class sees.  Beside it the
Playground, opened by turns in the same way, so that a ratio remains when the machine changes.
"""

from __future__ import annotations

import shutil
import statistics
import time
from collections.abc import Iterator
from typing import Any

from benchmarks.app_server import app_served
from benchmarks.setting import Setting
from benchmarks.table import table
from benchmarks.watching import seconds_to_picture

LESSON = "/lessons?lesson=sv_softmax"
CHART = "document.querySelector('.course-chart')?.chart"
TRAP = "document.querySelector('.st-key-slot-trap canvas')?.stage"
ROUNDS = 7


def until(page: Any, condition: str, begin: Any) -> float:
    """Seconds from doing something to a condition on the page."""
    begun = time.perf_counter()
    begin()
    page.wait_for_function(f"() => {condition}")
    return time.perf_counter() - begun


def opened(address: str, rounds: int) -> dict[str, list[float]]:
    """Seconds of each way to open, each time in a fresh tab."""
    from playwright.sync_api import sync_playwright

    seconds: dict[str, list[float]] = {
        name: [] for name in ("playground", "address", "click", "step", "run")
    }
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=shutil.which("chromium"), args=["--no-sandbox"]
        )
        # One profile, as a reader has: what a page fetched before need not be fetched again.
        profile = browser.new_context(viewport={"width": 1300, "height": 900})
        for turn in range(rounds + 1):
            page = profile.new_page()
            found = {"playground": seconds_to_picture(page, address)}
            page.goto(f"{address}/lessons")
            button = page.locator(".st-key-open-sv_softmax button")
            button.wait_for()
            page.wait_for_timeout(500)
            found["click"] = until(page, f"{CHART}?.drawn >= 0", button.click)
            page.close()
            page = profile.new_page()
            found["address"] = until(
                page, f"{CHART}?.drawn >= 0", lambda page=page: page.goto(f"{address}{LESSON}")
            )
            page.wait_for_timeout(500)
            found["step"] = until(
                page,
                "document.querySelector('.st-key-option-1')",
                lambda page=page: page.keyboard.press("ArrowRight"),
            )
            page.goto(f"{address}{LESSON}&at=6.play&present=true")
            page.wait_for_function(f"() => {CHART}?.drawn >= 0")
            page.wait_for_timeout(500)
            found["run"] = until(
                page,
                f"{TRAP}?.timing.pictures > 0",
                lambda page=page: page.keyboard.press("ArrowRight"),
            )
            page.close()
            if turn:  # the first one warms up
                for name, value in found.items():
                    seconds[name].append(value)
        browser.close()
    return seconds


def report(setting: Setting) -> Iterator[str]:
    """Medians, and each as a ratio to opening the Playground."""
    if shutil.which("chromium") is None:
        yield "The lesson is not measured: there is no program named chromium."
        return
    with app_served() as app:
        seconds = opened(f"http://{app.host}", 2 if setting.quick else ROUNDS)
    beside = statistics.median(seconds["playground"])
    words = {
        "playground": "the Playground, from its address to its picture",
        "address": "a lesson, from its address to its first figure",
        "click": "a lesson, from Open to its first figure",
        "step": "the next step, from the key to its options",
        "run": "a step with a stored run, from the key to its picture",
    }
    yield table(
        ("in a browser, warm, median", "milliseconds", "ratio"),
        [
            (words[name], f"{1000 * median:.0f}", f"{median / beside:.2f}")
            for name in words
            for median in [statistics.median(seconds[name])]
        ],
    )
