"""A lesson and presenter mode in a real browser: links, sliders, files, keys of a lecturer."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest

from app.course.record import Record, together
from app.course.walk import Step, Walk
from lessons.course import COURSE, open_lesson
from lessons.figure import Chart
from tests.app.course.visit import Visit
from tests.app.drawing.modules import run_with
from tests.lessons.style import STYLE
from tests.patience import MILLISECONDS

pytestmark = pytest.mark.slow  # journeys through whole lessons in a browser

LESSON = open_lesson("sv_softmax")
WALK = Walk.of(LESSON)


@pytest.fixture(scope="module")
def shared(browser: Any, address: str) -> Iterator[Visit]:
    """A page that keeps what it has fetched."""
    visit = Visit(browser, address, WALK)
    yield visit
    visit.page.close()


@pytest.fixture
def visit(shared: Visit) -> Iterator[Visit]:
    """Somebody who has done nothing in the course; each test opens an address."""
    shared.forget()
    yield shared
    shared.assert_sound()


def test_sentences_are_remote_controls(visit: Visit) -> None:
    page = visit.open("/lessons?lesson=sv_softmax&present=true&at=2.play").page
    visit.at(Step(1, 1))
    page.evaluate("window.sameDocument = true")
    for words, angle in (("55°", 55), ("65°", 65)):
        page.get_by_role("link", name=words).click()
        page.wait_for_function(
            "angle => Math.abs(document.querySelector('.course-figure').figure.variables.now.angle"
            " - angle) < 1e-9",
            arg=angle,
        )
    visit.rest()
    page.goto(f"{visit.address}/lessons?lesson=sv_softmax&present=true&at=6.why")
    visit.at(Step(5, 2))
    page.evaluate("window.sameDocument = true")
    address = page.url
    page.get_by_role("link", name="step 40").click()
    place = visit.stage("trap", "stage.clock.head")
    assert place == visit.stage("trap", "stage.run.place(40)")
    assert place > 0
    page.get_by_role("link", name="the beginning").press("Enter")
    assert visit.stage("trap", "stage.clock.head") == 0
    page.get_by_role("link", name="the forces").click()
    on = visit.stage("trap", "Object.keys(stage.layers).filter(name => stage.layers[name])")
    assert set(on) == {"samples", "weights", "regions", "rings", "forces"}
    pressed = page.locator(".st-key-slot-trap [data-layer=forces]").get_attribute("aria-pressed")
    assert pressed == "true"
    page.get_by_role("link", name="one sample").click()
    run = LESSON.figures["trap"].run()  # type: ignore[union-attr]
    chosen = visit.stage("trap", "[...stage.selection].map(n => stage.run.ids[n])")
    assert len(chosen) == 1
    assert chosen[0] in run.samples_N
    visit.rest()
    page.locator(".st-key-behind-trap label").click()
    page.get_by_text(f"Sample {chosen[0]:,} under SV-Softmax").wait_for()
    assert page.url == address
    assert page.evaluate("window.sameDocument")


def test_a_slider_asks_the_server_nothing_until_it_is_let_go(visit: Visit) -> None:
    page = visit.open("/lessons?lesson=sv_softmax&at=3.answer&present=true").page
    visit.at(WALK.find("3.answer"))
    page.locator(".st-key-behind-pipeline label").click()
    page.locator(".katex-display").first.wait_for()
    visit.rest()
    before = page.locator(".stMarkdown", has_text="The slider stands at").text_content()
    assert "stands at 1.2" in before
    slider = page.locator(".st-key-slot-pipeline input[type=range]:not(.bar)")
    sent = len(visit.sent)
    for at in range(3):
        slider.evaluate(
            "(slider, at) => { slider.value = at; slider.dispatchEvent(new Event('input')); }", at
        )
        page.wait_for_function(
            "at => document.querySelector('.course-chart').chart.drawn === at",
            arg=at,
        )
    assert len(visit.sent) == sent
    slider.evaluate("slider => slider.dispatchEvent(new Event('change'))")
    page.get_by_text("The slider stands at 1.1.").wait_for()
    visit.rest()
    code = " ".join(page.locator(".stCode").all_text_contents())
    assert "def sv_softmax(cos: Tensor" in code
    assert "def sv_guide(cos_BC" in code


def test_a_chart_is_taken_away_as_it_stands(visit: Visit) -> None:
    page = visit.open("/lessons?lesson=sv_softmax&at=6.play&present=true").page
    visit.at(WALK.find("6.play"))
    taken = {}
    for kind in ("PNG", "SVG", "CSV"):
        with page.expect_download() as download:
            page.locator(".course-chart .files").get_by_text(kind, exact=True).click()
        assert download.value.suggested_filename == f"sv_softmax-starts-classes-6.{kind.lower()}"
        taken[kind] = Path(download.value.path()).read_bytes()
    assert taken["PNG"].startswith(b"\x89PNG")
    assert ElementTree.fromstring(taken["SVG"]).tag == "{http://www.w3.org/2000/svg}svg"
    rows = list(csv.DictReader(io.StringIO(taken["CSV"].decode())))
    named = [float(row["y"]) for row in rows if row["trace"] == "SV-Softmax"]
    chart = LESSON.figures["starts"]
    assert isinstance(chart, Chart)
    stored = next(bar for bar in chart.draw(STYLE, 1).data if bar.name == "SV-Softmax")
    assert named == list(stored.y)


def test_a_lecturer_blanks_the_screen_and_hides_controls(visit: Visit) -> None:
    page = visit.open("/lessons?lesson=sv_softmax&at=2.predict&present=true").page
    visit.at(Step(1, 0))
    size = page.evaluate("getComputedStyle(document.documentElement).fontSize")
    assert float(size.removesuffix("px")) > 20
    for key in ("b", "."):
        page.keyboard.press(key)
        page.locator(".blank-screen").wait_for()
        page.keyboard.press("ArrowRight")  # shows the page again, and nothing else
        page.locator(".blank-screen").wait_for(state="detached")
        assert "at=2.predict" in page.url
    page.keyboard.press("n")
    page.get_by_role("heading", name="Notes for the one who teaches it").wait_for()
    page.keyboard.press("h")
    page.wait_for_selector(".hiding-sign")
    page.locator(".st-key-lesson-take, .st-key-lesson-all").first.click()
    page.wait_for_function("new URLSearchParams(location.search).get('hide') === 'lesson-all'")
    page.locator(".st-key-lesson-all").wait_for(state="hidden")
    assert "lesson=sv_softmax" in page.url
    page.keyboard.press("Escape")
    page.keyboard.press("PageDown")  # what a clicker sends
    visit.at(Step(1, 1))


def test_a_page_with_one_slider(visit: Visit) -> None:
    page = visit.open(
        "/playground?present=true&only=sv_arc_softmax-t,train&hide=legend,captions"
    ).page
    slider = page.locator(".st-key-sv_arc_softmax-t input[type=range]:not(.bar)")
    slider.wait_for()
    page.wait_for_function(
        "document.querySelector('.stage canvas')?.stage?.size > 1", timeout=MILLISECONDS
    )
    visit.rest()
    page.wait_for_function(  # the page's style may come a moment after what it hides
        "[...document.querySelectorAll('.stMain, .stSidebar')].flatMap(part =>"
        " [...part.querySelectorAll('.stSlider, .stSelectbox, .stMultiSelect, .stButton,"
        " .stCheckbox, .stNumberInput, .legend')])"
        ".filter(part => part.checkVisibility()).length === 1"
    )
    assert slider.is_visible()
    slider.press("ArrowRight")
    page.wait_for_function("location.search.includes('sv_arc_softmax-t')")


def test_two_tabs_keep_what_both_have_answered_and_the_newer_answer(
    visit: Visit,
) -> None:
    """Each tab knows its own answers only, and sends all of them with each."""

    def said(tab: Visit, answers: dict[str, int]) -> None:
        tab.page.wait_for_function(
            "(answers) => Object.entries(answers).every(([at, answer]) => JSON.parse("
            "localStorage.getItem('margins-and-mining-course') ?? '{}')"
            ".sv_softmax?.said?.[at] === answer)",
            arg=answers,
        )

    whole = Walk.of(LESSON, COURSE.asked_again(LESSON.narrative.number))
    one = visit.open("/lessons?lesson=sv_softmax&at=2.predict")
    two = visit.beside().open("/lessons?lesson=sv_softmax&at=again-1.recall")
    for tab, place in ((one, "2.predict"), (two, "again-1.recall")):
        tab.page.get_by_role("heading", name=whole.question(whole.find(place)).title).wait_for()
        tab.button("option-1").click()
        said(tab, {place: 0})
    said(two, {"2.predict": 0, "again-1.recall": 0})
    two.open("/lessons?lesson=sv_softmax&at=2.predict")  # it reads what both have kept
    assert two.is_chosen(1)
    two.button("option-2").click()
    said(one, {"2.predict": 1})
    one.button("lesson-on").click()  # the first tab still has the older answer
    one.at(WALK.find("2.play"))
    one.page.wait_for_function(
        "JSON.parse(localStorage.getItem('margins-and-mining-course'))"
        ".sv_softmax.seen.includes('2.play')"
    )
    said(one, {"2.predict": 1, "again-1.recall": 0})
    two.page.close()


def test_the_browser_puts_the_attempts_at_a_challenge_together_as_the_server_does(
    visit: Visit,
) -> None:
    records = [Record(), Record(["a"], 0, 1), Record(["b", "c"], 2, 0), Record(["a", "c"], 1, 2)]
    pairs = [({"stuck": one.plain}, {"stuck": other.plain}) for one in records for other in records]
    found = run_with(
        visit.open("/lessons").page,
        "../../course/browser/merged.js",
        "merged",
        "return given.pairs.map(([challenges, now]) =>"
        " merged({ challenges }, {}, { challenges: now }).challenges);",
        pairs=pairs,
    )
    assert found == [together(one, other) for one, other in pairs]


def test_arrows_belong_to_the_stage_while_it_has_them(visit: Visit) -> None:
    page = visit.open("/lessons?lesson=sv_softmax&present=true&at=6.why").page
    visit.at(Step(5, 2))
    visit.stage("trap", "stage.seek(3)")
    page.locator(".st-key-slot-trap canvas").focus()
    page.keyboard.press("ArrowRight")
    assert visit.stage("trap", "stage.clock.head") == 4
    visit.rest()
    assert "at=6.why" in page.url
