"""The picture of the house: levels, arrows, and that it is up to date."""

from __future__ import annotations

from xml.etree import ElementTree as ET

import pytest

from checks.picture import PICTURE, levels, ordered, picture, reduced

GRAPH = {"app": {"toys", "losses"}, "toys": {"losses"}, "faces": {"losses"}, "losses": set()}


def test_each_level_lies_above_what_it_imports() -> None:
    assert levels(GRAPH) == [["app"], ["faces", "toys"], ["losses"]]


def test_a_circle_has_no_levels() -> None:
    with pytest.raises(ValueError, match="import one another in a circle: a, b"):
        levels({"a": {"b"}, "b": {"a"}, "c": set()})


def test_an_arrow_that_follows_from_others_is_left_out() -> None:
    assert reduced(GRAPH) == {
        "app": {"toys"}, "toys": {"losses"}, "faces": {"losses"}, "losses": set(),
    }  # fmt: skip


def test_a_row_is_ordered_by_its_importers() -> None:
    rows = [["left", "right"], ["a", "z"]]
    assert ordered(rows, {"left": {"z"}, "right": {"a"}, "a": set(), "z": set()}) == [
        ["left", "right"],
        ["z", "a"],
    ]


def test_the_picture_is_up_to_date() -> None:
    drawn = picture()
    assert drawn == PICTURE.read_text(encoding="utf-8"), "run python -m checks.picture"
    assert ET.fromstring(drawn).tag.endswith("svg")
    assert ">losses</text>" in drawn
    assert ">stage/</text>" in drawn
