"""What a step sets in its figures."""

from __future__ import annotations

from app.course.walk import settings_of
from tests.app.course.small import ANSWER, LESSON, PLAY, PREDICT, WALK, WHY


def settings(step: object) -> dict[str, str] | None:
    (slot,) = WALK.slots(step)  # type: ignore[arg-type]
    figure = LESSON.figures["circle"]
    return settings_of(WALK, step, slot, figure)  # type: ignore[arg-type]


def test_a_step_sets_its_figure_or_leaves_it() -> None:
    assert settings(PREDICT) == {}  # a drawing begins: nothing plays
    assert settings(PLAY) == {"angle": "20..60"}
    assert settings(WHY) is None
    assert settings(ANSWER) is None
