"""The opening in a real browser: it plays, a hand makes it wait, keys lead to its scenes."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest

from app.drawing.files import FILES_URL
from app.opening.facts import ARC, SOFTMAX, angles, kept_at, stored_people, stored_strangers
from app.opening.film import film
from app.opening.story import scenes
from app.opening.strangers import MOST_DEGREES
from tests.patience import MILLISECONDS

OPENING = "document.querySelector('.opening').opening"
#: Streamlit asks for these beside a page's own address first, and then beside the root.
PROBE = "_stcore"
#: For some scenes in a picture of some size: how many labels there are at most, and which share of
#: a label lies on a face or on another label at most.
COVERED = f"""async ([scenes, [width, height]]) => {{
    const load = (name) => import(`{FILES_URL}/${{name}}.js`);
    const [{{ paint }}, {{ common }}] =
        await Promise.all([load("opening/browser/painting"), load("drawing/browser/placing")]);
    const opening = {OPENING};
    const {{ clock, timeline }} = opening;
    clock.pause();
    const context = document.createElement("canvas").getContext("2d");
    const most = (label, others) =>
        Math.max(0, ...others.map((other) => common(label, other))) / (label.wide * label.high);
    return scenes.map((index) => {{
        const worst = {{ labels: 0, face: 0, other: 0 }};
        for (const share of [0.3, 0.5, 0.7, 0.9, 0.99]) {{
            clock.seek(timeline.starts[index] + share * timeline.scenes[index].seconds);
            const shown = {{ ...opening.shown(), width, height }};
            for (const {{ faces, labels }} of paint(context, shown)) {{
                worst.labels = Math.max(worst.labels, labels.length);
                labels.forEach((label, at) => {{
                    worst.face = Math.max(worst.face, most(label, faces));
                    worst.other = Math.max(worst.other, most(label, labels.slice(at + 1)));
                }});
            }}
        }}
        return worst;
    }});
}}"""

#: In a picture of some size: how far down the lowest words of each scene lie.
LOWEST = f"""async ([width, height]) => {{
    const {{ paint }} = await import("{FILES_URL}/opening/browser/painting.js");
    const opening = {OPENING};
    const {{ clock, timeline }} = opening;
    clock.pause();
    return timeline.scenes.map((_, index) => {{
        clock.seek(timeline.still(index));
        const context = document.createElement("canvas").getContext("2d");
        let lowest = 0;
        context.fillText = (words, x, y) => {{
            if (words) lowest = Math.max(lowest, context.getTransform().f + y);
        }};
        paint(context, {{ ...opening.shown(), width, height }});
        return lowest;
    }});
}}"""


class Visit:
    """The opening on a page, and all that it asks for and complains of."""

    def __init__(
        self, profile: Any, address: str, *, width: int = 1366, motion: str = "no-preference"
    ) -> None:
        self.page = profile.new_page()
        self.page.set_viewport_size({"width": width, "height": 768})
        self.page.emulate_media(reduced_motion=motion)
        self.page.set_default_timeout(MILLISECONDS)
        self.hosts: set[str | None] = set()
        self.complaints: list[str] = []
        self.page.on("request", self._ask)
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))
        self.page.on("console", self._note)
        self.open(address)

    def open(self, address: str) -> None:
        self.page.goto(address)
        self.until("opening.timing.pictures > 0")

    def _ask(self, request: Any) -> None:
        if urlsplit(request.url).scheme not in ("blob", "data"):
            self.hosts.add(urlsplit(request.url).hostname)

    def _note(self, message: Any) -> None:
        if message.type == "error" and PROBE not in message.location["url"]:
            self.complaints.append(message.text)

    def opening(self, expression: str) -> Any:
        return self.page.evaluate(f"() => {{ const opening = {OPENING}; return {expression}; }}")

    def until(self, condition: str) -> None:
        self.page.wait_for_function(
            "() => { const opening = document.querySelector('.opening')?.opening;"
            f" return opening && {condition}; }}"
        )

    def caption(self) -> str:
        words: str = self.page.locator(".opening .sentence").inner_text()
        return words

    def at(self, name: str) -> None:
        """Wait until a scene is shown."""
        index = [scene.name for scene in scenes()].index(name)
        self.page.wait_for_selector(f".opening [data-scene='{index}'][aria-current=step]")
        assert self.caption() == scenes()[index].caption

    def stand_at_the_end_of(self, name: str) -> None:
        """Pause where the training of a scene has come to its end, and wait for the picture."""
        index = [scene.name for scene in scenes()].index(name)
        self.opening(
            "(opening.clock.pause(),"
            f" opening.clock.seek(opening.timeline.still({index})), opening.redraw())"
        )
        self.until(f"opening.bar.said.startsWith('{index} false')")
        self.at(name)


@pytest.fixture(scope="module")
def visit(profile: Any, address: str) -> Iterator[Visit]:
    visit = Visit(profile, address)
    yield visit
    assert visit.hosts == {"127.0.0.1"}
    assert visit.complaints == []
    visit.page.close()


def test_it_plays_by_itself_above_the_fold_and_shows_its_clock(visit: Visit) -> None:
    visit.until("opening.clock.playing && opening.clock.time > 0.2")
    page = visit.page
    assert page.locator("h1").all_inner_texts() == ["Which pictures are of the same person?"]
    assert page.locator(".opening .reading").inner_text().endswith("/ 0:50")
    for part in (".opening canvas", ".opening .bar", ".opening .door >> nth=2"):
        box = page.locator(part).first.bounding_box()
        assert box["y"] + box["height"] <= 768, part
    canvas = page.locator(".opening .picture > canvas")
    assert canvas.get_attribute("role") == "img"
    words = canvas.get_attribute("aria-label")  # of the scene that is shown by now
    assert any(f"{scene.title}: {scene.caption}" in words for scene in scenes())


def test_a_hand_takes_the_sphere_and_the_story_waits(visit: Visit) -> None:
    page = visit.page
    page.keyboard.press("5")
    visit.at("softmax")
    visit.until("opening.clock.playing")
    go_on = page.get_by_role("button", name="The story waits: go on")
    assert not go_on.is_visible()
    page.mouse.move(880, 330)
    page.mouse.down()
    page.mouse.move(960, 350, steps=4)
    page.mouse.up()
    visit.until("opening.clock.waiting && !opening.clock.playing")
    where = visit.opening("[opening.clock.time, opening.clock.hand.yaw > 10]")
    page.wait_for_timeout(150)
    assert visit.opening("[opening.clock.time, opening.clock.hand.yaw > 10]") == where
    assert where[1] is True
    go_on.click()
    visit.until("opening.clock.playing && opening.clock.hand.yaw === 0")
    assert not go_on.is_visible()


def test_keys_lead_to_scenes_wherever_the_focus_is(visit: Visit) -> None:
    page = visit.page
    page.keyboard.press("4")
    visit.at("rival")
    page.keyboard.press("ArrowRight")
    visit.at("softmax")
    page.keyboard.press("ArrowLeft")
    visit.at("rival")
    before = visit.opening("opening.clock.playing")
    page.keyboard.press("Space")
    assert visit.opening("opening.clock.playing") is not before
    if not before:
        page.keyboard.press("Space")
    page.keyboard.press("6")  # while it stands: the finished picture, and then from the beginning
    visit.at("margin")
    assert visit.opening("!opening.clock.playing && opening.shown().moment.arrived === 1")
    assert visit.opening("opening.shown().moment.panels") == [1, 1, 0]
    page.keyboard.press("Space")
    visit.until("opening.clock.playing && opening.clock.time < opening.timeline.still(5)")
    page.keyboard.press("9")
    visit.at("strangers")
    assert "scene=strangers" in page.url


def test_the_picture_measures_what_python_measures(visit: Visit) -> None:
    """Angles and gaps from the vectors on the screen; and how far strangers are from the middle."""
    run = stored_people()
    scene = next(scene for scene in scenes() if scene.name == "rival")
    visit.page.keyboard.press("4")
    visit.at("rival")
    found = visit.opening(
        f"(opening.balls[0].at({scene.steps[0]}), opening.balls[0].angles({scene.focus}))"
    )
    expected = angles(run, kept_at(run, scene.steps[0]), SOFTMAX, scene.focus)
    assert (found["own"], found["other"]) == pytest.approx((expected.own, expected.other), abs=0.2)
    gaps = visit.opening(
        "[0, 1].map((loss) => (opening.balls[loss].at(900), opening.balls[loss].gap))"
    )
    radians_L = run.arrays["angle_gap_L"][-1].astype(float)
    far = visit.page.evaluate(
        f"""async () => {{
            const {{ placeOf }} = await import("{FILES_URL}/opening/browser/around.js");
            const {{ strangers }} = {OPENING};
            return [0, 1].map((loss) => {{
                const around = strangers.around(loss);
                const places = Array.from(around.labels, (_, n) => placeOf(around, n, 0.3));
                return places.map(([x, y]) => around.most * Math.hypot(x, y));
            }});
        }}"""
    )
    angles_LM = stored_strangers().angles_LM.clip(max=MOST_DEGREES)
    assert far == pytest.approx(angles_LM, abs=1e-3)
    assert gaps == pytest.approx([57.29578 * radians_L[loss] for loss in (SOFTMAX, ARC)], abs=0.05)


@pytest.mark.parametrize("size", [(1300, 520), (960, 420), (358, 472)])
def test_labels_lie_on_no_face_and_not_on_one_another(visit: Visit, size: tuple[int, int]) -> None:
    labels = {"rival": 2, "softmax": 1, "margin": 3, "gap": 1}
    order = [scene.name for scene in scenes()]
    found = visit.page.evaluate(COVERED, [list(map(order.index, labels)), size])
    assert [worst["labels"] for worst in found] == list(labels.values())
    for name, worst in zip(labels, found, strict=True):
        assert worst["other"] == 0, (name, found)
        assert worst["face"] < 0.12, (name, found)


@pytest.mark.parametrize("size", [(1300, 520), (358, 472)])
def test_no_words_are_cut_at_the_foot(visit: Visit, size: tuple[int, int]) -> None:
    lowest = visit.page.evaluate(LOWEST, size)
    assert len(lowest) == len(scenes())
    assert max(lowest) <= size[1] - 4  # letters reach a little below their line


def test_no_name_of_a_scene_is_cut_in_a_narrow_window(profile: Any, address: str) -> None:
    visit = Visit(profile, address, width=1024)
    cut = visit.page.evaluate(
        "[...document.querySelectorAll('.chapters .name')]"
        ".filter((name) => name.scrollWidth > name.clientWidth + 1).map((name) => name.innerText)"
    )
    assert cut == []
    assert visit.page.evaluate("document.documentElement.scrollWidth") <= 1024
    visit.page.close()


def test_a_picture_under_the_pointer(visit: Visit) -> None:
    visit.stand_at_the_end_of("gap")
    x, y = visit.opening(
        "(() => { const { ball, place } = opening.spots[1];"
        " const n = [...ball.run.labels.keys()].find((at) => ball.seen[3 * at + 2] > 0.8);"
        " const box = opening.canvas.getBoundingClientRect();"
        " return [box.left + place.x + ball.seen[3 * n] * place.radius,"
        " box.top + place.y - ball.seen[3 * n + 1] * place.radius]; })()"
    )
    visit.page.mouse.move(x, y)
    tip = visit.page.locator(".opening .tip.seen")
    tip.wait_for()
    assert "to its own arrow" in tip.inner_text()
    assert tip.locator("img").get_attribute("alt").startswith("person")
    visit.page.mouse.move(10, 10)


def test_the_picture_and_the_film_are_taken_away(visit: Visit) -> None:
    visit.stand_at_the_end_of("gap")
    page = visit.page
    page.locator(".opening .take summary").click()
    saved = {}
    for words in ("PNG", "SVG", "HTML film"):
        with page.expect_download() as download:
            page.locator(".opening .take").get_by_role("button", name=words, exact=True).click()
        saved[words] = download.value
    assert saved["PNG"].suggested_filename == "opening-gap.png"
    svg = Path(saved["SVG"].path()).read_text()
    assert svg.startswith("<svg")
    assert "7 seeds" in svg
    assert "gap 4" in svg
    assert Path(saved["HTML film"].path()).read_bytes() == film()
    opened = page.locator(".opening .take[open]")
    page.keyboard.press("Escape")
    assert opened.count() == 0
    page.locator(".opening .take summary").click()
    assert opened.count() == 1
    page.mouse.click(10, 10)
    assert opened.count() == 0


def test_the_doors_lead_on_without_loading_the_page_again(visit: Visit) -> None:
    page = visit.page
    page.evaluate("window.same = true")
    page.get_by_role("link", name="Play").and_(page.locator(".door")).click()
    page.wait_for_url("**/playground*")
    assert page.evaluate("window.same") is True
    page.wait_for_selector(".door", state="detached")


def test_a_link_opens_a_scene_and_nothing_is_wider_than_a_phone(profile: Any, address: str) -> None:
    visit = Visit(profile, f"{address}/?scene=margin", width=390)
    visit.at("margin")
    chapters = "[...document.querySelectorAll('.chapters button')]"
    assert len(visit.page.evaluate(f"{chapters}.map((each) => each.offsetTop)")) == len(scenes())
    assert len(set(visit.page.evaluate(f"{chapters}.map((each) => each.offsetTop)"))) == 1
    visit.page.locator(".opening .door >> nth=2").scroll_into_view_if_needed()
    for name in ("1", "8", "9"):
        visit.page.keyboard.press(name)
        assert visit.page.locator(".opening .caption").bounding_box()["y"] >= 0
        assert visit.page.evaluate("document.documentElement.scrollWidth") <= 390
    assert (
        visit.page.locator(".opening canvas").first.evaluate(
            "(canvas) => getComputedStyle(canvas).touchAction"
        )
        == "pan-y"
    )
    visit.page.close()


def test_words_do_not_lie_on_the_measures_in_large_type(profile: Any, address: str) -> None:
    visit = Visit(profile, f"{address}/?present=true&scene=strangers")
    for key, name in (("9", "strangers"), ("8", "guidance"), ("6", "margin")):
        visit.page.keyboard.press(key)
        visit.at(name)
        assert visit.opening(
            "opening.words.bottom <= opening.words.room && opening.words.room > 100"
        )
    assert not visit.page.locator(".opening .doors").is_visible()
    visit.page.close()


def test_less_motion_gives_stills_that_are_paged_also_where_it_is_embedded(
    profile: Any, address: str
) -> None:
    visit = Visit(profile, f"{address}/?embed=true&scene=point", motion="reduce")
    visit.at("point")
    still = "opening.clock.time === opening.timeline.still(1) && !opening.clock.playing"
    assert visit.opening(still)
    visit.page.get_by_role("button", name="Next scene").click()
    visit.at("arrow")
    visit.page.keyboard.press("Space")
    visit.at("rival")
    assert not visit.opening("opening.clock.playing")
    for part in ("[data-testid=stHeader]", ".opening .doors"):
        assert not visit.page.locator(part).is_visible()
    visit.page.close()


def test_the_film_plays_with_the_network_off(profile: Any, tmp_path: Path) -> None:
    file = tmp_path / "film.html"
    file.write_bytes(film())
    visit = Visit(profile, f"file://{file}")
    visit.until("opening.clock.playing && opening.clock.time > 0.2")
    visit.page.keyboard.press("6")
    visit.at("margin")
    assert visit.complaints == []
    assert visit.hosts <= {None, ""}
    visit.page.close()
