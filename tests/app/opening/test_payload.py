"""What the browser gets for the opening."""

from __future__ import annotations

import pytest

from app.opening.payload import DOORS, data, learn, refused
from app.opening.story import scenes
from app.stage.addresses import SCENES_URL
from app.stage.addresses import scenes as served
from lessons.course import COURSE, Place


def test_the_browser_gets_the_story_and_where_the_run_is() -> None:
    sent = data("gap")
    assert sent["scene"] == "gap"
    assert len(sent["story"]["scenes"]) == len(scenes())
    scene = served.find(sent["run"].removeprefix(f"{SCENES_URL}/"))
    assert scene is not None
    assert scene.titles == ("Softmax", "Arc-Softmax", "SV-Arc-Softmax")


def test_the_scene_is_served_under_one_address() -> None:
    assert data("")["run"] == data("gap")["run"]


def test_three_doors() -> None:
    assert [door.path for door in DOORS] == ["/lessons", "/playground", "/face-run"]


@pytest.mark.parametrize(
    ("opened", "text"),
    [
        ((), "Three questions; no lesson can be opened yet"),
        ((2,), "Three questions; number 2 can be opened now"),
        ((1, 3), "Three questions; two can be opened now"),
        ((1, 2, 3), "Three questions: predict, see, explain"),
    ],
)
def test_the_door_to_the_course_counts_what_can_be_opened(
    opened: tuple[int, ...], text: str
) -> None:
    places = [Place(n, "Why?", "so", "slug" if n in opened else None) for n in (1, 2, 3)]
    assert learn(places) == text


def test_the_door_to_the_course_is_that_of_this_course() -> None:
    assert DOORS[0].text == learn(COURSE.places)


def test_files_to_take_away() -> None:
    words = [file["words"] for file in data("")["files"]]
    assert words[0] == "HTML film"
    assert {"Measures, CSV", "Samples, CSV", "Notebook"} <= set(words)
    assert "HTML replay" not in words
    assert all(file["section"] for file in data("")["files"])


def test_a_scene_that_there_is_not_gets_a_sentence() -> None:
    assert refused("") == refused("gap") == ""
    sentence = refused("<b>gab</b>")
    assert sentence.startswith("The opening has no scene of that name; it has question, point,")
    assert "<b>" not in sentence
