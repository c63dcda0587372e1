"""A lesson is read from its folder, and a slot without a figure is refused."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from lessons.course import COURSE, open_lesson
from lessons.figure import Figure
from lessons.lesson import check_slots
from lessons.narrative import NarrativeError, parse

LESSON = open_lesson("sv_softmax")


def without(name: str) -> Mapping[str, Figure]:
    return {slot: figure for slot, figure in LESSON.figures.items() if slot != name}


def test_a_slot_without_a_figure_cannot_be_opened() -> None:
    check_slots(LESSON.narrative, LESSON.figures)
    with pytest.raises(NarrativeError, match="no figure for the slot 'boundary'"):
        check_slots(LESSON.narrative, without("boundary"))


def test_a_drawing_without_a_figure_that_asks_for_it_cannot_be_opened() -> None:
    with pytest.raises(NarrativeError, match=r"no figure that asks for 'cliff\.loss'"):
        check_slots(LESSON.narrative, without("cliff"))


def test_a_link_to_a_slot_without_a_figure_cannot_be_opened() -> None:
    text = '+++\nnumber = 3\ntitle = "Why?"\nminutes = 1\n+++\n# A page\n\n[there](#cliff?t=1)\n'
    narrative = parse(text, {})
    check_slots(narrative, LESSON.figures)
    with pytest.raises(NarrativeError, match="link sets the figure 'cliff', which does not exist"):
        check_slots(narrative, without("cliff"))


def test_a_folder_knows_its_modules_its_texts_and_its_runs() -> None:
    folder = COURSE.folders["sv_softmax"]
    assert folder.slug == "sv_softmax"
    assert folder.module("numbers").__name__ == "lessons.sv_softmax.numbers"
    assert folder.text("notes.md") == LESSON.notes
    assert folder.shown("trap") is folder.shown("trap")  # read once
    with pytest.raises(OSError, match="nothing"):
        folder.shown("nothing")
