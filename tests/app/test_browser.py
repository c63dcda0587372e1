"""The app in a real browser: it opens by itself, replays without the server, and trains."""

from __future__ import annotations

import importlib.util
import os
import shutil
import socket
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest

import app
from app.figures.palette import DARK, LIGHT, class_colour
from app.figures.panels import predicted_on_circle
from app.figures.replay import RING_ANGLES
from app.jobs.store import SHIPPED
from tests.app.runs import wait_until
from toy_models.gentle import FIRST_RUN
from toy_models.record import Result

MILLISECONDS = 60_000  # to wait for anything in the browser
MAIN = Path(app.__file__).with_name("main.py")
WEBGL = ["--use-gl=angle", "--use-angle=swiftshader", "--enable-unsafe-swiftshader"]
LABEL = ".js-plotly-plot .slider-current-value, .js-plotly-plot .slider-label"


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    """Chromium.  Where there is none the tests are skipped, but not where all must run."""
    chromium = shutil.which("chromium")
    if chromium is None or importlib.util.find_spec("playwright") is None:
        reason = "These tests need Playwright and a program named chromium."
        if os.environ.get("CI"):
            pytest.fail(reason)
        pytest.skip(reason)
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        chrome = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox", *WEBGL])
        yield chrome
        chrome.close()


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Where a server of our own answers."""
    folder = tmp_path_factory.mktemp("server")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    address = f"http://127.0.0.1:{port}"
    command = [sys.executable, "-m", "streamlit", "run", str(MAIN)]
    options = ["--server.port", str(port), "--server.address", "127.0.0.1"]
    with (
        (folder / "log").open("wb") as log,
        subprocess.Popen(
            [*command, *options],
            env=os.environ | {"XDG_CACHE_HOME": str(folder / "cache")},
            stdout=log,
            stderr=subprocess.STDOUT,
        ) as server,
    ):

        def healthy() -> bool:
            assert server.poll() is None, (folder / "log").read_text()
            try:
                with urllib.request.urlopen(f"{address}/_stcore/health", timeout=1) as answer:
                    return bool(answer.status == 200)
            except OSError:
                return False

        try:
            wait_until(healthy, "a server that answers")
            yield address
        finally:
            server.terminate()
            server.wait(30)


class Visit:
    """A page of the app, and all that it asks for, says and sends."""

    def __init__(self, browser: Any, address: str, *, scheme: str, width: int = 1024) -> None:
        viewport = {"width": width, "height": 900}
        self.page = browser.new_page(viewport=viewport, color_scheme=scheme)
        self.page.set_default_timeout(MILLISECONDS)
        self.hosts: set[str | None] = set()
        self.complaints: list[str] = []
        self.sent: list[Any] = []  # to the server, over the web socket
        self.page.on("request", lambda request: self.hosts.add(urlsplit(request.url).hostname))
        self.page.on("pageerror", self._note_error)
        self.page.on("console", self._note)
        self.page.on("websocket", self._listen)
        self.page.goto(address)
        self.page.wait_for_selector(LABEL)
        self.rest()
        self.opened_at = self.shown_step()

    def _note_error(self, error: Any) -> None:
        # Plotly gives up the promise of an animation that another one ends, and nobody awaits it.
        if str(error) != "undefined":
            self.complaints.append(str(error))

    def _note(self, message: Any) -> None:
        if message.type == "error":
            self.complaints.append(message.text)

    def _listen(self, websocket: Any) -> None:
        self.hosts.add(urlsplit(websocket.url).hostname)
        websocket.on("framesent", lambda frame: self.sent.append(frame))

    def rest(self) -> None:
        """Wait until the page's script has ended."""
        self.page.wait_for_selector(".stApp[data-test-script-state=notRunning]")

    def shown_step(self) -> str:
        step: str = self.page.locator(LABEL).first.text_content()
        return step

    def wait_for_step(self, condition: str) -> None:
        """Until the label of the slider, called `step`, is so."""
        body = f"label => (step => {condition})(document.querySelector(label).textContent)"
        self.page.wait_for_function(body, arg=LABEL)

    def background(self) -> str:
        colour: str = self.page.evaluate(
            "getComputedStyle(document.querySelector('.stApp')).backgroundColor"
        )
        return colour

    def texts(self, selector: str) -> list[str]:
        found: list[str] = self.page.locator(selector).all_text_contents()
        return found

    def assert_sound(self) -> None:
        assert self.hosts == {"127.0.0.1"}
        assert self.complaints == []
        assert self.page.locator(".stException").count() == 0


@pytest.fixture(scope="module")
def light(browser: Any, address: str) -> Iterator[Visit]:
    visit = Visit(browser, address, scheme="light")
    yield visit
    visit.page.close()


@pytest.fixture(scope="module")
def dark(browser: Any, address: str) -> Iterator[Visit]:
    visit = Visit(browser, address, scheme="dark", width=1400)
    yield visit
    visit.page.close()


def rgb(colour: str) -> str:
    return "rgb({}, {}, {})".format(*(int(colour[at : at + 2], 16) for at in (1, 3, 5)))


def first_run() -> Result:
    return Result.load(SHIPPED / f"{FIRST_RUN.digest}.npz")


def ring_colours(visit: Visit) -> list[str]:
    """Of the outer ring of the first panel, as they are painted."""
    found: list[str] = visit.page.evaluate(
        "[...document.querySelectorAll('.subplot.xy .scatterlayer .trace')]"
        ".map(trace => [...trace.querySelectorAll('path.point')].map(dot => dot.style.fill))"
        f".find(colours => colours.length == {len(RING_ANGLES)})"
    )
    return found


def expected_ring(k: int) -> list[str]:
    predicted = predicted_on_circle(first_run().weights(k, 0), RING_ANGLES)
    return [rgb(class_colour(int(c))) for c in predicted]


def test_the_page_opens_by_itself_with_six_panels(light: Visit) -> None:
    light.assert_sound()
    titles = light.texts(".js-plotly-plot .annotation-text")
    expected = [*first_run().titles, "Test accuracy", "Angle gap", "With support vectors"]
    assert len(first_run().titles) == 6
    assert [title.startswith(name) for title, name in zip(titles, expected, strict=True)] == [
        True
    ] * 9
    assert light.opened_at == f"step {first_run().steps_K[-1]}"
    captions = " ".join(light.texts("[data-testid=stCaptionContainer]"))
    assert "Data: digits, 500 training samples shown" in captions
    assert "several seeds" in captions


def test_nothing_hangs_over_at_1024_pixels(light: Visit) -> None:
    for element in ("document.documentElement", "document.querySelector('.stMain')"):
        wide, room = light.page.evaluate(f"[{element}.scrollWidth, {element}.clientWidth]")
        assert wide <= room <= 1024
    right = light.page.evaluate(
        "Math.max(...[...document.querySelectorAll('.js-plotly-plot')]"
        ".map(plot => plot.getBoundingClientRect().right))"
    )
    assert right <= 1024


def test_playing_and_scrubbing_ask_the_server_nothing(light: Visit) -> None:
    rail = light.page.locator(".slider-rail-touch-rect")
    sent = len(light.sent)
    box = rail.bounding_box()
    light.page.mouse.click(box["x"] + box["width"] - 1, box["y"] + 5)
    last = f"step {first_run().steps_K[-1]}"
    light.wait_for_step(f"step == {last!r}")
    assert ring_colours(light) == expected_ring(len(first_run().steps_K) - 1)
    play, pause = (light.page.locator(".updatemenu-button").nth(n) for n in (0, 1))
    play.click()
    light.wait_for_step(f"step != {last!r}")
    pause.click()
    light.page.mouse.click(box["x"] + 1, box["y"] + 5)
    light.wait_for_step("step == 'step 0'")
    light.page.wait_for_function(
        "text => document.querySelector('.subplot.xy').textContent.includes(text)",
        arg=f"test accuracy {first_run().test_accuracy_KL[0, 0]:.0%}",
    )
    assert ring_colours(light) == expected_ring(0)
    assert expected_ring(0) != expected_ring(-1)
    assert len(light.sent) == sent
    light.assert_sound()


def test_light_and_dark_follow_the_system(light: Visit, dark: Visit) -> None:
    assert light.background() == rgb(LIGHT.paper)
    assert dark.background() == rgb(DARK.paper)
    for visit, theme in ((light, LIGHT), (dark, DARK)):
        ink = visit.page.evaluate(
            "document.querySelector('.js-plotly-plot .annotation-text').style.fill"
        )
        assert ink == rgb(theme.ink)
        visit.assert_sound()


def test_other_data_are_trained_and_shown(dark: Visit) -> None:
    page = dark.page
    page.locator(".st-key-data input").click()
    page.get_by_role("option", name="Blobs").click()
    page.wait_for_selector(".st-key-blobs_samples")
    dark.rest()
    page.get_by_text("Network and schedule").click()
    sent = len(dark.sent)
    for key in ("blobs_samples", "steps"):
        page.locator(f".st-key-{key} input[type=range]").press("Home")
    page.wait_for_function("location.search.includes('steps=50')")
    assert len(dark.sent) == sent  # moving what is read at Train reruns nothing
    page.get_by_role("button", name="Train").click()
    shown = page.get_by_text("Data: blobs, 100 training samples shown. 50 of 50 steps")
    shown.wait_for()
    dark.rest()
    dark.wait_for_step("step == 'step 50'")
    assert "data=" in page.evaluate("location.search")
    assert page.locator(".stAlert").count() == 0
    dark.assert_sound()
