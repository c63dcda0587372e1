"""What the browser fetches for the next step, before the reader goes there."""

from __future__ import annotations

from app.course.ahead import ahead, scripts_of
from app.course.walk import Walk
from app.stage.addresses import scene_address
from app.toy_runs.comparison import scene_of
from lessons.course import open_lesson
from lessons.figure import Moving
from tests.app.course.small import ANSWER, LESSON, PREDICT, WALK


def test_a_figure_that_is_touched_needs_its_kind() -> None:
    assert ahead(WALK, PREDICT) == {
        "scripts": [
            "/app-files/course/browser/figure.js",
            "/app-files/course/browser/kinds/circle.js",
        ],
        "runs": [],
    }
    assert WALK.onward(ANSWER) is None
    assert ahead(WALK, ANSWER) == {"scripts": [], "runs": []}
    assert scripts_of(LESSON.figures["circle"])[1].endswith("/circle.js")


def test_a_run_is_asked_for_under_the_address_that_the_stage_will_use() -> None:
    lesson = open_lesson("sv_softmax")
    walk = Walk.of(lesson)
    step, why = walk.find("6.play"), walk.find("6.why")
    assert step
    assert why
    trap = lesson.figures["trap"]
    assert isinstance(trap, Moving)
    assert [slot.name for slot in walk.slots(why)] == ["trap"]
    assert ahead(walk, step) == {
        "scripts": ["/app-files/stage/browser/stage.js"],
        "runs": [scene_address(scene_of(trap.run()))],
    }
