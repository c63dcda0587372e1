"""The hall in a browser: a phone that loses its line and reloads, a wall that shows all answers.

What is sent again after a lost line, and which key goes on, is known in the browser alone.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from app.drawing.files import file_routes
from app.hall.room import Phase
from app.hall.rooms import Rooms
from app.hall.routes import hall_routes
from tests.app.hall.asking import CHOICE, DRAWN
from tests.app.hall.lines import Hall, answered, seen
from tests.app.stage.serving import serving
from tests.patience import MILLISECONDS


@pytest.fixture(scope="module")
def served() -> Iterator[Hall]:
    rooms = Rooms()
    with serving([*file_routes, *hall_routes(rooms)]) as host:
        yield Hall(host, rooms)


@pytest.fixture(scope="module")
def context(browser: Any) -> Iterator[Any]:
    context = browser.new_context(
        viewport={"width": 390, "height": 844}, has_touch=True, reduced_motion="reduce"
    )
    context.set_default_timeout(MILLISECONDS)
    yield context
    context.close()


class Lines:
    """The lines of a page, which can be lost."""

    def __init__(self) -> None:
        self._is_lost = False
        self._open: list[Any] = []

    def handed_on(self, line: Any) -> None:
        """Connect a line of the page to the server, unless lines are lost."""
        if self._is_lost:
            line.close()
            return
        line.connect_to_server()
        self._open.append(line)

    @property
    def lost(self) -> bool:
        """Whether there is no line, and none comes."""
        return self._is_lost

    @lost.setter
    def lost(self, lost: bool) -> None:
        self._is_lost = lost
        while lost and self._open:
            self._open.pop().close()


def wait_for(page: Any, words: str) -> None:
    page.get_by_text(words).first.wait_for()


def test_the_way_goes_on_and_back(served: Hall, context: Any) -> None:
    page = context.new_page()
    page.goto(f"http://{served.host}/h")
    steps = page.evaluate(
        """async () => {
            const { onward, back } = await import("./app-files/hall/browser/way.js");
            let state = { at: -1, of: 2, phase: "asking", played: false };
            const there = [], played = new Set();
            for (let step = onward(state); step; step = onward(state)) {
                if (step.phase === "outcome") played.add(step.at);
                state = { ...state, ...step, played: played.has(step.at) };
                there.push(`${step.at} ${step.phase}`);
            }
            const home = [];
            for (let step = back(state); step; step = back(state)) {
                state = { ...state, ...step, played: played.has(step.at) };
                home.push(`${step.at} ${step.phase}`);
            }
            return [there, home];
        }"""
    )
    assert steps[0] == [f"{at} {phase.value}" for at in (0, 1) for phase in Phase]
    # What was played is not asked again on the way back.
    assert steps[1] == ["1 answers", "0 outcome", "0 answers", "-1 asking"]
    page.close()


def test_two_answers_side_by_side_are_unlike(served: Hall, context: Any) -> None:
    page = context.new_page()
    page.goto(f"http://{served.host}/h")
    drawn, chosen = page.evaluate(
        """async () => {
            const { mostDifferent, mostChosen } = await import("./app-files/hall/browser/pairs.js");
            const drawn = [[5, 5], [1, 1], [5.1, 5], [9, 9], [5, 5.2]];
            return [mostDifferent(drawn), mostChosen([3, 9, 0, 9])];
        }"""
    )
    assert sorted(drawn[:2]) == [[1, 1], [9, 9]]
    assert sorted(drawn) == sorted([[5, 5], [1, 1], [5.1, 5], [9, 9], [5, 5.2]])
    assert chosen == [1, 3, 0, 2]
    page.close()


def test_a_phone_answers_reloads_and_loses_the_line(served: Hall, context: Any) -> None:
    room = served.room()
    page = context.new_page()
    lines = Lines()
    page.route_web_socket("**/line", lines.handed_on)
    page.goto(f"http://{served.host}/h")
    page.get_by_role("textbox").fill(f"{room.code[:4]} {room.code[4:]}".lower())
    page.get_by_role("button", name="Come in").click()
    wait_for(page, "You are in")
    with served.wall(room) as wall:
        wall.send(f'{{"do": "go", "at": {CHOICE}, "phase": "asking"}}')
        page.locator(".option").nth(1).click()
        wait_for(page, "Your answer is there")
        assert seen(wall, answered=1)["answers"] == [0, 1]
        page.reload()
        page.locator(".option[aria-pressed=true]", has_text="no").wait_for()
        wall.send(f'{{"do": "go", "at": {DRAWN}, "phase": "asking"}}')
        wait_for(page, "Draw your answer")
        # The line breaks; what is drawn meanwhile goes out when it is there again.
        handle = page.locator("button.handle.drawn")
        handle.wait_for()
        lines.lost = True
        wait_for(page, "The line is lost")
        handle.focus()
        handle.press("ArrowLeft")
        wait_for(page, "On its way")
        lines.lost = False
        wait_for(page, "Your answer is there")
        ((value,),) = seen(wall, answered=1, at=DRAWN)["answers"]
        assert value != 20
        wall.send(f'{{"do": "go", "at": {DRAWN}, "phase": "outcome"}}')
        wait_for(page, "drawn, off by")
        assert page.evaluate("document.querySelector('.course-figure').figure.drawing.ghost")
        assert page.evaluate("document.documentElement.scrollWidth") == 390
        wall.send('{"do": "close"}')
        wait_for(page, "Nothing of it is kept")
        assert page.evaluate("localStorage.length") == 0
    page.close()


def test_the_wall_lays_all_answers_over_one_another(served: Hall, context: Any) -> None:
    room = served.room()
    page = context.new_page()
    page.goto(f"http://{served.host}/h")
    kept = f'["{room.code}", "{room.key}"]'
    page.evaluate("kept => localStorage.setItem('margins-and-mining-wall', kept)", kept)
    page.set_viewport_size({"width": 1366, "height": 768})
    page.goto(f"http://{served.host}/hall/{room.code}")
    page.locator(".door svg").wait_for()
    many = "document.querySelector('.course-figure')?.figure.drawing?.many"
    with served.student(room) as one, served.student(room) as two:
        wait_for(page, "2 here")
        page.keyboard.press("ArrowRight")
        page.get_by_role("button", name="Show the answers").wait_for()
        page.keyboard.press("PageDown")
        page.locator(".choice output").first.wait_for()
        page.get_by_role("button", name="Play the outcome").wait_for()
        page.keyboard.press("ArrowRight")
        page.get_by_role("button", name="Next question").wait_for()
        page.keyboard.press("ArrowRight")
        for line, value in ((one, 30), (two, 80)):
            seen(line, at=DRAWN)
            answered(line, DRAWN, [value])
        wait_for(page, "2 of 2 have answered")
        page.wait_for_function(f"() => {many}?.length === 0")  # none is shown while it is asked
        page.keyboard.press("ArrowRight")
        page.wait_for_function(f"() => JSON.stringify({many}) === '[[30],[80]]'")
        page.keyboard.press("s")
        page.locator(".figures + .figures .course-figure").wait_for()
        page.wait_for_function(f"() => {many}.length === 1")
        page.keyboard.press("ArrowRight")
        page.wait_for_function(f"() => {many}?.length === 2")
        assert page.evaluate("document.querySelector('.course-figure').figure.drawing.ghost")
        page.on("dialog", lambda dialog: dialog.accept())
        page.get_by_role("button", name="Close the room").click()
        wait_for(page, "Nothing of it is kept")
    assert served.rooms.find(room.code) is None
    page.close()
