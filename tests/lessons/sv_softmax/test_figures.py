"""The figures show the arrays: the points that are drawn are the numbers that were measured."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
import plotly.graph_objects as go
import pytest

from lessons.figure import Chart, Live, Style
from lessons.one_sample import APART
from lessons.sv_softmax.experiment import ARC_SAMPLES, NAMES
from lessons.sv_softmax.figures import figures
from tests.lessons.style import STYLE
from tests.lessons.sv_softmax.small import FOLDER, stored
from toy_models.open_set.results import stored_measures

RESULT = stored()
FIGURES = figures(RESULT, FOLDER.shown)


def drawn(name: str, value: float | None = None, style: Style = STYLE) -> go.Figure:
    chart = FIGURES[name]
    assert isinstance(chart, Chart)
    at = chart.slider.nearest(value) if chart.slider and value is not None else 0
    return chart.draw(style, at)


def live(name: str) -> Live:
    figure = FIGURES[name]
    assert isinstance(figure, Live)
    return figure


def markers(figure: go.Figure) -> list[Any]:
    """The samples: single points."""
    return [trace for trace in figure.data if trace.mode == "markers" and len(trace.x) == 1]


def angle_of(trace: Any) -> float:
    """From w_y, degrees, of a point that is drawn on the circle."""
    turned = np.degrees(np.arctan2(trace.y[0], trace.x[0]))
    return 90 + APART / 2 - float(turned)


def words(figure: go.Figure) -> str:
    return " ".join(note.text for note in figure.layout.annotations)


def test_what_is_seen_before_a_prediction_ends_with_the_warm_up() -> None:
    for name, warmup in (("apart", RESULT.config.trap_warmup), ("gap", RESULT.config.warmup)):
        (line,) = live(name).content["lines"]
        assert max(line["x"]) <= warmup
    (line,) = live("apart").content["lines"]
    assert set(line["y"]) == {0}
    softmax, asked = drawn("softmax_starts").data
    assert sum(softmax.y) == (RESULT.trap_accuracy_RCSL[0, :, :, 0] == 1).sum()
    assert set(asked.y) == {None}


def test_figure_3_has_the_samples_numbers_and_marks_its_support_vector() -> None:
    figure = drawn("pipeline", 1.2)
    sample = RESULT.explained["four classes"][4]
    assert f"<b>{sample.loss:.2f}</b>" in words(figure)
    for value in (*sample.cosine_C, *sample.guided_C):
        assert f"{value:.2f}" in words(figure)
    changed = [box for box in figure.layout.shapes if box.line.color == STYLE.rival]
    assert len(changed) == 3  # of one class: guided, logit and probability
    assert not [
        box for box in drawn("pipeline", 1.0).layout.shapes if box.line.color == STYLE.rival
    ]


def test_figure_4_moves_the_sample_by_the_formulas() -> None:
    both = markers(drawn("sides", 65))
    left = [mark for mark in both if mark.xaxis == "x"]
    right = [mark for mark in both if mark.xaxis == "x2"]
    theta = np.radians(APART - 65)
    seems = np.degrees(np.arccos(1.2 * np.cos(theta) + 0.2))
    assert sorted(map(angle_of, left)) == pytest.approx([65, APART - seems])
    target = np.degrees(np.arccos(np.cos(np.radians(65)) - RESULT.config.paper_margin))
    assert sorted(map(angle_of, right)) == pytest.approx([65, target])
    assert len([mark for mark in markers(drawn("sides", 40)) if mark.xaxis == "x"]) == 1


def test_figure_5_turns_the_middle_sample() -> None:
    for margin, count in ((0.0, 1), (0.35, 2)):
        figure = drawn("band", margin)
        right = [mark for mark in markers(figure) if mark.xaxis == "x2"]
        assert sorted(map(angle_of, right)) == pytest.approx(list(ARC_SAMPLES))
        assert sum(mark.marker.symbol == "x" for mark in right) == count
        assert f"support vectors: {count} of 3" in words(figure)


def test_the_boundary_with_a_margin_lies_where_the_margin_is_met() -> None:
    """At the inner boundary f = cos_y - m equals the rival's cosine."""
    figure = drawn("band", 0.35)
    rays = [
        trace for trace in figure.data
        if trace.xaxis == "x2" and trace.mode == "lines" and len(trace.x) == 2
    ]  # fmt: skip
    ends = sorted(
        90 + APART / 2 - float(np.degrees(np.arctan2(ray.y[1], ray.x[1]))) for ray in rays
    )
    inner = np.radians(ends[0])
    rival = np.cos(np.radians(APART) - inner)
    assert np.cos(inner) - 0.35 == pytest.approx(rival, abs=2e-3)
    assert ends[-1] == pytest.approx(APART / 2)


@pytest.mark.parametrize(("name", "field"), [("cliff", "cliff_loss_TA"), ("push", "cliff_push_TA")])
def test_the_cliff_is_the_stored_curve(name: str, field: str) -> None:
    softmax, guided = live(name).content["lines"]
    values_TA = getattr(RESULT, field)
    np.testing.assert_allclose(softmax["y"], values_TA[0], rtol=1e-4, atol=1e-9)
    np.testing.assert_allclose(guided["y"], values_TA, rtol=1e-4, atol=1e-9)


def test_the_cliff_is_drawn_by_the_reader() -> None:
    ask = live("cliff").asks["loss"]
    before, beyond = ask.outcome[2], ask.outcome[3]  # at 55 and at 62 degrees
    assert before < 0.1
    assert beyond > 10
    softmax = np.interp(ask.places, RESULT.angle_A, RESULT.cliff_loss_TA[0])
    assert ask.verdict(tuple(softmax)) == "below"


@pytest.mark.parametrize(("name", "settings"), [("limit", 1), ("overlap", 2)])
def test_the_limit_is_drawn_with_its_bands(name: str, settings: int) -> None:
    figure = drawn(name)
    lines = [trace for trace in figure.data if trace.mode == "lines"]
    bands = [trace for trace in figure.data if trace.fill == "toself"]
    assert len(lines) == len(bands) == 2 * settings
    np.testing.assert_allclose(lines[1].y, RESULT.limit_apart_BSK[0].mean(0), atol=1e-4)
    assert figure.layout.shapes[0].x0 == RESULT.config.trap_warmup


@pytest.mark.parametrize("classes", RESULT.config.trap_classes)
def test_the_bars_are_the_counts(classes: int) -> None:
    figure = drawn("starts", classes)
    c = RESULT.config.trap_classes.index(classes)
    counts_RL = (RESULT.trap_accuracy_RCSL[:, c] == 1).sum(1)
    assert len(figure.data) == len(NAMES)
    for at, bar in enumerate(figure.data):
        assert list(bar.y) == counts_RL[:, at].tolist()


@pytest.mark.parametrize("dimension", [2, 3])
def test_the_gap_has_a_band_a_loss_and_the_accuracy_a_dot_a_seed(dimension: int) -> None:
    figure = drawn("gaps", dimension)
    lines = [trace for trace in figure.data if trace.mode == "lines"]
    for at, line in enumerate(lines):
        expected = RESULT.gap_DSKL[dimension - 2, :, :, at].mean(0)
        np.testing.assert_allclose(line.y, expected, atol=1e-3)
    dots = [trace for trace in figure.data if trace.xaxis == "x2" and len(trace.x) > 1]
    assert [len(trace.x) for trace in dots] == [len(RESULT.config.seeds)] * len(NAMES)


def test_the_faces_are_the_stored_experiment() -> None:
    measures = stored_measures()
    for category in live("faces").content["categories"]:
        stored_S = [100 * seed.tar[1] for seed in measures[category["key"]]]
        np.testing.assert_allclose(category["values"], stored_S, rtol=1e-4)


def test_wrong_labels_have_a_seventh_loss_and_ask_for_guidance() -> None:
    figure = live("noise")
    categories = figure.content["categories"]
    names = [category["name"] for category in categories]
    assert names == ["Softmax", "SV", "AM", "SV-AM", "Arc", "SV-Arc", "Focal"]
    np.testing.assert_allclose(
        categories[1]["values"], 100 * RESULT.noisy_accuracy_SL[:, 1], rtol=1e-4
    )
    assert figure.asks["guided"].labels == ("SV", "SV-AM", "SV-Arc")


def test_words_grow_with_the_hall() -> None:
    for name, figure in FIGURES.items():
        if isinstance(figure, Chart):
            small, large = drawn(name), drawn(name, style=replace(STYLE, size=21))
            assert large.layout.font.size == 21
            assert large.layout.height == round(1.5 * small.layout.height)


def test_figure_1_explains_the_sample_where_it_begins() -> None:
    figure = FIGURES["boundary"]
    assert isinstance(figure, Live)
    start = figure.variable("angle")
    assert start
    (sample,) = figure.explanations
    assert sample.angle_C == pytest.approx([start.start, APART - start.start], abs=1e-6)
