"""The curves: the record's values, one line for each loss and measure."""

from __future__ import annotations

import re
from itertools import pairwise

import numpy as np
import pytest

from app.figures.curves import axes, curve_layout, curve_traces, curves
from app.figures.direct_labels import short
from app.figures.timeline import measures
from app.look.themes import DARK, LIGHT
from app.toy_runs.comparison import scene_of
from tests.app.runs import flat, with_losses


def test_a_line_is_the_measure_of_a_loss_over_the_kept_steps() -> None:
    result = flat()
    figure = curves(scene_of(result), LIGHT)
    lines = figure.data[:9]
    for chart, measure in enumerate(measures(scene_of(result))):
        for loss in range(3):
            line = lines[3 * chart + loss]
            assert np.asarray(line.x).tolist() == result.steps_K.tolist()
            np.testing.assert_allclose(line.y, measure.values_KL[:, loss], rtol=1e-6)
            assert line.xaxis == ("x", "x2", "x3")[chart]
            assert line.yaxis == ("y", "y2", "y3")[chart]


def test_names_of_lines_stand_at_their_ends_in_their_colours_and_never_overlap() -> None:
    scene = scene_of(with_losses(6))
    layout = curves(scene, LIGHT).layout
    names = [note for note in layout.annotations if note.name == "direct"]
    pieces = [line for line in layout.shapes if line.name == "direct"]
    assert [note.text for note in names] == short(scene.labels, scene.titles)
    assert [note.font.color for note in names] == [look.light for look in scene.looks]
    assert [line.line.dash for line in pieces] == [look.plotly_dash for look in scene.looks]
    assert [line.y0 for line in pieces] == [note.y for note in names]
    places = sorted(note.y for note in names)
    assert all(above - below > 7.5 for below, above in pairwise(places))  # of 106 in 222 pixels
    assert {note.yref for note in names} == {"y3"}
    assert not layout.showlegend


def test_a_loss_has_one_colour_and_dash_in_all_charts_and_one_legend_entry() -> None:
    lines = curve_traces(scene_of(with_losses(8)), LIGHT)
    drawn_as = scene_of(with_losses(8)).looks
    for loss in range(8):
        mine = lines[loss::8]
        assert {line["line"]["color"] for line in mine} == {drawn_as[loss].light}
        assert {line["line"]["dash"] for line in mine} == {drawn_as[loss].plotly_dash}
        assert [line["showlegend"] for line in mine] == [True, False, False]
        assert {line["legendgroup"] for line in mine} == {mine[0]["name"]}


def test_hovering_tells_loss_step_value_and_unit() -> None:
    lines = curve_traces(scene_of(flat()), LIGHT)
    assert [line["hovertemplate"] for line in lines[1::3]] == [
        f"SV-Softmax, t = 1.1<br>step %{{x}}: %{{y:.3g}} {unit}<extra></extra>"
        for unit in ("%", "degrees", "%")
    ]


def test_the_units_are_at_the_axes_and_the_steps_below() -> None:
    layout = curves(scene_of(flat()), LIGHT).layout
    assert [layout[f"yaxis{n}"].ticksuffix for n in ("", 2, 3)] == [" %", "°", " %"]
    assert [layout[f"xaxis{n}"].title.text for n in ("", 2, 3)] == ["step"] * 3
    titles = [note.text for note in layout.annotations if note.name != "direct"]
    assert titles == [measure.title for measure in measures(scene_of(flat()))]


def test_every_value_is_within_the_axis() -> None:
    result = with_losses(8)
    figure = curves(scene_of(result), LIGHT)
    for line in figure.data:
        low, high = figure.layout["yaxis" + line.yaxis[1:]].range
        assert low <= min(line.y)
        assert max(line.y) <= high
    assert figure.layout.yaxis.range == (-3, 103)  # all of the percentages, for every run


def test_charts_lie_side_by_side_without_touching() -> None:
    layout = curve_layout(scene_of(flat()), LIGHT, 5, 0.1, 0.3)
    domains = [layout[f"xaxis{number}"]["domain"] for number in (5, 6, 7)]
    for (_, right), (left, _) in pairwise(domains):
        assert right < left
    assert domains[0][0] == 0
    assert domains[-1][1] == pytest.approx(1)
    for number in (5, 6, 7):
        assert layout[f"yaxis{number}"]["domain"] == [0.1, 0.3]
        assert layout[f"yaxis{number}"]["anchor"] == f"x{number}"


def test_the_axes_are_numbered_from_the_first_that_is_free() -> None:
    result = flat()
    for traces in (curve_traces(scene_of(result), LIGHT, 4)[::3],):
        assert [trace["xaxis"] for trace in traces] == ["x4", "x5", "x6"]
    assert axes(1) == {"xaxis": "x", "yaxis": "y"}
    assert axes(12) == {"xaxis": "x12", "yaxis": "y12"}


def test_light_and_dark_differ_in_ink_and_losses_alone() -> None:
    light, dark = (curves(scene_of(flat()), theme).to_json() for theme in (LIGHT, DARK))
    assert DARK.ink in dark
    assert DARK.ink not in light
    for one, other in (
        (LIGHT.ink, DARK.ink),
        (LIGHT.faint, DARK.faint),
        (LIGHT.paper, DARK.paper),
    ):
        light = re.sub(one, other, light)
    for look in scene_of(flat()).looks:
        light = re.sub(look.light, look.dark, light)
    assert light == dark


def test_the_softmax_warm_up_has_its_ground_in_each_chart_and_its_name_in_the_first() -> None:
    scene = scene_of(flat(softmax_warmup=4))
    layout = curves(scene, LIGHT).layout
    marks = [shape for shape in layout.shapes if shape.name == "warm-up"]
    assert [(mark.type, mark.x0, mark.x1, mark.xref) for mark in marks] == [
        row for axis in ("x", "x2", "x3") for row in (("rect", 0, 4, axis), ("line", 4, 4, axis))
    ]
    (words,) = [note for note in layout.annotations if note.text == "plain softmax"]
    assert words.xref == "x"
    without = curves(scene_of(flat()), LIGHT).layout
    assert not [shape for shape in without.shapes if shape.name == "warm-up"]
