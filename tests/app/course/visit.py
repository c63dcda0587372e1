"""A visit to a lesson in a browser: what the page asks for, what it says, where it stands."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlsplit

from app.course.walk import Step, Walk
from lessons.figure import Chart, Live
from tests.patience import MILLISECONDS

#: Streamlit asks for these beside a page's own address first, and then beside the root.
PROBES = tuple(
    f"/{page}/_stcore/{probe}"
    for page in ("lessons", "playground")
    for probe in ("health", "host-config")
)
#: JavaScript: whether the figure in a slot was drawn.
DRAWN = {
    Live: "slot.querySelector('.course-figure')?.figure?.timing.pictures > 0",
    Chart: "slot.querySelector('.course-chart')?.chart?.drawn >= 0"
    " && slot.querySelector('.course-chart .main-svg')",
}
STAGE_DRAWN = "slot.querySelector('canvas')?.stage?.timing.pictures > 0"


class Visit:
    """A page of the app, for somebody who wants less motion."""

    def __init__(self, browser: Any, address: str, walk: Walk, page: Any = None, **settings: Any):
        self.address = address
        self.walk = walk
        view = {"viewport": {"width": 1280, "height": 900}, "color_scheme": "light"}
        view |= {"reduced_motion": "reduce"} | settings
        self.page = page or browser.new_context(**view).new_page()
        self.page.set_default_timeout(MILLISECONDS)
        self.forget()
        self.page.on("request", self._ask)
        self.page.on("response", self._answer)
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))
        self.page.on("websocket", self._listen)

    def beside(self) -> Visit:
        """A second tab of the same profile."""
        return Visit(None, self.address, self.walk, self.page.context.new_page())

    def forget(self) -> None:
        """Let nothing be known of what was before, neither here nor in the browser."""
        self.hosts: set[str | None] = set()
        self.failed: list[str] = []
        self.complaints: list[str] = []
        self.sent: list[Any] = []
        if self.page.url.startswith("http"):
            self.page.evaluate("localStorage.clear()")

    def _ask(self, request: Any) -> None:
        if urlsplit(request.url).scheme not in ("blob", "data"):
            self.hosts.add(urlsplit(request.url).hostname)

    def _answer(self, response: Any) -> None:
        if response.status >= 400 and urlsplit(response.url).path not in PROBES:
            self.failed.append(response.url)

    def _listen(self, socket: Any) -> None:
        socket.on("framesent", lambda frame: self.sent.append(frame))

    def open(self, path: str) -> Visit:
        self.page.goto(self.address + path)
        self.rest()
        return self

    def rest(self) -> None:
        """Wait until the page's script has ended."""
        self.page.wait_for_selector(".stApp[data-test-script-state=notRunning]")

    def at(self, step: Step) -> None:
        """Wait until the page stands at a step, with every slot filled."""
        walk = self.walk
        self.page.wait_for_function(
            "([at, first]) => (new URLSearchParams(location.search).get('at') ?? first) === at",
            arg=[walk.address(step), walk.address(walk.steps[0])],
        )
        self.page.get_by_role("heading", name=walk.question(step).title).wait_for()
        for slot in walk.slots(step):
            self.filled(slot.name)
        self.rest()

    def is_chosen(self, option: int, milliseconds: float = MILLISECONDS) -> bool:
        """Whether an option is marked before the time is over."""
        from playwright.sync_api import TimeoutError as TooLate

        mark = self.page.locator(f".st-key-option-{option} [data-testid=stBaseButton-primary]")
        try:
            mark.wait_for(timeout=milliseconds)
        except TooLate:
            return False
        return True

    def filled(self, name: str) -> None:
        """Wait until the figure in a slot was drawn."""
        drawn = DRAWN.get(type(self.walk.lesson.figures[name]), STAGE_DRAWN)
        self.page.wait_for_function(
            f"(place) => {{ const slot = document.querySelector(place); return slot && {drawn}; }}",
            arg=f".st-key-slot-{name}",
        )

    def figure(self, name: str, expression: str, arg: Any = None) -> Any:
        """The value of an expression of `figure`, in a slot, and of `arg`."""
        return self.page.evaluate(
            "([place, arg]) => { const { figure } = document.querySelector(place);"
            f" return {expression}; }}",
            [f".st-key-slot-{name} .course-figure", arg],
        )

    def stage(self, name: str, expression: str) -> Any:
        """The value of an expression of `stage`, in a slot."""
        return self.page.evaluate(
            f"() => {{ const stage = document.querySelector('.st-key-slot-{name} canvas').stage;"
            f" return {expression}; }}"
        )

    def button(self, key: str) -> Any:
        return self.page.locator(f".st-key-{key} button")

    def assert_sound(self) -> None:
        assert self.hosts == {"127.0.0.1"}
        assert self.failed == []
        assert self.complaints == []
        assert self.page.locator(".stException").count() == 0
