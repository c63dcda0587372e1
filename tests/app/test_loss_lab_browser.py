"""The loss lab in a real browser: dragging asks the server nothing, and tells it at the end."""

from __future__ import annotations

import csv
import io
import itertools
import json
import math
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit
from xml.etree import ElementTree

import numpy as np
import pytest
from PIL import Image

from app.lab.setting import evenly
from tests.patience import MILLISECONDS

TWO = [["sv_softmax", {}], ["arc_softmax", {}]]
SVG = "{http://www.w3.org/2000/svg}"
STREAMLITS_PROBES = ("_stcore/health", "_stcore/host-config")  # looked for below the page, too


#: JavaScript, of the `lab`.
TITLES = "lab.losses.map((loss) => loss.title)"
#: JavaScript: the scene of the lab, as a drag reports it.
FIRST = """() => {
    const { lab } = document.querySelector(".lab");
    const { scene, focused, imagined, losses } = lab;
    const { sample, label, weights } = scene;
    const parameters = losses.map((loss) => loss.parameters);
    return JSON.stringify({ sample, label, weights, focus: focused, imagined, parameters });
}"""
#: Report a scene that the lab does not show.
BACK = """(scene) => {
    const { lab } = document.querySelector(".lab");
    document.activeElement?.blur();
    document.querySelector(".stMain").scrollTo(0, 0);
    document.querySelector(".stage canvas").stage.select([]);
    lab.touch(undefined);
    window.left = lab.scene;
    lab.tell("scene", scene);
}"""
#: Whether the server's answer to it is drawn.
ANSWERED = """(scene) => {
    const { lab } = document.querySelector(".lab");
    return lab.shown === scene && lab.scene !== window.left && !lab.waiting;
}"""


class Visit:
    """The page, what it complains of, and what it sends."""

    def __init__(
        self,
        browser: Any,
        address: str,
        *,
        scheme: str = "light",
        more: str = "",
        width: int = 1400,
        touch: bool = False,
    ) -> None:
        size = {"width": width, "height": 1000}
        self.page = browser.new_page(viewport=size, color_scheme=scheme, has_touch=touch)
        self.page.set_default_timeout(MILLISECONDS)
        self.complaints: list[str] = []
        self.asked: list[str] = []
        self.sent: list[Any] = []
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))
        self.page.on("console", self._said)
        self.page.on("request", lambda request: self.asked.append(request.url))
        self.page.on("response", self._answered)
        self.page.on(
            "websocket",
            lambda socket: socket.on("framesent", lambda frame: self.sent.append(frame)),
        )
        self.address = address
        self.backs = 0
        self.open(more)
        self.first: str = self.page.evaluate(FIRST)
        self.titles = self.lab(TITLES)

    def open(self, more: str = "") -> None:
        self.page.goto(f"{self.address}/loss-lab{more}")
        self.ready()

    def back(self) -> None:
        """Be as a page that has just been opened: the server is given the first scene again."""
        if urlsplit(self.page.url).path != "/loss-lab" or self.lab(TITLES) != self.titles:
            self.open()
        self.backs += 1
        scene = self.first + " " * self.backs  # a new value, as the server has it
        self.page.mouse.move(0, 0)
        self.page.evaluate(BACK, scene)
        self.page.wait_for_function(ANSWERED, arg=scene)
        self.rest()
        self.asked.clear()
        self.sent.clear()

    def ready(self) -> None:
        """Wait until the lab and the stage are drawn."""
        self.page.wait_for_function(
            "() => document.querySelector('.lab')?.lab?.timing.pictures > 3"
        )
        self.page.wait_for_function("() => document.querySelector('.stage canvas')?.stage?.run")
        self.rest()

    def _said(self, message: Any) -> None:
        if message.type == "error" and not message.location["url"].endswith(STREAMLITS_PROBES):
            self.complaints.append(message.text)

    def _answered(self, response: Any) -> None:
        if response.status >= 400 and not response.url.endswith(STREAMLITS_PROBES):
            self.complaints.append(f"{response.status} {response.url}")

    def rest(self) -> None:
        """Wait until the page's script has ended."""
        self.page.wait_for_selector(".stApp[data-test-script-state=notRunning]")

    def lab(self, expression: str) -> Any:
        """What an expression of the `lab` on the page gives."""
        return self.page.evaluate(
            f"() => {{ const lab = document.querySelector('.lab').lab; return {expression}; }}"
        )

    def until(self, condition: str) -> None:
        self.page.wait_for_function(
            f"() => {{ const lab = document.querySelector('.lab').lab; return {condition}; }}"
        )

    def handle(self, name: str) -> Any:
        return self.page.locator(f".lab [data-handle='{name}']")

    def line(self) -> dict[str, Any]:
        """The setting in the address."""
        (line,) = parse_qs(urlsplit(self.page.url).query)["lab"]
        told: dict[str, Any] = json.loads(line)
        return told

    def wait_for_line(self, condition: str) -> None:
        """Until the `line` in the address meets a condition."""
        self.page.wait_for_function(
            "() => { const line = JSON.parse(new URL(location).searchParams.get('lab') ?? '{}');"
            f" return {condition}; }}"
        )

    def turn_by_hand(self, name: str, to: float, *, release: bool = True) -> None:
        """Drag a handle around the circle to an angle."""
        box = self.page.locator(".lab .circle canvas").bounding_box()
        middle = (box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
        self.handle(name).hover()
        self.page.mouse.down()
        for share in (0.3, 0.6, 1.0):
            angle = to - (1 - share) * 0.4
            x, y = middle[0] + 150 * math.cos(angle), middle[1] - 150 * math.sin(angle)
            self.page.mouse.move(x, y)
        if release:
            self.page.mouse.up()


@pytest.fixture(scope="module")
def lab(browser: Any, address: str) -> Iterator[Visit]:
    visit = Visit(browser, address)
    yield visit
    visit.page.close()


@pytest.fixture
def visit(lab: Visit) -> Iterator[Visit]:
    """The page that these tests share, as it opens."""
    lab.back()
    yield lab
    complaints, lab.complaints = lab.complaints, []
    assert complaints == []


def test_dragging_asks_nothing_and_the_end_is_told(visit: Visit) -> None:
    pictures = visit.lab("lab.timing.pictures")
    before = visit.lab("lab.terms.map((terms) => terms.loss)")
    visit.asked.clear()
    visit.sent.clear()
    visit.turn_by_hand("sample", 2.05, release=False)
    visit.until("Math.abs(lab.scene.sample - 2.05) < 0.02")
    visit.until(f"lab.timing.pictures > {pictures}")
    assert visit.lab("lab.terms.map((terms) => terms.loss)") != before
    assert visit.sent == []
    assert visit.asked == []
    visit.page.mouse.up()
    visit.page.wait_for_function(
        "() => new URL(location).searchParams.get('lab')?.includes('\"x\":2')"
    )
    assert visit.line()["x"] == pytest.approx(2.05, abs=0.02)
    assert visit.lab("Math.abs(lab.scene.sample - 2.05) < 0.02")  # nor has the answer moved it


@pytest.mark.slow
def test_a_weight_can_be_dragged_and_a_link_opens_it_again(
    visit: Visit, browser: Any, address: str
) -> None:
    visit.asked.clear()
    visit.sent.clear()
    visit.turn_by_hand("1", 3.0, release=False)
    visit.until("Math.abs(lab.scene.weights[1] - 3.0) < 0.05")
    assert visit.sent == []
    assert visit.asked == []
    visit.page.mouse.up()
    visit.wait_for_line("line.w?.[1] > 2.9")
    other = Visit(browser, address, more=f"?{urlsplit(visit.page.url).query}")
    assert other.lab("lab.scene.weights[1]") == pytest.approx(3.0, abs=0.05)
    assert other.line() == visit.line()
    other.page.close()
    assert other.complaints == []
    visit.page.reload()
    visit.ready()
    assert visit.lab("lab.scene.weights[1]") == pytest.approx(3.0, abs=0.05)


def test_the_keyboard_turns_the_sample_and_says_so(visit: Visit) -> None:
    sample = visit.handle("sample")
    sample.focus()
    before = visit.lab("lab.scene.sample")
    spoken = sample.get_attribute("aria-valuetext")
    for _ in range(5):
        visit.page.keyboard.press("ArrowLeft")
    visit.until(f"Math.abs(lab.scene.sample - {before} - 5 * Math.PI / 180) < 1e-6")
    visit.page.wait_for_function(
        "(spoken) => document.querySelector(\"[data-handle='sample']\")"
        ".getAttribute('aria-valuetext') !== spoken",
        arg=spoken,
    )
    assert "degrees, SV-Softmax: loss" in sample.get_attribute("aria-valuetext")
    visit.page.keyboard.press("Tab")
    focused = visit.page.evaluate("document.activeElement.getAttribute('aria-label')")
    assert focused == "Weight of class 0"
    visit.page.keyboard.press("PageUp")
    visit.wait_for_line("Math.abs(line.w?.[0] - 0.5236) < 1e-3")


def test_an_answer_that_comes_late_takes_nothing_back(visit: Visit) -> None:
    """The server answers what it was told; by then the reader may be further."""
    answer = visit.page.evaluate(
        """async () => {
            const { lab } = document.querySelector(".lab");
            lab.move("sample", 1);
            lab.ended();
            const late = { ...lab.data, setting: lab.shown };
            lab.move("sample", 2);
            lab.ended();
            lab.move("sample", 3);
            await lab.show(late, lab.tell);
            const kept = lab.scene.sample;
            await lab.show({ ...late, setting: "another, by the widgets" }, lab.tell);
            return [kept, lab.scene.sample];
        }"""
    )
    assert answer[0] == 3
    assert answer[1] != 3


def test_a_slider_moves_the_cliff_without_the_server(visit: Visit) -> None:
    caption = visit.page.locator("[data-chart=cliff] figcaption")
    steep = caption.inner_text()
    assert "0.69 → " in steep
    visit.asked.clear()
    visit.sent.clear()
    visit.page.evaluate(
        """() => {
            const slider = document.querySelector(".lab [data-parameter=t]");
            slider.value = 1;
            slider.dispatchEvent(new Event("input", { bubbles: true }));
        }"""
    )
    visit.page.wait_for_function(
        "(steep) => document.querySelector('[data-chart=cliff] figcaption').innerText !== steep",
        arg=steep,
    )
    assert "0.69 → 0.69." in caption.inner_text()
    assert visit.sent == []
    assert visit.asked == []


def lit(visit: Visit) -> list[str]:
    """The terms that are lit in the line of numbers and symbols."""
    found: list[str] = visit.page.locator(".lab .equation .lines .lit").evaluate_all(
        "(terms) => terms.map(({ dataset }) => dataset.term)"
    )
    return found


def until_touched(visit: Visit, term: str) -> str:
    """Wait until a term is touched and drawn; gives the sentence."""
    visit.until(f"lab.touched === '{term}' && !lab.waiting")
    return str(visit.page.locator(".lab .equation .reading").inner_text())


def test_the_equation_follows_the_sample_and_lights_with_the_circle(visit: Visit) -> None:
    words = visit.page.locator(".lab .equation")
    assert (
        visit.page.locator(".lab .equation .reading").inner_text().startswith("y is the own class")
    )
    visit.handle("1").hover()
    assert until_touched(visit, "k:1").startswith(
        "A rival: class 1 is 38° away, cosine 0.788; it b"
    )
    assert set(lit(visit)) == {"k:1", "rivals"}
    visit.page.locator(".lab .equation .lines [data-term=h]").hover()
    assert until_touched(visit, "h").endswith("class 1 beats the target, so h makes it weigh more.")
    assert set(lit(visit)) == {"h", "k:1"}
    visit.handle("sample").focus()
    assert until_touched(visit, "L").startswith("L, the loss: 12.07, minus the natural logarithm")
    before = words.inner_text()
    for _ in range(6):
        visit.page.keyboard.press("ArrowRight")
    visit.until("!lab.waiting && lab.terms[lab.focused].loss < 1")
    assert words.inner_text() != before
    loss = visit.lab("lab.terms[lab.focused].loss")
    assert visit.page.locator(".lab .lines [data-term=L]").last.inner_text() == f"{loss:.2f}"
    # No rival beats the target now: no h stands in the numbers.
    assert words.locator("[data-term='k:1'] .power:visible").count() == 1
    # The rows' swatches are the strokes of the curves.
    dashes = visit.page.locator(".lab .swatch path").evaluate_all(
        "(lines) => lines.map((line) => line.getAttribute('stroke-dasharray') ?? '')"
    )
    assert dashes == visit.lab("lab.losses.map((_, at) => lab.stroke(at).dash.join(' '))")


def test_the_dial_among_many_classes_is_in_the_link(visit: Visit) -> None:
    dial = visit.page.locator(".lab [data-chart=leverage]")
    assert dial.get_attribute("data-state") == "few"
    assert "Two classes decide here: class 1 has over 99 %" in dial.inner_text()
    visit.page.get_by_label("86,876", exact=True).check()
    visit.page.evaluate(
        """() => {
            const slider = document.querySelector(".lab [data-parameter=scale]");
            slider.value = 12;
            for (const event of ["input", "change"]) {
                slider.dispatchEvent(new Event(event, { bubbles: true }));
            }
        }"""
    )
    visit.page.wait_for_function(
        "() => document.querySelector('[data-chart=leverage]').dataset.state === 'many'"
    )
    assert "86,875 rivals share the push" in dial.inner_text()
    visit.wait_for_line("line.k === 86876")
    visit.page.reload()
    visit.ready()
    assert visit.page.get_by_label("86,876", exact=True).is_checked()
    assert dial.get_attribute("data-state") == "many"


HEADINGS = """() => [...document.querySelectorAll(
    ".stMain :is(h1, h2, h3, h4, h5, h6)")].map(({ localName }) => Number(localName[1]))"""


@pytest.mark.slow
def test_a_phone_shows_all_and_scrolls_over_the_circle(browser: Any, address: str) -> None:
    phone = Visit(browser, address, width=390, touch=True)
    assert phone.page.evaluate("document.documentElement.scrollWidth") == 390
    assert phone.lab("lab.root.scrollWidth <= lab.root.clientWidth")
    levels = phone.page.evaluate(HEADINGS)
    assert levels.count(1) == 1
    assert levels[0] == 1
    assert all(below <= above + 1 for above, below in itertools.pairwise(levels))
    box = phone.page.locator(".lab .circle canvas").bounding_box()
    x, y = box["x"] + box["width"] / 2, box["y"] + 0.7 * box["height"]
    session = phone.page.context.new_cdp_session(phone.page)
    for kind, up in [("Start", 0), *(("Move", 25 * i) for i in range(1, 9))]:
        points = [{"x": x, "y": y - up}]
        session.send("Input.dispatchTouchEvent", {"type": f"touch{kind}", "touchPoints": points})
    session.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})
    phone.page.wait_for_function("() => document.querySelector('.stMain').scrollTop > 100")
    phone.page.context.close()
    assert phone.complaints == []


def test_a_brush_in_the_plane_chooses_on_the_stage(visit: Visit) -> None:
    visit.page.wait_for_function(
        "() => document.querySelector('.lab').lab.parts.plane.points.length > 100"
    )
    place = visit.page.locator("[data-chart=plane] .layers")
    place.scroll_into_view_if_needed()
    box = place.bounding_box()
    visit.page.mouse.move(box["x"] + 46, box["y"] + 15)
    visit.page.mouse.down()
    visit.page.mouse.move(box["x"] + 0.45 * box["width"], box["y"] + 0.8 * box["height"])
    visit.page.mouse.up()
    visit.page.wait_for_function(
        "() => document.querySelector('.stage canvas').stage.selection.size > 0"
    )
    chosen = visit.page.evaluate("document.querySelector('.stage canvas').stage.selection.size")
    words = f"; {chosen} chosen"
    visit.page.locator("[data-chart=plane] figcaption", has_text=words).wait_for()


COARSE = 4  # CSS pixels in which two pictures of a figure are compared
FIGURES = ["circle", "leverage", "margin", "guidance", "cliff", "mining", "plane"]


def saved(visit: Visit, figure: str, kind: str, folder: Path) -> Path:
    """The file that a figure's button gives."""
    with visit.page.expect_download() as waiting:
        visit.page.get_by_label(f"Save the figure {figure} as {kind}").click()
    assert waiting.value.suggested_filename == f"loss-lab-{figure}.{kind.lower()}"
    waiting.value.save_as(folder / waiting.value.suggested_filename)
    return folder / waiting.value.suggested_filename


def test_figures_leave_as_the_same_picture_in_pixels_and_in_shapes(
    visit: Visit, tmp_path: Path
) -> None:
    visit.page.evaluate("document.querySelector('.stage canvas').stage.seek(3)")  # it stands
    visit.until("!lab.waiting")
    for figure in FIGURES:
        pixels_HW3 = read_pixels(saved(visit, figure, "PNG", tmp_path))
        assert pixels_HW3[0, 0].tolist() == [255, 255, 255]
        file = saved(visit, figure, "SVG", tmp_path)
        root = ElementTree.parse(file).getroot()
        width, height = (float(root.get(name) or 0) for name in ("width", "height"))
        assert pixels_HW3.shape[:2] == pytest.approx((3 * height, 3 * width), abs=2)
        # Coarsely, for edges and letters are smoothed in two ways.
        size = round(width / COARSE), round(height / COARSE)
        fine_HW3, shapes_HW3 = (
            np.asarray(Image.fromarray(picture).resize(size, Image.Resampling.BOX)).astype(int)
            for picture in (pixels_HW3, drawn_on(visit.page, file))
        )
        apart, ink = np.abs(fine_HW3 - shapes_HW3).mean(), np.abs(fine_HW3 - 255).mean()
        assert apart < 0.25 * ink, figure


def drawn_on(page: Any, file: Path) -> np.ndarray:
    """An SVG as the page draws it, with the page's fonts."""
    page.evaluate(
        """(text) => {
            const place = document.createElement("div");
            place.id = "drawn";
            place.style = "position: fixed; left: 0; top: 0; z-index: 2147483647; line-height: 0";
            place.innerHTML = text;
            document.body.append(place);
        }""",
        file.read_text(encoding="utf-8"),
    )
    pixels = page.locator("#drawn").screenshot()
    page.evaluate("document.querySelector('#drawn').remove()")
    return np.asarray(Image.open(io.BytesIO(pixels)).convert("RGB"))


def test_figures_leave_as_tables_of_what_is_drawn(visit: Visit, tmp_path: Path) -> None:
    titles = visit.lab(TITLES)
    guided = visit.lab("lab.losses.filter((loss) => loss.guidance).map(({ title }) => title)")
    expected = {
        **{figure: set(titles) for figure in FIGURES},
        "guidance": set(guided),
        "cliff": {"SV-Softmax", "SV-Softmax without h"},  # of the loss in focus alone
        "leverage": {"target", "nearest rival", "equivalent margin, cosine units"},
    }
    rows_of = {}
    for figure in FIGURES:
        with saved(visit, figure, "CSV", tmp_path).open(newline="", encoding="utf-8") as file:
            rows = rows_of[figure] = list(csv.DictReader(file))
        assert {row["chart"] for row in rows} == {figure}
        assert all(float(row["x"]) == float(row["x"]) for row in rows)
        assert expected[figure] <= {row["series"] for row in rows}
    values = dict(zip(titles, visit.lab("lab.terms.map((terms) => terms.loss)"), strict=True))
    for title in titles:
        circle = rows_of["circle"]
        (row,) = [row for row in circle if row["series"] == f"{title}, the sample"]
        assert float(row["y"]) == pytest.approx(values[title], rel=1e-6)
        assert len([row for row in circle if row["series"] == title]) == 180
    below = [row for row in rows_of["plane"] if row["series"].startswith("the run below")]
    assert len(below) == visit.lab("lab.stage().run.samples")


def read_pixels(file: Path) -> np.ndarray:
    return np.asarray(Image.open(file).convert("RGB"))


@pytest.mark.slow
def test_dark_and_projector_draw_in_their_own_ink(browser: Any, address: str) -> None:
    dark = Visit(browser, address, scheme="dark")
    ink = dark.lab("lab.look.ink")
    dark.page.close()
    projector = Visit(browser, address, scheme="dark", more="?projector=true")
    assert projector.lab("lab.look.ink") == "#000000"
    assert projector.lab("lab.look.size") > 1
    projector.page.close()
    assert ink not in ("#000000", "#1F2430")
    assert dark.complaints == projector.complaints == []


def test_nothing_is_drawn_while_the_page_hides_it(lab: Visit) -> None:
    drawn = lab.page.evaluate(
        """() => {
            const { lab } = document.querySelector(".lab");
            const { pictures } = lab.timing;
            lab.root.style.display = "none";
            lab.parts.arrange(1);
            lab.draw();
            lab.root.style.display = "";
            lab.arrange();
            return lab.timing.pictures - pictures;
        }"""
    )
    assert drawn == 0


def test_a_composed_loss_goes_to_the_playground_in_the_same_tab(visit: Visit) -> None:
    visit.page.get_by_text("Compose a loss").click()
    visit.page.get_by_role("button", name="Train it in the Playground").click()
    visit.page.wait_for_url("**/playground*")
    visit.page.get_by_text("Composed f, g, h").first.wait_for()
    assert len(visit.page.context.pages) == 1


def test_another_row_is_another_focus(lab: Visit) -> None:
    ten = json.dumps({"x": 1, "y": 0, "w": evenly(10), "i": 0, "l": TWO}, separators=(",", ":"))
    lab.open(f"?lab={ten}")
    lab.page.get_by_role("button", name="Arc-Softmax", exact=True).click()
    lab.wait_for_line("line.i === 1")
    meter = lab.page.locator(".lab .meter")
    assert meter.get_attribute("data-verdict") == "barely"
    assert meter.inner_text().startswith("▲ 10 classes on a circle: the margin can barely be met")
    assert "At most m = 0.628 rad (36°) can be met" in meter.inner_text()
    labels = lab.page.locator(".lab .sliders input").evaluate_all(
        "(inputs) => inputs.map((input) => input.dataset.parameter)"
    )
    assert labels == ["scale", "margin"]
    assert lab.complaints == []
