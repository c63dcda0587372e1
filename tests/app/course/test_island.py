"""A figure with its text as one file: what is in it, and what its address refuses."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any
from urllib.error import HTTPError
from urllib.request import urlopen

import pytest

from app.course.island import island, island_routes
from app.course.walk import Walk
from lessons.course import open_lesson
from lessons.figure import Chart
from tests.app.course.small import PLAY, WALK
from tests.app.stage.serving import serving
from tests.patience import MILLISECONDS

LESSON = open_lesson("sv_softmax")
CHARTED = Walk.of(LESSON)


def test_the_file_has_figure_text_and_code_and_asks_for_nothing() -> None:
    (slot,) = WALK.slots(PLAY)
    text = island(WALK, PLAY, slot).decode()
    assert "<h1>One?</h1>" in text
    assert '"course/browser/kinds/circle.js"' in text
    assert '"angle": "20..60"' in text
    assert not re.search(r'(?:src|href)="(?:https?:)?//', text)


@pytest.fixture(scope="module")
def host() -> Iterator[str]:
    with serving(island_routes()) as host:
        yield host


def test_a_wrong_address_gets_a_sentence(host: str) -> None:
    for path in ("nobody/1.page/x", "sv_softmax/99.page/x", "sv_softmax/2.play/nothing"):
        with pytest.raises(HTTPError) as refused:
            urlopen(f"http://{host}/lesson-figure/{path}")
        assert refused.value.code == 404
        assert refused.value.read().decode().endswith(".")


def test_it_plays_from_a_file_with_the_network_off(browser: Any, tmp_path: Any) -> None:
    at, charted = next(
        (step, slot)
        for step in CHARTED.steps
        for slot in CHARTED.slots(step)
        if isinstance(LESSON.figures[slot.name], Chart)
    )
    pages = {
        "live": island(WALK, PLAY, WALK.slots(PLAY)[0]),
        "chart": island(CHARTED, at, charted),
    }
    context = browser.new_context(offline=True)
    for name, content in pages.items():
        file = tmp_path / f"{name}.html"
        file.write_bytes(content)
        page = context.new_page()
        complaints: list[str] = []
        page.on("pageerror", lambda error, said=complaints: said.append(str(error)))
        page.goto(file.as_uri())
        page.wait_for_function(
            "name => [...document.querySelectorAll('.figure-of-a-lesson > div')].some("
            "root => name === 'live' ? root.figure?.timing.pictures > 0 : root.chart?.drawn >= 0)",
            arg=name,
            timeout=MILLISECONDS,
        )
        assert complaints == []
    context.close()
