"""What the browser gets for the opening."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.opening.payload import DOORS, data, helps, learn, refused
from app.opening.story import scenes
from app.stage.addresses import SCENES_URL
from app.stage.addresses import scenes as served
from lessons.course import COURSE, Place
from tests.toy_models.guidance.drawn_rows import as_predicted, error_as_predicted, screen_rows
from toy_models.guidance.answer import FILE, read_answer, save_answer
from toy_models.guidance.from_rows import computed
from toy_models.guidance.rows import RESULTS


def test_the_browser_gets_the_story_and_where_the_run_is() -> None:
    sent = data("gap")
    assert sent["scene"] == "gap"
    assert len(sent["story"]["scenes"]) == len(scenes())
    scene = served.find(sent["run"].removeprefix(f"{SCENES_URL}/"))
    assert scene is not None
    assert scene.titles == ("Softmax", "Arc-Softmax", "SV-Arc-Softmax")


def test_the_scene_is_served_under_one_address() -> None:
    assert data("")["run"] == data("gap")["run"]


def test_four_doors() -> None:
    assert [door.path for door in DOORS] == [
        "/lessons", "/playground", "/when-does-it-help", "/face-run"
    ]  # fmt: skip


def test_the_door_to_the_experiment_says_its_answer(tmp_path: Path) -> None:
    (door,) = helps()
    assert not any(one.difference.words == "more" for one in read_answer(RESULTS / FILE).points)
    assert door.text == "A harder push on hard classes: mostly no gain, and why"
    save_answer(computed(screen_rows(as_predicted, error_as_predicted), []), tmp_path / FILE)
    assert helps(tmp_path / FILE)[0].text.endswith("a gain in 8 of 32 settings")
    (tmp_path / FILE).write_text("{")
    assert helps(tmp_path / FILE) == helps(tmp_path / "none.json") == ()


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
