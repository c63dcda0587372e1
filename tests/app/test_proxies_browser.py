"""The app behind proxies, in a real browser: below a path, and over a line that breaks."""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest

from tests.app.proxies import Proxy, proxy
from tests.app.server import app_server
from tests.patience import MILLISECONDS

STEPS = 3000  # of a training that a fast machine ends while the line is cut for long
STAGE = "document.querySelector('.stage .frame > canvas')?.stage"
#: Name of a page in the navigation, and what holds there when all that it fetches has come.
PAGES = {
    "Loss lab": f"document.querySelector('.lab canvas') && {STAGE}?.run",
    "Face run": f"{STAGE}?.run?.titles[0] === 'SV-Arc-Softmax'",
    "Lessons": "document.querySelector('h1')?.textContent.startsWith('Ten questions')",
}
TABLE = "height,width,label\n" + "".join(
    f"{k % 7 / 7 + 2 * (k % 3):.2f},{k % 5 / 5 - 2 * (k % 3):.2f},{'pqr'[k % 3]}\n"
    for k in range(300)
)


class Visit:
    """A page behind a proxy, and what went wrong there."""

    def __init__(self, browser: Any, line: Proxy) -> None:
        self.line = line
        self.page = browser.new_page(viewport={"width": 1366, "height": 900})
        self.page.set_default_timeout(MILLISECONDS)
        self.lost: list[str] = []
        self.page.on("response", self._note)
        self.page.on("pageerror", lambda error: self.lost.append(str(error)))

    def _note(self, answer: Any) -> None:
        # Streamlit asks for its own health below a page's address first, and then at the root.
        if answer.status >= 400 and "_stcore" not in answer.url:
            self.lost.append(f"{answer.status} {answer.url}")

    def open(self, path: str) -> None:
        self.page.goto(f"{self.line.address}/{path}")
        self.page.wait_for_selector(".stApp[data-test-script-state=notRunning]")

    def until(self, condition: str) -> None:
        self.page.wait_for_function(f"() => {condition}")

    def stage(self, expression: str) -> Any:
        return self.page.evaluate(f"() => {{ const stage = {STAGE}; return {expression}; }}")


@pytest.fixture(scope="module", params=["stripped", "kept"])
def line(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Proxy]:
    """A proxy that strips its path, as JupyterHub's, and a server that is served below one."""
    folder = tmp_path_factory.mktemp(request.param)
    if request.param == "stripped":
        with (
            app_server(folder) as address,
            proxy(urlsplit(address).netloc, "/user/ada/proxy/8501/", strips=True) as line,
        ):
            yield line
    else:
        with (
            app_server(folder, "/lectures/faces") as address,
            proxy(urlsplit(address).netloc, "/lectures/faces/") as line,
        ):
            yield line


@pytest.fixture(scope="module")
def visit(browser: Any, line: Proxy) -> Iterator[Visit]:
    visit = Visit(browser, line)
    yield visit
    assert visit.lost == []
    visit.page.close()


@pytest.mark.slow
def test_every_page_opens_below_a_path(visit: Visit) -> None:
    visit.open("")
    visit.until("document.querySelector('.opening')?.opening?.run")
    visit.page.locator(".opening .door", has_text="Play").click()
    visit.until(f"{STAGE}?.run && location.pathname.endsWith('/playground')")
    for name, condition in PAGES.items():
        visit.page.get_by_role("link", name=name).click()
        visit.until(condition)
        assert visit.page.locator(".stException").count() == 0


@pytest.mark.slow
def test_a_training_a_chart_and_a_file_come_below_a_path(visit: Visit) -> None:
    visit.open("playground?steps=50&seed=7")
    visit.until(f"{STAGE}?.run?.steps.at(-1) === 50 && !{STAGE}.followed")
    visit.page.wait_for_selector(".stage .js-plotly-plot")
    visit.page.get_by_role("button", name="Take away").click()
    menu = visit.page.locator(".takeaway")
    with visit.page.expect_download() as download:
        menu.get_by_role("button", name="Measures, CSV", exact=True).click()
    assert Path(download.value.path()).read_bytes().startswith(b"step,")


@pytest.mark.slow
@pytest.mark.parametrize("seconds", [3, 45])
def test_a_training_is_found_again_after_a_cut(browser: Any, address: str, seconds: int) -> None:
    """With a file of the reader's own, which no link could bring back."""
    with proxy(urlsplit(address).netloc) as line:
        visit = Visit(browser, line)
        visit.open(f"playground?steps={STEPS}&hidden=256&batch=128")
        page = visit.page
        page.locator("[data-testid=stSidebar] [data-testid=stSelectbox]").first.click()
        page.get_by_role("option", name="A CSV file of your own").click()
        page.set_input_files(
            "[data-testid=stFileUploader] input[type=file]",
            {"name": "table.csv", "mimeType": "text/csv", "buffer": TABLE.encode()},
        )
        visit.until(f"{STAGE}?.run?.classNames.join('') === 'pqr' && {STAGE}.followed")
        before = visit.stage("stage.run.steps.at(-1)")
        line.cut()
        visit.until("document.querySelector('.trouble').textContent")
        time.sleep(seconds)  # as long as the line is cut
        line.mend()
        visit.until(f"!document.querySelector('.trouble').textContent && {STAGE}?.run")
        visit.until(f"{STAGE}.run.steps.at(-1) > {before}")
        page.wait_for_selector(".stApp[data-test-connection-state=CONNECTED]")
        page.wait_for_selector(".stApp[data-test-script-state=notRunning]")
        assert visit.stage("stage.run.classNames") == ["p", "q", "r"]
        assert page.get_by_text("Choose a CSV file").count() == 0
        state = visit.stage("stage.controls.player.training.live?.state ?? 'over'")
        assert state == "training" or visit.stage("stage.run.steps.at(-1)") == STEPS
        page.close()
