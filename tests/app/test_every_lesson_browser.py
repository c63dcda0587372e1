"""Every lesson in a browser: from first to last step by key, mouse and finger, figures touched.

A lesson is here by being in the course.  The walks take minutes and are slow; what can be tried
without the app's server is not.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl

import pytest

from app.course.island import island
from app.course.live import message
from app.course.walk import Walk
from app.drawing.files import file_routes, file_text, file_url
from lessons.course import COURSE, open_lesson
from lessons.figure import Live
from tests.app.course.hands import PHONE, Finger, Keys, Mouse
from tests.app.course.visit import Visit
from tests.app.stage.serving import serving

pytestmark = pytest.mark.slow  # whole lessons in a browser

SLUGS = tuple(COURSE.folders)


def walk_of(slug: str) -> Walk:
    lesson = open_lesson(slug)
    return Walk.of(lesson, COURSE.asked_again(lesson.narrative.number))


@pytest.mark.parametrize("hand", [Keys, Mouse, Finger])
@pytest.mark.parametrize("slug", SLUGS)
def test_from_the_first_step_to_the_last(
    browser: Any, address: str, slug: str, hand: type[Keys]
) -> None:
    walk = walk_of(slug)
    visit = Visit(browser, address, walk, **hand.settings).open(f"/lessons?lesson={slug}")
    reader, on = hand(visit), visit.page.locator(".st-key-lesson-on button:not([disabled])")
    for step in walk.steps:
        part = walk.part(step)
        visit.at(step)
        reader.look(step)
        if part.drawing:
            reader.draw(part.drawing.slot)
        if part.options:
            reader.choose(2)
        if part.drawing or part.options:
            (on if walk.onward(step) else visit.page.locator(".st-key-lesson-end")).wait_for()
            visit.rest()
        if walk.onward(step):
            reader.on()
    assert visit.button("lesson-on").count() == 0
    with visit.page.expect_download() as taken:
        reader.press("lesson-take")
    text = Path(taken.value.path()).read_text()
    asked = [step for step in walk.steps if walk.part(step).options or walk.part(step).drawing]
    assert text.count("* I said: ") == len(asked)
    assert "I said: nothing" not in text
    visit.assert_sound()
    visit.page.close()


@pytest.fixture(scope="module")
def bare(browser: Any) -> Iterator[Any]:
    """A page that shows one figure after another, without the app."""
    with serving(file_routes) as host:
        page = browser.new_page(viewport=PHONE)
        page.goto(f"http://{host}{file_url('course/browser/figure.css')}")
        styles = file_text("drawing/browser/drawing.css") + file_text("course/browser/figure.css")
        page.set_content(f"<style>{styles}</style><div id=here></div>")
        page.evaluate(
            "async (url) => { window.Figure = (await import(url)).CourseFigure; }",
            file_url("course/browser/figure.js"),
        )
        yield page
        page.close()


#: Show a figure, at first where it has hardly any room or none, as in a page that is being renewed;
#: move all that has a handle; follow links.  Gives what stood still, and a sentence with a gap.
TRY = """async ([data, links]) => {
    const here = document.querySelector("#here");
    here.replaceChildren();
    const figure = new Figure(here);
    here.style.display = "none";
    await figure.show(data, () => {});
    figure.tour.seek(figure.tour.length);
    figure.draw(performance.now());
    const still = figure.timing.pictures ? ["drawn without room"] : [];
    figure.tour.seek(0);
    here.style.display = "";
    for (const width of ["12px", ""]) {
        here.style.width = width;
        figure.arrange();
        figure.draw(performance.now());
    }
    for (const [name, handle] of figure.handles.buttons) {
        const state = () => JSON.stringify([figure.variables.now, handle.getAttribute("style")]);
        const before = state();
        const middle = figure.place.clientWidth / 2;
        const [x, y] = [parseFloat(handle.style.left), parseFloat(handle.style.top)];
        figure.touch(() => figure.drag(name, x + (x < middle ? 60 : -60), y - 5));
        figure.draw(performance.now());
        if (state() === before) still.push(name);
    }
    for (const link of links) {
        figure.set(link);
        figure.seek(1);
        figure.draw(performance.now());
        for (const [name, stops] of Object.entries(link)) {
            const last = Number(stops.split("..").at(-1));
            if (Math.abs(figure.variables.now[name] - last) > 1e-9) still.push(`${name}=${stops}`);
        }
    }
    const says = figure.says.textContent;
    if (!says || /[{}]|NaN|undefined/.test(says)) still.push(`says ${says}`);
    return still;
}"""


@pytest.mark.parametrize("slug", SLUGS)
def test_every_figure_is_dragged_and_set_by_its_links(bare: Any, slug: str) -> None:
    narrative, figures = open_lesson(slug).narrative, open_lesson(slug).figures
    for name, figure in figures.items():
        if not isinstance(figure, Live):
            continue
        links = [
            *(
                link.settings
                for part in narrative.parts()
                for link in part.links
                if link.slot == name
            ),
            *(
                slot.settings
                for part in narrative.parts()
                for slot in part.slots
                if slot.name == name
            ),
        ]
        tour = dict(parse_qsl(figure.tour))
        data = message(figure, slot=name, at=name, settings=tour, alternative="seen", file="f")
        assert bare.evaluate(TRY, [data, links]) == [], name


@pytest.mark.parametrize("slug", SLUGS)
def test_islands_play_from_a_file_with_the_network_off(
    browser: Any, tmp_path: Path, slug: str
) -> None:
    walk = walk_of(slug)
    firsts = {slot.name: (step, slot) for step in reversed(walk.steps) for slot in walk.slots(step)}
    context = browser.new_context(offline=True, viewport=PHONE)
    for name, (step, slot) in firsts.items():
        file = tmp_path / f"{name}.html"
        file.write_bytes(island(walk, step, slot))
        page = context.new_page()
        complaints: list[str] = []
        page.on("pageerror", lambda error, said=complaints: said.append(str(error)))
        page.goto(file.as_uri())
        page.wait_for_function(
            # a function, because a file forbids the evaluation of a string
            "() => document.querySelector('.course-figure')?.figure?.timing.pictures > 0"
            " || document.querySelector('.course-chart')?.chart?.drawn >= 0"
            " || document.querySelector('canvas')?.stage?.timing.pictures > 0"
        )
        assert complaints == [], name
        page.close()
    context.close()
