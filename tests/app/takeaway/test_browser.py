"""The take-away in a real browser: pictures, the replay with the network off, charts, links."""

from __future__ import annotations

import base64
import csv
import io
import json
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest

from app.takeaway.replay import replay
from app.toy_runs.comparison import scene_of
from app.toy_runs.store import SHIPPED
from tests.app.runs import flat, wait_until
from tests.patience import MILLISECONDS
from toy_models.first_run import FIRST_RUN
from toy_models.record import Run

pytestmark = pytest.mark.slow  # each file is made by a whole page in a browser

SVG = "{http://www.w3.org/2000/svg}"
STAGE = "document.querySelector('.stage canvas').stage"


def first_run() -> Run:
    return Run.load(SHIPPED / f"{FIRST_RUN.digest}.npz")


class Visit:
    """A page with its take-away menu open."""

    def __init__(self, browser: Any, address: str, scheme: str = "light") -> None:
        self.context = browser.new_context(
            viewport={"width": 1200, "height": 900}, color_scheme=scheme, reduced_motion="reduce"
        )
        self.page = self.context.new_page()
        self.page.set_default_timeout(MILLISECONDS)
        self.complaints: list[str] = []
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))
        self.page.on("dialog", lambda dialog: self.complaints.append(dialog.message))
        self.page.goto(address)
        self.page.wait_for_function(f"document.querySelector('.stage canvas') && {STAGE}.run")
        self.page.wait_for_selector(".stage .js-plotly-plot")
        self.page.wait_for_selector(".stApp[data-test-script-state=notRunning]")

    def open_menu(self) -> None:
        self.page.get_by_role("button", name="Take away").click()
        self.page.wait_for_selector(".takeaway section")

    def saved(self, button: str) -> tuple[str, bytes]:
        """The name and the content of the file that a button saves."""
        with self.page.expect_download() as download:
            self.page.locator(".takeaway").get_by_role("button", name=button, exact=True).click()
        return download.value.suggested_filename, Path(download.value.path()).read_bytes()

    def stage(self, expression: str) -> Any:
        return self.page.evaluate(f"() => {{ const stage = {STAGE}; return {expression}; }}")


@pytest.fixture(scope="module")
def visit(browser: Any, address: str) -> Iterator[Visit]:
    visit = Visit(
        browser, f"{address}/playground?stage=step:300;layers:samples,weights,regions,rings"
    )
    visit.open_menu()
    yield visit
    visit.context.close()


def test_the_png_is_the_picture_of_the_screen_and_finer(visit: Visit) -> None:
    name, content = visit.saved("PNG")
    step = visit.stage("stage.run.steps[Math.round(stage.clock.head)]")
    assert name == f"{scene_of(first_run()).file_stem}_step-{step}.png"
    # Where the screen has ink, the file has it too, at three times as many pixels.
    found = visit.page.evaluate(
        f"""async (file) => {{
            const stage = {STAGE};
            const picture = new Image();
            picture.src = `data:image/png;base64,${{file}}`;
            await picture.decode();
            const width = stage.canvas.width / stage.pixelRatio;
            const height = stage.canvas.height / stage.pixelRatio;
            const small = document.createElement("canvas");
            Object.assign(small, {{ width: stage.canvas.width, height: stage.canvas.height }});
            const context = small.getContext("2d");
            const part = height * picture.width / width;
            const [w, h] = [small.width, small.height];
            context.drawImage(picture, 0, 0, picture.width, part, 0, 0, w, h);
            const file_ = context.getImageData(0, 0, small.width, small.height).data;
            const screen = stage.canvas.getContext("2d");
            const own = screen.getImageData(0, 0, small.width, small.height).data;
            let [sum, inked] = [0, 0];
            for (let i = 0; i < own.length; i += 4) {{
                const alpha = own[i + 3] / 255;
                if (alpha < 0.5) continue;
                inked += 1;
                for (let c = 0; c < 3; c += 1) {{
                    sum += Math.abs(own[i + c] * alpha + 255 * (1 - alpha) - file_[i + c]) / 765;
                }}
            }}
            return [picture.width / width, picture.height / 3 - height, sum / inked, inked];
        }}""",
        base64.b64encode(content).decode(),
    )
    assert found[0] == pytest.approx(3, abs=0.01)
    assert found[1] > 60  # the caption
    assert found[3] > 20_000
    assert found[2] < 0.15


def test_the_svg_parses_and_has_every_mark_as_a_shape(visit: Visit) -> None:
    name, content = visit.saved("SVG")
    assert name.endswith(".svg")
    root = ET.fromstring(content)
    assert root.tag == f"{SVG}svg"
    assert not root.findall(f".//{SVG}image")  # circles have no pixels
    assert not root.findall(f".//{SVG}script")
    uses = root.findall(f".//{SVG}use")
    names = {mark.get("id") for mark in root.findall(f".//{SVG}defs/{SVG}g")}
    assert {str(use.get("href")).removeprefix("#") for use in uses} <= names
    samples = len(first_run().labels_N) * len(first_run().titles)
    k = visit.stage("stage.panels[0].k")
    assert k == visit.stage("stage.panels[2].k")
    ringed = int(first_run().arrays["support_LNc"][k].any(-1).sum())
    # Marks that would hang over are left out by neither; each sample and ring is one.
    assert len(uses) == samples + ringed
    words = " ".join(text.text or "" for text in root.iter(f"{SVG}text"))
    for part in (
        "SV-Arc-Softmax",
        "Data: digits, 500 training samples",
        "Step 300 of 900",
        "torch",
    ):
        assert part in words, part


def test_the_svg_is_drawn_as_the_stage_is(visit: Visit) -> None:
    _, content = visit.saved("SVG")
    uses = ET.fromstring(content).findall(f".//{SVG}use")
    panel, sample = 2, 17
    count = len(first_run().labels_N)
    # The first panels' rings tell where the third begins; many rings come before its samples.
    x, y = visit.stage(
        f"(() => {{ const p = stage.panels[{panel}];"
        f" return [p.x + p.screen[{3 * sample}], p.y + p.screen[{3 * sample + 1}]]; }})()"
    )
    k = visit.stage("stage.panels[0].k")
    rings = first_run().arrays["support_LNc"][k].any(-1).sum(-1)
    at = panel * count + int(rings[:panel].sum()) + sample
    found = [
        [float(uses[place].get(axis, "nan")) for axis in "xy"]
        for place in (at, at + int(rings[panel]))
    ]
    assert pytest.approx([x, y], abs=0.02) in found


def test_a_chart_leaves_as_csv_svg_and_png(visit: Visit) -> None:
    _, content = visit.saved("measures, CSV")
    rows = list(csv.DictReader(io.StringIO(content.decode())))
    steps = first_run().steps_K
    assert len(rows) == len(steps) * len(first_run().titles) * 3
    accuracy = [
        float(row["y"])
        for row in rows
        if row["y_axis"] == "Test accuracy, %"
        and row["series"] == "SV-Arc-Softmax, m = 0.3 rad (17°), t = 1.1"
    ]
    expected = 100 * first_run().arrays["test_accuracy_L"][:, 2]
    assert accuracy == pytest.approx(expected.tolist(), rel=1e-5)
    assert {row["x_axis"] for row in rows} == {"step"}
    _, content = visit.saved("measures, SVG")
    words = " ".join(ET.fromstring(content).itertext())
    assert "Data: digits, 500 training samples" in words
    assert "Measures" in words  # its title
    assert "Test accuracy" in words
    _, content = visit.saved("measures, PNG")
    assert content.startswith(b"\x89PNG")


def test_a_file_of_the_server_is_saved_from_the_menu(visit: Visit) -> None:
    name, content = visit.saved("Measures, CSV")
    assert name == f"{scene_of(first_run()).file_stem}_measures.csv"
    assert content.startswith(b"step,loss,seed,test_accuracy_share")
    assert visit.page.locator(".takeaway .said").inner_text() == f"{name} is saved."


def test_the_replay_of_the_menu_begins_where_the_stage_stands(visit: Visit) -> None:
    _, content = visit.saved("HTML replay")
    view = content.decode().split('id="view">')[1].split("<")[0]
    assert json.loads(view)["step"] == 300


def test_the_link_restores_the_page_in_a_fresh_browser(
    visit: Visit, browser: Any, address: str
) -> None:
    visit.page.evaluate(
        f"{STAGE}.layers.forces = true; {STAGE}.layers.regions = false; {STAGE}.select([17, 20])"
    )
    visit.page.wait_for_selector(".stApp[data-test-script-state=notRunning]")
    link = visit.page.locator(".takeaway input")
    link.focus()
    told = link.input_value()
    asked = parse_qs(urlsplit(told).query)
    assert asked["losses"] == list(first_run().titles)
    assert (asked["seed"], asked["s"], asked["sv_arc_softmax-t"]) == (["0"], ["16"], ["1.1"])
    other = Visit(browser, told, scheme="dark")
    state = (
        "[stage.run.titles, stage.clock.head, stage.layers,"
        " [...stage.selection].sort(), stage.clock.playing]"
    )
    assert other.stage(state) == visit.stage(state)
    other.page.locator(".inspector-full .label").get_by_text("sample ").wait_for()
    for trouble in (".st-key-difference", "[data-testid=stAlertContentWarning]"):
        assert other.page.locator(trouble).count() == 0
    assert other.complaints == []
    other.context.close()


def settle(page: Any, condition: str) -> None:
    """Until it holds.  Asked again and again from here: the page's own policy forbids eval."""
    wait_until(lambda: page.evaluate(condition), condition)


def test_the_replay_plays_with_the_network_off(browser: Any, tmp_path: Path) -> None:
    for dimension in (2, 3):
        result = flat(embedding=dimension)
        file = tmp_path / f"{dimension}.html"
        file.write_bytes(replay(scene_of(result)))
        context = browser.new_context(offline=True, viewport={"width": 900, "height": 700})
        page = context.new_page()
        asked: list[str] = []
        complaints: list[str] = []
        page.on("request", lambda request, asked=asked: asked.append(request.url))
        page.on("pageerror", lambda error, told=complaints: told.append(str(error)))
        page.on(
            "console",
            lambda message, told=complaints: (
                told.append(message.text) if message.type == "error" else None
            ),
        )
        page.goto(f"file://{file}")
        settle(page, f"Boolean(document.querySelector('.stage canvas') && {STAGE}.run)")
        settle(page, f"{STAGE}.clock.head > 1")  # it plays by itself
        settle(page, f"!{STAGE}.clock.playing")
        pictures = []
        for head in (0, 2, 4):
            page.get_by_role("slider", name="Step").fill(str(head))
            settle(page, f"{STAGE}.clock.head === {head} && !{STAGE}.waiting")
            pictures.append(page.evaluate(f"{STAGE}.canvas.toDataURL()"))
            told = page.locator(".reading").inner_text()
            assert told == f"step {result.steps_K[head]} of {result.steps_K[-1]}"
        assert len(set(pictures)) == 3
        page.evaluate(f"{STAGE}.select([3], 2)")
        page.locator(".inspector .equation strong").wait_for()
        shown = page.locator(".inspector-full").inner_text()
        assert f"sample {result.samples_N[3]}" in shown
        assert "SV-Arc-Softmax, m = 0.3 rad (17°), t = 1.1" in shown
        assert "Data: blobs, 32 training samples shown" in page.locator("body").inner_text()
        assert all(urlsplit(url).scheme in ("file", "data", "blob") for url in asked)
        assert complaints == []
        context.close()


HOSTILE = [
    (
        "losses=%3Cscript%3Ewindow.struck%3D1%3C/script%3E&s=1e9",
        "s: a number from 1 to 64, not 1e9.",
    ),
    ("stage=%3Cimg%20src%3Dx%20onerror%3D%22window.struck%3D1%22%3E", "cannot be understood"),
    ("losses=" + "x" * 50_000, "x… is not in its list."),
]


@pytest.mark.parametrize(("query", "sentence"), HOSTILE, ids=["values", "view", "long"])
def test_a_hostile_link_opens_the_default_with_one_sentence(
    browser: Any, address: str, query: str, sentence: str
) -> None:
    visit = Visit(browser, f"{address}/playground?{query}")
    (warning,) = visit.page.locator("[data-testid=stAlertContentWarning]").all_inner_texts()
    assert sentence in warning
    assert visit.stage("stage.run.titles") == list(first_run().titles)
    assert visit.page.evaluate("window.struck") is None
    assert "<script>window" not in visit.page.locator(".stApp").inner_html()
    assert "onerror" not in visit.page.locator(".stApp").inner_html()
    assert visit.complaints == []
    visit.context.close()


def test_ten_megabytes_of_query_are_refused_and_the_server_lives(address: str) -> None:
    import http.client
    import urllib.request

    host = urlsplit(address).netloc
    connection = http.client.HTTPConnection(host, timeout=20)
    try:
        connection.request("GET", "/?losses=" + "x" * 10_000_000)
        assert connection.getresponse().status == 400
    except (ConnectionResetError, BrokenPipeError):
        pass  # it hung up before it had heard all of it
    finally:
        connection.close()
    with urllib.request.urlopen(f"{address}/_stcore/health", timeout=20) as answer:
        assert answer.status == 200
