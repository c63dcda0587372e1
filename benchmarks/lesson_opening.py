"""A lesson on its stored results, beside the Playground: opened and dragged in a headless browser.

The first visitor has left, so the server is warm, as it is for a class.  The Playground is opened
by turns in the same way, so that the ratio remains when the machine changes.  Then a figure of each
kind is dragged, picture by picture; the browser sets the pace, and its software renderer draws.
"""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable, Iterator
from typing import Any

from benchmarks.harness.browser import installed, launched, seconds_to_picture
from benchmarks.harness.options import Options
from benchmarks.harness.server import app_served
from benchmarks.harness.table import table

LESSON = "/lessons?lesson=sv_softmax"
FIGURE = "document.querySelector('.course-figure')?.figure"
OPTION = "document.querySelector('.st-key-option-1')"
CHART = "document.querySelector('.course-chart')?.chart"
TRAP = "document.querySelector('.st-key-slot-trap canvas')?.stage"
ROUNDS = 7
SETTLED = 1500  # milliseconds after which a page has loaded all that it opens with
PICTURES = 90
#: A figure of each kind: its words, where it is, and the variable that a hand moves.
DRAGGED = (
    ("a sample on the circle", "lesson=sv_softmax&at=1.page", "angle"),
    ("a marker on four curves", "lesson=mining&at=3.why-2", "step"),
    ("240 points of two planes", "lesson=angles&at=1.answer", "step"),
    ("dots of four losses", "lesson=mining&at=5.play", "seeds"),
)
#: Move a variable through its range; gives pictures a second and milliseconds of drawing each.
DRAG = """async ([name, pictures]) => {
    const { figure } = document.querySelector(".course-figure");
    const { low, high } = figure.variables.of(name);
    const next = () => new Promise((resolve) => requestAnimationFrame(resolve));
    figure.tour.pause();
    for (let i = 0; i < 10; i += 1) { figure.frames.request(); await next(); }
    const before = { ...figure.timing };
    const begun = performance.now();
    for (let i = 0; i < pictures; i += 1) {
        figure.touch(() => figure.variables.set(name, low + ((high - low) * i) / (pictures - 1)));
        await next();
    }
    await next();
    const milliseconds = performance.now() - begun;
    const drawn = figure.timing.pictures - before.pictures;
    return [(1000 * drawn) / milliseconds, (figure.timing.draw - before.draw) / drawn];
}"""


#: Wait for a key, and look at each picture whether its answer is there; keeps the milliseconds.
FROM_KEY = """() => {{
    window.answered = new Promise((resolve) => {{
        const heard = (event) => {{
            const look = () => {{
                if ({condition}) resolve(performance.now() - event.timeStamp);
                else requestAnimationFrame(look);
            }};
            look();
        }};
        addEventListener("keydown", heard, {{ capture: true, once: true }});
    }});
}}"""


Action = Callable[[], object]
Opened = dict[str, list[float]]


def until(
    page: Any, condition: str, begin: Action, clock: Callable[[], float] = time.perf_counter
) -> float:
    """Seconds from an action to a condition on the page."""
    begun = clock()
    begin()
    page.wait_for_function(f"() => {condition}")
    return clock() - begun


def from_key(page: Any, condition: str) -> float:
    """Seconds from the key that leads on to a condition on the page, by the browser's clock."""
    page.evaluate(FROM_KEY.format(condition=condition))
    page.keyboard.press("ArrowRight")
    return float(page.evaluate("() => window.answered")) / 1000


def opened(address: str, rounds: int) -> Opened:
    """Seconds of each way to open, each time in a new tab; the first round does not count."""
    with launched() as browser:
        # One profile, as a reader has: a file that one page has fetched is not fetched again.
        profile = browser.new_context(viewport={"width": 1300, "height": 900})
        found = [one_round(profile, address) for _ in range(rounds + 1)][1:]
    return {name: [seconds[name] for seconds in found] for name in found[0]}


def one_round(profile: Any, address: str) -> dict[str, float]:
    """Seconds of each way to open, once."""
    seconds: dict[str, float] = {}
    page = profile.new_page()
    seconds["playground"] = seconds_to_picture(page, f"{address}/playground")
    page.goto(f"{address}/lessons")
    button = page.locator(".st-key-open-sv_softmax button")
    button.wait_for()
    page.wait_for_timeout(SETTLED)
    seconds["click"] = until(page, OPTION, button.click)
    page.close()
    page = profile.new_page()
    seconds["address"] = until(
        page, f"{FIGURE}?.timing.pictures > 0", lambda: page.goto(f"{address}{LESSON}&at=1.page")
    )
    page.wait_for_timeout(SETTLED)
    seconds["step"] = from_key(page, OPTION)
    page.goto(f"{address}{LESSON}&at=6.play&present=true")
    page.wait_for_function(f"() => {CHART}?.drawn >= 0")
    page.wait_for_timeout(SETTLED)
    seconds["run"] = from_key(page, f"{TRAP}?.timing.pictures > 0")
    page.close()
    return seconds


def medians(seconds: Opened) -> str:
    """A table of medians, each also as a ratio to opening the Playground."""
    beside = statistics.median(seconds["playground"])
    words = {
        "playground": "the Playground, from its address to its picture",
        "address": "a lesson, from its address to its first figure",
        "click": "a lesson, from Open to its first question",
        "step": "the next step, from the key to its options",
        "run": "a step with a stored run, from the key to its picture",
    }
    return table(
        ("in a browser, warm, median", "milliseconds", "ratio"),
        [
            (words[name], f"{1000 * median:.0f}", f"{median / beside:.2f}")
            for name in words
            for median in [statistics.median(seconds[name])]
        ],
    )


def dragged(address: str, pictures: int) -> str:
    """A table of pictures a second while a figure of each kind is dragged."""
    rows = []
    with launched() as browser:
        for words, at, name in DRAGGED:
            page = browser.new_page(viewport={"width": 1300, "height": 900})
            page.goto(f"{address}/lessons?{at}&present=true")
            page.wait_for_function(f"() => {FIGURE}?.timing.pictures > 0")
            page.wait_for_timeout(500)
            rate, milliseconds = page.evaluate(DRAG, [name, pictures])
            rows.append((words, f"{rate:.0f}", f"{milliseconds:.1f}"))
            page.close()
    return table(("dragged in a lesson", "pictures/s", "drawing, ms"), rows)


def report(options: Options, *, browser: bool | None = None) -> Iterator[str]:
    """Two tables, or a sentence where there is no browser."""
    if not (installed() if browser is None else browser):
        yield "The lesson is not measured: there is no program named chromium."
        return
    with app_served() as app:
        address = f"http://{app.host}"
        yield medians(opened(address, 2 if options.quick else ROUNDS))
        yield dragged(address, 30 if options.quick else PICTURES)
