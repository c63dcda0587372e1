"""The room that is kept for a figure; tests in the browser compare it with what is drawn."""

from __future__ import annotations

from app.course.reserved import chart_room, live_room, rules
from tests.app.course.small import figure


def test_a_figure_has_the_room_of_its_picture_and_of_what_is_below() -> None:
    room = live_room(figure(), wide=True)
    assert room.startswith("calc(min(56cqw, 313.6px, max(260px, 100vh - 330px)) + ")
    assert room.endswith("rem)")


def test_a_chart_is_as_high_as_its_layout_says() -> None:
    layout = {"height": 400, "margin": {"t": 40, "b": 50}}
    plain = {"figures": [{"layout": layout}], "slider": None}
    assert chart_room(plain) == "calc(400px + 1.7rem)"
    narrow = {"figures": [{"layout": layout | {"meta": {"ratio": 0.5}}}], "slider": {"name": "t"}}
    assert chart_room(narrow) == "calc(min(400px, max(120px, 50.0cqw + 90px)) + 5.7rem)"


def test_the_rules_are_of_one_slot() -> None:
    text = rules("trap", "4px", "5px")
    assert text.count(".st-key-slot-trap ") == 3
    assert "@container (width < 520px)" in text
