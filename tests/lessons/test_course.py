"""The course: ten questions, and the lessons that there are take their places."""

from __future__ import annotations

from pathlib import Path

import pytest

from lessons.course import COURSE, PLANNED, Course, Place, open_lesson
from lessons.narrative import NarrativeError


def test_ten_questions_of_which_every_lesson_has_one() -> None:
    assert [place.number for place in PLANNED] == list(range(1, 11))
    numbers = [place.number for place in COURSE.places]
    assert numbers == sorted(set(numbers))
    assert {place.slug for place in COURSE.places if place.slug} == set(COURSE.folders)


def test_a_lesson_takes_the_place_of_its_plan() -> None:
    (place,) = (place for place in COURSE.places if place.slug == "sv_softmax")
    plan = next(plan for plan in PLANNED if plan.number == place.number)
    assert (place.question, place.subject) == (plan.question, plan.subject)
    narrative = open_lesson("sv_softmax").narrative
    assert (narrative.number, narrative.minutes) == (place.number, place.minutes)
    assert narrative.title == f"{place.question} {place.subject}"


def test_a_lesson_that_there_is_not_is_named() -> None:
    with pytest.raises(ValueError, match=r"^There is no lesson of this name\. ") as refusal:
        open_lesson("<script>")
    assert str(refusal.value).endswith(f"There is: {', '.join(COURSE.folders)}.")
    assert "sv_softmax" in str(refusal.value)


@pytest.fixture
def bare(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of a lesson with nothing in it, in a course named like the test's folder."""
    monkeypatch.syspath_prepend(tmp_path.parent)
    folder = tmp_path / "bare"
    folder.mkdir()
    return folder


def test_an_incomplete_lesson_is_named(bare: Path) -> None:
    course = Course(bare.parent.name)
    (bare / "narrative.md").write_text('+++\nnumber = 3\ntitle = "Why?"\nminutes = 1\n+++\n')
    assert Place(3, "Why?", "", "bare", 1) in course.places
    assert len(course.places) == len(PLANNED)
    with pytest.raises(ValueError, match="The lesson bare is not complete: No module named"):
        open_lesson("bare", course)


def test_a_folder_without_a_narrative_is_no_lesson(bare: Path) -> None:
    assert Course(bare.parent.name).folders == {}


def test_a_lesson_without_front_matter_breaks_the_course(bare: Path) -> None:
    (bare / "narrative.md").write_text("# A page\n")
    with pytest.raises(NarrativeError, match="begins with TOML"):
        _ = Course(bare.parent.name).places
