"""Readers of a lesson in a browser: by keys alone, with a mouse, with a finger on a phone."""

from __future__ import annotations

from typing import Any, ClassVar
from urllib.parse import urlencode

import pytest

from app.course.walk import Step
from lessons.blocks import Link
from lessons.figure import Chart, Live, Moving
from tests.app.course.visit import Visit

PHONE = {"width": 390, "height": 844}
FEW = 4  # handles of a figure that are dragged at a step; all of them are in a test without walks
NEAR = 70  # pixels: a clock and a slider that are not there before the answer
#: JavaScript: the height that is kept for each figure, and the height that it takes.
ROOMS = """() => [...document.querySelectorAll(".course-figure, .course-chart")].map((figure) => {
    const kept = parseFloat(getComputedStyle(figure).minHeight);
    figure.style.minHeight = "0";
    const taken = figure.getBoundingClientRect().height;
    figure.style.minHeight = "";
    return [kept, taken];
})"""
#: Where everything stands that the handle `arg` may move.
STATE = (
    "JSON.stringify([figure.variables.now, figure.handles.buttons.get(arg)?.getAttribute('style')])"
)
#: Whether the page has got a click since `LISTEN`, or gets it within a second.
LISTEN = """() => {
    window.clicked = new Promise((got) => addEventListener("click", () => got(true), {
        capture: true, once: true }));
}"""
CLICKED = """() => Promise.race([
    window.clicked, new Promise((got) => setTimeout(() => got(false), 1000))])"""
#: On a phone the buttons of the lesson cover the lower edge.
CENTRED = "(handle) => handle.scrollIntoView({ block: 'center', behavior: 'instant' })"
LEFT = "(handle) => parseFloat(handle.style.left)"


class Keys:
    """A reader who has no pointer."""

    settings: ClassVar[dict[str, Any]] = {}

    def __init__(self, visit: Visit) -> None:
        self.visit, self.page = visit, visit.page

    def press(self, key: str) -> None:
        self.visit.button(key).focus()
        self.page.keyboard.press("Enter")

    def choose(self, option: int) -> None:
        """Press until the option is marked: a page that has just opened may not listen yet."""
        for _ in range(10):
            self.page.keyboard.press(str(option))
            if self.visit.is_chosen(option, milliseconds=2000):
                return
        raise AssertionError(f"Key {option} has chosen nothing.")

    def draw(self, slot: str) -> None:
        self.page.locator(f".st-key-slot-{slot} [data-handle=drawn-0]").focus()
        self.page.keyboard.press("ArrowUp")

    def on(self) -> None:
        if self.page.locator("[data-handle^=drawn-]:focus").count():
            self.press("lesson-on")  # arrows belong to the handle that has the focus
        else:
            self.page.keyboard.press("ArrowRight")

    def look(self, step: Step) -> None:
        """Nothing more to try."""


class Mouse(Keys):
    """A reader with a mouse, who takes hold of everything and follows every link."""

    settings: ClassVar = {"viewport": {"width": 1366, "height": 768}, "color_scheme": "dark"}

    def press(self, key: str) -> None:
        self.visit.button(key).click()

    def choose(self, option: int) -> None:
        for _ in range(3):  # on a busy machine the page may be renewed under a press
            self.press(f"option-{option}")
            if self.visit.is_chosen(option, milliseconds=20_000):
                return
        raise AssertionError(f"A press on option {option} has chosen nothing.")

    def draw(self, slot: str) -> None:
        self.stroke(*self.across(slot))

    def on(self) -> None:
        self.press("lesson-on")

    def across(self, slot: str) -> tuple[tuple[float, float], tuple[float, float]]:
        """From the left of a picture to its right, a third of its height from the top."""
        place = self.page.locator(f".st-key-slot-{slot} .place")
        place.scroll_into_view_if_needed()
        box = place.bounding_box()
        y = box["y"] + 0.35 * box["height"]
        return (box["x"] + 0.2 * box["width"], y), (box["x"] + 0.8 * box["width"], y)

    def stroke(self, start: tuple[float, float], end: tuple[float, float]) -> None:
        self.page.mouse.move(*start)
        self.page.mouse.down()
        self.page.mouse.move(*end, steps=8)
        self.page.mouse.up()

    def look(self, step: Step) -> None:
        walk = self.visit.walk
        if walk.sets(step):
            self.drag_all(step)
        for link in walk.part(step).links:
            self.follow(link)

    def drag_all(self, step: Step) -> None:
        """Take hold of the figures that this step sets."""
        walk = self.visit.walk
        for slot in walk.slots(step):
            if isinstance(walk.lesson.figures[slot.name], Live):
                self.drag(slot.name)

    def drag(self, slot: str) -> None:
        """What has a handle moves, from where the step has put it."""
        visit = self.visit
        start = visit.figure(slot, "({ ...figure.variables.now })")
        back = {name: str(value) for name, value in start.items()}
        names = visit.figure(slot, "[...figure.handles.buttons.keys()]")
        for name in names[:FEW]:
            there = visit.figure(slot, "figure.handles.buttons.has(arg)", name)
            if name.startswith("drawn-") or not there:  # or at the back of a sphere
                continue
            before = visit.figure(slot, STATE, name)
            ways = (-5, 60, -60)  # pixels down: what is at the end of its range goes one way only
            ways *= 2  # on a busy machine the page may still move under a hand
            assert any(self.pull(slot, name, down) != before for down in ways), (slot, name)
            self.put_back(slot, back)  # else it might lie on the next handle
        visit.rest()

    def put_back(self, slot: str, settings: dict[str, str]) -> None:
        """Set a figure, and wait for the picture: with it handles come and go."""
        pictures = self.visit.figure(slot, "figure.timing.pictures")
        self.visit.figure(slot, "figure.set(arg)", settings)
        self.page.wait_for_function(
            "([place, pictures]) =>"
            " document.querySelector(place).figure.timing.pictures > pictures",
            arg=[f".st-key-slot-{slot} .course-figure", pictures],
        )

    def pull(self, slot: str, name: str, down: float) -> str:
        """Pull a handle inwards, and somewhat down; gives where things are then.

        Points that repel one another may take one to the back of their sphere, where it has no
        handle: that is another state.
        """
        visit = self.visit
        if not visit.figure(slot, "figure.handles.buttons.has(arg)", name):
            return str(visit.figure(slot, STATE, name))
        handle = self.page.locator(f".st-key-slot-{slot} [data-handle={name}]")
        handle.evaluate(CENTRED)
        box = handle.bounding_box()
        if box is None:
            return str(visit.figure(slot, STATE, name))
        x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
        inwards = visit.figure(
            slot, "Math.sign(figure.place.clientWidth / 2 - arg)", float(handle.evaluate(LEFT))
        )
        far = 0.4 * visit.figure(slot, "figure.place.clientWidth")  # beyond half a step of any
        self.stroke((x, y), (x + far * (inwards or 1), y + down))
        return str(visit.figure(slot, STATE, name))

    def follow(self, link: Link) -> None:
        """A link sets its figure."""
        visit, figure = self.visit, self.visit.walk.lesson.figures[link.slot]
        address = f"#{link.slot}?{urlencode(link.settings, safe=',')}"
        self.page.locator(f"a[href$='{address}']").first.click()
        for name, stops in link.settings.items():
            if isinstance(figure, Moving):
                if name == "step" and "play" not in link.settings:
                    assert visit.stage(link.slot, "stage.clock.head") == visit.stage(
                        link.slot, f"stage.run.place({stops})"
                    )
                continue
            last = float(stops.split("..")[-1])
            if isinstance(figure, Chart):
                self.page.wait_for_function(
                    "([place, at]) => document.querySelector(place).chart.drawn === at",
                    arg=[
                        f".st-key-slot-{link.slot} .course-chart",
                        figure.slider.nearest(last),  # type: ignore[union-attr]
                    ],
                )
            else:
                found = visit.figure(link.slot, "figure.variables.now[arg]", name)
                assert found == pytest.approx(last), link
        visit.rest()


class Finger(Mouse):
    """A reader with a phone."""

    settings: ClassVar = {"viewport": PHONE, "has_touch": True, "is_mobile": True}

    def press(self, key: str) -> None:
        """Tap until the page gets it: Chromium makes no click of a tap soon after a fast stroke."""
        self.page.evaluate(LISTEN)
        for _ in range(5):
            self.visit.button(key).tap()
            if self.page.evaluate(CLICKED):
                return
        raise AssertionError(f"No tap on {key} has become a click.")

    def stroke(self, start: tuple[float, float], end: tuple[float, float]) -> None:
        touch = self.page.context.new_cdp_session(self.page)

        def send(kind: str, *points: dict[str, float]) -> None:
            touch.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": list(points)})

        send("touchStart", {"x": start[0], "y": start[1]})
        for i in range(1, 9):
            x, y = (a + (b - a) * i / 8 for a, b in zip(start, end, strict=True))
            send("touchMove", {"x": x, "y": y})
        send("touchEnd")
        touch.detach()

    def look(self, step: Step) -> None:
        visit = self.visit
        wide, room = self.page.evaluate(
            "(main => [main.scrollWidth, main.clientWidth])(document.querySelector('.stMain'))"
        )
        assert wide <= room <= PHONE["width"], visit.walk.address(step)
        for kept, taken in self.page.evaluate(ROOMS):
            assert abs(kept - taken) < NEAR, (visit.walk.address(step), kept, taken)
        if visit.walk.sets(step):
            self.drag_all(step)
