"""What holds for every lesson.  Each check is a function of its folder and of the lesson itself."""

from __future__ import annotations

import importlib
import inspect
import io
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import fields
from urllib.parse import parse_qsl

import numpy as np
import plotly.graph_objects as go
import torch

import losses
from lessons.figure import Chart, Figure, Live, Moving
from lessons.lesson import Folder, Lesson
from lessons.narrative import Question
from lessons.source import source
from tests.lessons.style import STYLE

#: What a link can set on a run; on a chart it is the name of the slider.
STAGE_SETTINGS = {"step", "layers", "select", "play"}
LONG_NAMES = {"s": "scale", "m": "margin", "t": "t"}  # of parameters in the six-line versions


def it_is_a_package_with_notes(folder: Folder, lesson: Lesson) -> None:
    """Without `__init__.py` no import contract sees it."""
    assert (folder.path / "__init__.py").exists()
    assert lesson.notes.startswith("# ")
    assert "torch" in lesson.provenance


def no_step_is_long(folder: Folder, lesson: Lesson) -> None:
    for part in lesson.narrative.parts():
        words = " ".join([part.text, *(option.words for option in part.options)]).split()
        assert len(words) <= 90, (part.kind, part.text)


def every_prediction_has_a_figure(folder: Folder, lesson: Lesson) -> None:
    for part in lesson.narrative.parts():
        assert part.kind != "Predict" or part.slots or part.drawing, part.text


def every_slot_is_filled_and_every_figure_has_a_slot(folder: Folder, lesson: Lesson) -> None:
    slots = {slot.name for part in lesson.narrative.parts() for slot in part.slots}
    assert slots == set(lesson.figures)


def every_figure_can_be_shown_and_explained(folder: Folder, lesson: Lesson) -> None:
    for name, figure in lesson.figures.items():
        if isinstance(figure, Chart):
            pictures = figure.drawn(STYLE)
            assert all(isinstance(picture, go.Figure) and picture.data for picture in pictures)
            assert all("http" not in picture.to_json() for picture in pictures)
            assert len(figure.explanations) in (1, len(pictures))
            for explanation in figure.explanations:
                assert len(explanation.p_C) == len(figure.class_names)
        elif isinstance(figure, Live):
            assert figure.says
            assert figure.says[-1][0] == "", "a sentence for every state"
            for name, stops in parse_qsl(figure.tour):
                assert_allowed(figure, name, stops)
            for explanation in figure.explanations:
                assert len(explanation.p_C) == len(figure.class_names)
        else:
            run = figure.run()
            assert figure.loss < len(run.titles)
            assert figure.sample < len(run.labels_N)
            assert len(run.steps_K) > 20, f"{name} hardly moves"
            assert np.prod(run.arrays["features_LND"].shape) < 1e6, f"{name} is too large to send"


def every_link_sets_a_figure_beside_it(folder: Folder, lesson: Lesson) -> None:
    for question in lesson.narrative.questions:
        for at, part in enumerate(question.parts):
            for link in part.links:
                assert link.slot in _visible(question, at), (question.title, part.kind, link)
                assert_settable(lesson.figures[link.slot], link.settings)
            for slot in part.slots:
                assert_settable(lesson.figures[slot.name], slot.settings)


def assert_settable(figure: Figure, settings: Mapping[str, str]) -> None:
    """Every setting of a link or a slot is of this figure, and within its range."""
    if isinstance(figure, Moving):
        assert set(settings) <= STAGE_SETTINGS
        assert int(settings.get("step", 0)) <= int(figure.run().steps_K[-1])
        return
    for name, stops in settings.items():
        assert_allowed(figure, name, stops)


def assert_allowed(figure: Chart | Live, name: str, stops: str) -> None:
    """A variable, or the slider of a chart, can have each value at which a clock stops."""
    values = [float(stop) for stop in stops.split("..")]
    if isinstance(figure, Chart):
        assert figure.slider
        assert figure.slider.name == name
        assert set(values) <= set(figure.slider.values), (name, stops)
        return
    variable = figure.variable(name)
    assert variable, name
    assert all(map(variable.allows, values)), (name, stops)


def _visible(question: Question, at: int) -> set[str]:
    """The slots that are on the page at a part: its own, or the last ones before it."""
    for part in question.parts[at::-1]:
        if part.slots:
            return {slot.name for slot in part.slots}
    return set()


def a_drawn_prediction_meets_its_outcome(folder: Folder, lesson: Lesson) -> None:
    """In the same figure, in the step after it: there the prediction stays as a ghost."""
    for question in lesson.narrative.questions:
        for at, part in enumerate(question.parts):
            if part.drawing:
                assert part.drawing.slot in _visible(question, at + 1), (question.title, part.kind)


def the_code_behind_every_figure_is_there(folder: Folder, lesson: Lesson) -> None:
    for figure in lesson.figures.values():
        assert figure.code.real
        for place in figure.code.real:
            module, _, name = place.partition(":")
            function = getattr(importlib.import_module(module), name)
            assert source(place) == inspect.getsource(function)


def the_six_line_versions_are_the_losses(folder: Folder, lesson: Lesson) -> None:
    for place in {figure.code.short for figure in lesson.figures.values()}:
        body = source(place).split(":\n", 1)[1].strip().splitlines()
        assert 1 <= len(body) <= 6
        assert_short_version_is_the_loss(place)


def assert_short_version_is_the_loss(place: str, classes: int = 7) -> None:
    """Same value and same gradient, in float64, with the defaults of the short version."""
    module, _, name = place.partition(":")
    short = getattr(importlib.import_module(module), name)
    draw = torch.Generator().manual_seed(3)
    cos_BC = 2 * torch.rand(200, classes, generator=draw, dtype=torch.float64) - 1
    labels_B = torch.randint(classes, (200,), generator=draw)
    parameters = {
        LONG_NAMES[key]: value.default
        for key, value in inspect.signature(short).parameters.items()
        if key in LONG_NAMES
    }
    results = []
    for function in (short, losses.build(name, **parameters)):
        fed_BC = cos_BC.clone().requires_grad_()
        loss_B = function(fed_BC, labels_B)
        (gradient_BC,) = torch.autograd.grad(loss_B.sum(), fed_BC)
        results.append((loss_B, gradient_BC))
    torch.testing.assert_close(*results)


def the_whole_experiment_is_stored(folder: Folder, lesson: Lesson) -> None:
    experiment, result = folder.module("experiment"), folder.result()
    assert result.config == experiment.Config()
    assert lesson.provenance == result.provenance
    shown = experiment.shown_runs(result)
    for name, config in shown.items():
        assert folder.shown(name).config == config
    stored = {file.name for file in folder.results.iterdir()}
    assert stored == {"result.npz", *(f"{name}.npz" for name in shown)}
    assert sum(file.stat().st_size for file in folder.results.iterdir()) < 2_000_000


def the_result_survives_the_disk(folder: Folder, lesson: Lesson) -> None:
    result, file = folder.result(), io.BytesIO()
    result.save(file)
    file.seek(0)
    again = type(result).load(file)
    for field in fields(result):
        np.testing.assert_array_equal(getattr(again, field.name), getattr(result, field.name))


def it_opens_without_torch(folder: Folder, lesson: Lesson) -> None:
    """The server of the pages does without."""
    course = folder.package.rpartition(".")[0]
    code = (
        f"import sys; sys.path[:0] = {[str(folder.path.parents[1])]!r};"
        "from lessons.course import Course, open_lesson;"
        f"open_lesson({folder.slug!r}, Course({course!r})); print('torch' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "False\n"


CHECKS = (
    it_is_a_package_with_notes,
    no_step_is_long,
    every_prediction_has_a_figure,
    every_slot_is_filled_and_every_figure_has_a_slot,
    every_figure_can_be_shown_and_explained,
    every_link_sets_a_figure_beside_it,
    a_drawn_prediction_meets_its_outcome,
    the_code_behind_every_figure_is_there,
    the_six_line_versions_are_the_losses,
    the_whole_experiment_is_stored,
    the_result_survives_the_disk,
    it_opens_without_torch,
)
