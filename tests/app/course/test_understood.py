"""The shapes of a memory: what has them comes back whole, all else is left out without an error."""

from __future__ import annotations

from typing import Any

import pytest

from app.course.understood import understood

LESSON = {"said": {"1.predict": [57.0], "2.predict": 1}, "because": {"1.predict": "ja, 因为"}}
WHOLE = {
    "angles": LESSON | {"seen": ["1.page", "1.predict"]},
    "scale": {"said": {}},
    "challenges": {"stuck": {"tried": ["0a1b2c3d"], "solved": 0, "hints": 1}},
}


def test_a_memory_comes_back_whole() -> None:
    assert understood(WHOLE) == WHOLE


@pytest.mark.parametrize("plain", [None, [], 3, "x", {"angles": None}, {"challenges": [1]}])
def test_what_is_no_memory_is_nothing(plain: Any) -> None:
    assert understood(plain) == {}


@pytest.mark.parametrize(
    "hostile",
    [
        {"said": [1]}, {"said": None}, {"said": {"1.predict": {"a": 1}}}, {"said": {"1": "x"}},
        {"said": {"1": True}}, {"said": {"1": [float("nan")]}}, {"said": {"1": 10**400}},
        {"said": {"1": [[1]]}}, {"because": [1]}, {"because": {"1": 3}}, {"seen": {"1": 1}},
        {"seen": [[1]]}, {"because": {"1": "\ud800"}}, {"seen": ["\ud800"]},
    ],
)  # fmt: skip
def test_a_lesson_of_another_shape_is_left_out_and_the_others_stay(hostile: Any) -> None:
    assert understood({**WHOLE, "margins": hostile}) == WHOLE
