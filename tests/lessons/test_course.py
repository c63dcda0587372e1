"""The course: ten questions, and each lesson that exists is whole."""

from __future__ import annotations

import importlib
import inspect
import re
import subprocess
import sys
from pathlib import Path

import numpy as np
import plotly.graph_objects as go
import pytest

from lessons import course
from lessons.course import COURSE, FOLDER, Lesson, open_lesson
from lessons.figure import STAGE_SETTINGS, Chart, Moving, Paint
from lessons.narrative import NarrativeError, Question
from lessons.source import source

PAINT = Paint(
    ink="#1F2430",
    faint="#D5D8DE",
    paper="#FFFFFF",
    accent="#1B6CA8",
    losses=("#1B6CA8",) * 8,
    dashes=("solid",) * 8,
)
THERE = [place.slug for place in COURSE if place.slug]


@pytest.fixture(params=THERE)
def lesson(request: pytest.FixtureRequest) -> Lesson:
    return open_lesson(request.param)


def test_ten_questions_of_which_every_lesson_has_one() -> None:
    assert [place.number for place in COURSE] == list(range(1, 11))
    assert {file.parent.name for file in FOLDER.glob("*/narrative.md")} == set(THERE)


def test_a_lesson_stands_at_its_place(lesson: Lesson) -> None:
    (place,) = (place for place in COURSE if place.slug == lesson.slug)
    assert lesson.narrative.number == place.number
    assert lesson.narrative.title == f"{place.question} {place.subject}"
    assert "torch" in lesson.provenance
    assert lesson.notes.startswith("# ")


def test_every_slot_is_filled_and_every_figure_has_one(lesson: Lesson) -> None:
    slots = {slot.name for part in lesson.narrative.parts() for slot in part.slots}
    assert slots == set(lesson.figures)
    for figure in lesson.figures.values():
        if isinstance(figure, Chart):
            drawn = figure.drawn(PAINT)
            assert all(isinstance(one, go.Figure) and len(one.data) for one in drawn)
            assert len(figure.told) in (1, len(drawn))
            assert all(len(told.p_C) == len(figure.names) for told in figure.told)
        else:
            run = figure.run()
            assert figure.loss < len(run.titles)
            assert figure.sample < len(run.labels_N)
            assert len(run.steps_K) > 20  # something moves


def visible(question: Question, at: int) -> set[str]:
    """The slots that are on the page at a part: its own, or the last ones before it."""
    for part in question.parts[at::-1]:
        if part.slots:
            return {slot.name for slot in part.slots}
    return set()


def test_every_remote_control_sets_what_is_beside_it(lesson: Lesson) -> None:
    count = 0
    for question in lesson.narrative.questions:
        for at, part in enumerate(question.parts):
            for link in part.links:
                count += 1
                assert link.slot in visible(question, at), (question.title, part.kind, link)
                figure = lesson.figures[link.slot]
                if isinstance(figure, Chart):
                    assert figure.slider, link
                    assert set(link.settings) == {figure.slider.name}
                    assert float(link.settings[figure.slider.name]) in figure.slider.values
                else:
                    assert set(link.settings) <= set(STAGE_SETTINGS)
                    assert int(link.settings.get("step", 0)) <= int(figure.run().steps_K[-1])
    assert count > 10


def test_the_code_behind_every_figure_is_there(lesson: Lesson) -> None:
    for figure in lesson.figures.values():
        assert figure.code.real
        for place in figure.code.real:
            module, _, name = place.partition(":")
            assert source(place) == inspect.getsource(
                getattr(importlib.import_module(module), name)
            )
        short = source(lesson.short(figure.code.short))
        body = short.split(":\n", 1)[1].strip().splitlines()
        assert 1 <= len(body) <= 6


def test_a_moving_figure_is_small_enough_to_be_sent(lesson: Lesson) -> None:
    for name, figure in lesson.figures.items():
        if isinstance(figure, Moving):
            features = figure.run().arrays["features_LND"]
            assert np.prod(features.shape) < 1e6, name


def test_a_lesson_that_there_is_not_is_named() -> None:
    with pytest.raises(ValueError, match=r"no lesson of this name. There is: sv_softmax\."):
        open_lesson("<script>")


def test_a_slot_without_a_figure_and_a_link_to_none_cannot_be_opened(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    figures = importlib.import_module("lessons.sv_softmax.figures")
    real = figures.figures

    def without(name: str) -> None:
        monkeypatch.setattr(
            figures, "figures", lambda r: {k: f for k, f in real(r).items() if k != name}
        )

    without("cliff")
    with pytest.raises(NarrativeError, match="no figure for the slot 'cliff'"):
        open_lesson.__wrapped__("sv_softmax")


def test_an_incomplete_lesson_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(course, "FOLDER", tmp_path)
    with pytest.raises(ValueError, match="The lesson sv_softmax is not complete"):
        open_lesson.__wrapped__("sv_softmax")


def test_a_lesson_opens_without_torch() -> None:
    code = (
        "import sys; from lessons.course import open_lesson; open_lesson('sv_softmax');"
        "print('torch' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "False\n"


def test_decimal_numbers_of_the_text_come_from_the_result_or_are_known(lesson: Lesson) -> None:
    """What is typed by hand: the paper's facts, and the angles and cosines of posed questions."""
    text = (FOLDER / lesson.slug / "narrative.md").read_text().split("+++", 2)[2]
    for taken in (r"\{\{.*?\}\}", r"\]\([^)]*\)", r"\$[^$]*\$", r"arXiv:\S+"):
        text = re.sub(taken, "", text, flags=re.DOTALL)
    typed = set(re.findall(r"\d[\d,]*\.?\d+", text))
    known = {"0.5", "0.6", "0.4", "0.3", "0.2", "1.2", "1.4", "1.05", "86,876", "3.9", "100"}
    angles = {"40", "55", "60", "65", "80", "90"}
    assert typed <= known | angles | {"40"}
