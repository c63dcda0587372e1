"""The room that is kept for a figure; tests in the browser compare it with what is drawn."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from app.course.reserved import chart_room, live_room, rules
from lessons import kinds
from tests.app.course.small import figure


def test_a_figure_has_the_room_of_its_picture_and_of_what_is_below() -> None:
    room = live_room(figure(), wide=True)
    assert room.startswith("calc(min(56cqw, 313.6px, max(260px, 100vh - 330px)) + ")
    assert room.endswith("rem)")


def test_every_kind_has_a_room_of_its_own() -> None:
    content = {"half": False, "lines": (), "panels": (), "names": ("a",), "wrong": (0,) * 12,
               "shares": None}  # fmt: skip
    for file in Path(kinds.__file__).parent.glob("[a-z]*.py"):
        room = live_room(replace(figure(), kind=file.stem, content=content), wide=False)
        assert not room.startswith("calc(60cqw"), file.stem


def test_a_sheet_of_pictures_has_three_columns_on_a_phone() -> None:
    sheet = replace(figure(), kind="pictures", content={"wrong": (0,) * 12})
    assert "26px + 4 * (min(104px, (100cqw - 28px) / 3) + 34px)" in live_room(sheet, wide=False)
    assert "26px + 3 * (min(104px, (100cqw - 42px) / 4) + 34px)" in live_room(sheet, wide=True)


def test_portraits_have_room_for_their_bars_if_they_have_bars() -> None:
    for shares, words in ((None, 34), ([[100, 50]], 90)):
        row = replace(figure(), kind="portraits", content={"names": ("a", "b"), "shares": shares})
        assert f"min(150px, (100cqw - 26px) / 2) + {words}px" in live_room(row, wide=True)


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
