"""The face-run page in a real browser: its stage moves, one cursor, pictures, and no way out."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from app.face_runs.door import FIRST, SHIPPED
from app.face_runs.reading import read
from tests.app.stage_visit import CANVAS, Visit


class FaceVisit(Visit):
    """A visit to the page of face runs."""

    def section(self, name: str) -> None:
        self.page.get_by_role("radio", name=name, exact=True).click()
        self.page.wait_for_function(
            "name => location.search.includes(name)", arg=f"face_section={name.replace(' ', '+')}"
        )
        self.rest()

    def step(self) -> int:
        slider = self.page.locator(".st-key-face_step [role=slider], .st-key-face_step input")
        words = str(slider.first.get_attribute("aria-valuetext"))  # "step 1,200"
        return int("".join(filter(str.isdigit, words)))

    def broken_pictures(self) -> list[str]:
        found: list[str] = self.page.evaluate(
            "() => [...document.querySelectorAll('.stMain img')]"
            ".filter((image) => !image.complete || !image.naturalWidth).map((image) => image.alt)"
        )
        return found


@pytest.fixture(scope="module")
def visit(browser: Any, address: str) -> Iterator[FaceVisit]:
    visit = FaceVisit(browser, address, scheme="dark", width=1024, path="face-run")
    yield visit
    visit.page.close()


def steps() -> list[int]:
    return [int(step) for step in read(SHIPPED / FIRST, FIRST).steps_K]


def test_it_opens_on_a_shipped_run_that_moves(visit: FaceVisit) -> None:
    assert visit.stage("stage.run.steps") == steps()
    visit.wait_for("stage.clock.head > 1")
    told = visit.page.locator(CANVAS).get_attribute("aria-label")
    assert "nearest to their own class at the last step" in told
    assert visit.page.locator(".stMain img").count() > 1
    assert visit.broken_pictures() == []
    tabs = visit.page.locator(".stage [role=tab]:visible")
    assert tabs.all_text_contents() == ["support vectors", "angles"]
    visit.assert_sound()


def test_the_slider_moves_the_stage_by_keyboard(visit: FaceVisit) -> None:
    slider = visit.page.locator(".st-key-face_step").get_by_role("slider")
    slider.press("Home")
    visit.wait_for("stage.clock.head === 0 && !stage.clock.playing")
    slider.press("ArrowRight")
    visit.wait_for("stage.clock.head === 1")
    assert visit.step() == steps()[1]
    visit.rest()
    visit.assert_sound()


def test_the_slider_follows_the_stages_clock(visit: FaceVisit) -> None:
    visit.page.locator(CANVAS).focus()
    visit.page.keyboard.press("End")
    visit.page.wait_for_function(
        "step => new URLSearchParams(location.search).get('face_step') === String(step)",
        arg=steps()[-1],
    )
    visit.rest()
    assert visit.step() == steps()[-1]
    assert visit.stage("stage.clock.head") == len(steps()) - 1
    visit.assert_sound()


def test_a_sample_of_the_stage_tells_its_story(visit: FaceVisit) -> None:
    visit.page.evaluate(f"document.querySelector({CANVAS!r}).stage.select([0])")
    sample = visit.stage("stage.run.ids[0]")
    visit.page.get_by_text(f"sample {sample:,}").first.wait_for()
    visit.page.get_by_text("support vector").first.wait_for()
    visit.page.locator(CANVAS).focus()
    visit.page.keyboard.press("Escape")
    visit.rest()
    visit.assert_sound()


def test_every_section_can_be_opened_and_stands_in_the_address(visit: FaceVisit) -> None:
    for name in ("Curves", "Angles", "Verification", "Support vectors"):
        visit.section(name)
        visit.page.locator(".stMain .js-plotly-plot").first.wait_for()
        visit.assert_sound()
    for name in ("Hard pairs", "Label suspects"):
        visit.section(name)
        visit.page.locator(".stMain img").first.wait_for()
        assert visit.broken_pictures() == []
        visit.assert_sound()
    wide = visit.page.evaluate("document.scrollingElement.scrollWidth <= window.innerWidth")
    assert wide


def test_a_typed_path_that_leaves_the_folder_is_a_sentence(visit: FaceVisit) -> None:
    box = visit.page.locator(".st-key-face_run input")
    box.click()
    box.fill("../../etc")
    box.press("Enter")
    visit.page.get_by_text("leaves the folder of runs; only what is in it can be opened").wait_for()
    visit.rest()
    visit.assert_sound()
