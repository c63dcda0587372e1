"""The replay: every kept step is a frame with the record's data, and nothing overlaps."""

from __future__ import annotations

import itertools
from dataclasses import replace
from typing import Any

import numpy as np
import plotly.graph_objects as go
import pytest

from app.figures.palette import DARK, LIGHT, class_colour, class_scale, class_symbol
from app.figures.panels import panel, predicted_on_circle, titles
from app.figures.replay import NAME_RADIUS, RING_ANGLES, replay
from app.figures.timeline import measures
from tests.app.runs import flat, with_losses
from toy_models.data import Blobs
from toy_models.record import Result

LOSSES, STEPS = 3, 5
# The traces of a panel that move, in the order in which they are drawn.
RING, SAMPLES, SUPPORT, WEIGHTS, NAMES, CAPTION = range(6)
STILL = LOSSES + 3 * LOSSES  # a circle each, and the curves


def whole() -> go.Figure:
    return replay(flat(), LIGHT)


def in_frame(figure: go.Figure, k: int, loss: int, kind: int) -> Any:
    """What frame k says of a moving trace of a panel."""
    return figure.frames[k].data[6 * loss + kind]


def drawn(figure: go.Figure, loss: int, kind: int, losses: int = LOSSES) -> Any:
    """A moving trace of a panel as it is drawn at first."""
    return figure.data[4 * losses + 6 * loss + kind]


def test_there_is_a_frame_for_every_kept_step_named_by_it() -> None:
    figure = whole()
    assert [frame.name for frame in figure.frames] == [str(k) for k in flat().steps_K]
    assert len(figure.frames) == STEPS


def test_a_frame_has_the_moving_traces_and_says_which() -> None:
    figure = whole()
    moving = 6 * LOSSES + 3
    assert len(figure.data) == STILL + moving
    for frame in figure.frames:
        assert frame.traces == tuple(range(STILL, STILL + moving))
        assert len(frame.data) == moving


def test_the_figure_opens_at_the_last_step() -> None:
    figure = whole()
    for trace, update in zip(figure.data[STILL:], figure.frames[-1].data, strict=True):
        for name in ("x", "y", "text"):
            if update[name] is not None:
                np.testing.assert_array_equal(trace[name], update[name])
    assert figure.layout.sliders[0].active == STEPS - 1


def until(result: Result, k: int) -> Result:
    """The same run, as if it had ended at kept step k."""
    arrays = {name: array[: k + 1] for name, array in result.arrays.items()}
    return replace(result, steps_K=result.steps_K[: k + 1], arrays=arrays)


@pytest.mark.parametrize("k", range(STEPS))
def test_a_frame_turns_the_figure_into_that_of_a_run_which_ended_there(k: int) -> None:
    figure, ended = whole(), replay(until(flat(), k), LIGHT)
    moving = slice(STILL, STILL + 6 * LOSSES)
    for trace, update in zip(figure.data[moving], figure.frames[k].data, strict=False):
        trace.update(update)
    for moved, expected in zip(figure.data[moving], ended.data[moving], strict=True):
        assert moved.to_json() == expected.to_json()


def test_a_frame_carries_only_what_moves() -> None:
    figure = whole()
    for loss in range(LOSSES):
        for kind, moves in (
            (RING, {"marker"}),
            (SAMPLES, {"x", "y"}),
            (SUPPORT, {"x", "y", "marker"}),
            (WEIGHTS, {"x", "y"}),
            (NAMES, {"x", "y"}),
            (CAPTION, {"text"}),
        ):
            assert in_frame(figure, 2, loss, kind).to_plotly_json().keys() == moves | {"type"}


@pytest.mark.parametrize("k", range(STEPS))
def test_samples_stand_where_the_panel_has_them(k: int) -> None:
    figure = whole()
    for loss in range(LOSSES):
        shown = panel(flat(), k, loss)
        samples = in_frame(figure, k, loss, SAMPLES)
        np.testing.assert_array_equal(np.stack([samples.x, samples.y], 1), shown.samples_ND)


@pytest.mark.parametrize("k", range(STEPS))
def test_the_ringed_samples_are_those_with_a_support_vector(k: int) -> None:
    figure, result = whole(), flat()
    for loss in range(LOSSES):
        samples, rings = (in_frame(figure, k, loss, kind) for kind in (SAMPLES, SUPPORT))
        ringed = np.flatnonzero(result.support_vectors(k, loss).any(1))
        np.testing.assert_array_equal(rings.x, np.asarray(samples.x)[ringed])
        np.testing.assert_array_equal(rings.y, np.asarray(samples.y)[ringed])
        np.testing.assert_array_equal(rings.marker.size, panel(result, k, loss).rings_S)


@pytest.mark.parametrize("k", range(STEPS))
def test_arrows_go_from_the_centre_to_the_class_weights(k: int) -> None:
    figure = whole()
    for loss in range(LOSSES):
        arrows = in_frame(figure, k, loss, WEIGHTS)
        path = np.stack([arrows.x, arrows.y], 1).reshape(4, 3, 2)
        assert (path[:, 0] == 0).all()
        np.testing.assert_array_equal(path[:, 1], flat().weights(k, loss))
        assert np.isnan(path[:, 2]).all()


@pytest.mark.parametrize("k", range(STEPS))
def test_the_outer_ring_has_the_class_of_each_direction(k: int) -> None:
    figure = whole()
    for loss in range(LOSSES):
        ring = drawn(figure, loss, RING)
        bearing = np.arctan2(ring.y, ring.x)
        weights = flat().weights(k, loss)
        np.testing.assert_array_equal(
            in_frame(figure, k, loss, RING).marker.color, predicted_on_circle(weights, bearing)
        )
        assert len(ring.x) == len(RING_ANGLES)
        assert np.hypot(ring.x, ring.y).min() > 1.05
        scale = [[end, colour] for end, colour in ring.marker.colorscale]
        assert scale == class_scale(4)
        assert (ring.marker.cmin, ring.marker.cmax) == (-0.5, 3.5)


@pytest.mark.parametrize("k", range(STEPS))
def test_captions_and_names_follow_the_step(k: int) -> None:
    figure = whole()
    for loss in range(LOSSES):
        assert in_frame(figure, k, loss, CAPTION).text == (panel(flat(), k, loss).caption,)
        names = in_frame(figure, k, loss, NAMES)
        expected = NAME_RADIUS * flat().weights(k, loss)
        np.testing.assert_allclose(np.stack([names.x, names.y], 1), expected, rtol=1e-6)
        assert drawn(figure, loss, NAMES).text == ("0", "1", "2", "3")


@pytest.mark.parametrize("k", range(STEPS))
def test_the_cursors_stand_at_the_step_of_the_frame(k: int) -> None:
    cursors = whole().frames[k].data[-3:]
    step = int(flat().steps_K[k])
    assert [tuple(cursor.x) for cursor in cursors] == [(step, step)] * 3


def test_samples_have_colour_shape_and_name_of_their_class() -> None:
    result = flat()
    samples = drawn(whole(), 1, SAMPLES)
    for n, label in enumerate(result.labels_N.tolist()):
        assert samples.marker.color[n] == class_colour(label)
        assert samples.marker.symbol[n] == class_symbol(label)
        assert samples.text[n] == f"class {label}, sample {result.samples_N[n]}"
    heads = drawn(whole(), 1, WEIGHTS).marker.color
    assert [heads[3 * c + 1] for c in range(4)] == [class_colour(c) for c in range(4)]


def test_each_trace_is_in_the_panel_of_its_loss() -> None:
    figure = whole()
    for loss, (x, y) in enumerate((("x", "y"), ("x2", "y2"), ("x3", "y3"))):
        traces = [figure.data[loss], *(drawn(figure, loss, kind) for kind in range(6))]
        assert {(trace.xaxis, trace.yaxis) for trace in traces} == {(x, y)}
    charts = [trace.xaxis for trace in figure.data[LOSSES:STILL]]
    assert charts == ["x4"] * 3 + ["x5"] * 3 + ["x6"] * 3
    assert [cursor.xaxis for cursor in figure.data[-3:]] == ["x4", "x5", "x6"]


def test_the_curves_below_are_the_measures() -> None:
    figure, result = whole(), flat()
    for number, line in enumerate(figure.data[LOSSES:STILL]):
        chart, loss = divmod(number, LOSSES)
        expected = measures(result)[chart].values_KL[:, loss]
        np.testing.assert_allclose(line.y, expected, rtol=1e-6)


def test_the_slider_has_a_stop_for_every_frame() -> None:
    figure = whole()
    stops = figure.layout.sliders[0].steps
    names = [frame.name for frame in figure.frames]
    assert [stop.label for stop in stops] == names
    assert [stop.args[0] for stop in stops] == [(name,) for name in names]
    assert {stop.method for stop in stops} == {"animate"}
    play, pause = figure.layout.updatemenus[0].buttons
    assert [play.method, pause.method] == ["animate", "animate"]
    assert play.args[0] is None  # all frames
    assert play.args[1]["fromcurrent"] is True
    assert pause.args[0] == (None,)  # none


Box = tuple[float, float, float, float]


def domains(layout: Any) -> dict[str, Box]:
    names = [name for name in layout.to_plotly_json() if name.startswith("xaxis")]
    return {
        name: (*layout[name].domain, *layout[name.replace("x", "y", 1)].domain) for name in names
    }


@pytest.mark.parametrize("count", range(1, 9))
def test_panels_and_charts_lie_within_the_figure_and_do_not_overlap(count: int) -> None:
    layout = replay(with_losses(count), LIGHT).layout
    boxes = domains(layout)
    assert len(boxes) == count + 3
    for left, right, bottom, top in boxes.values():
        assert 0 <= left < right <= 1 + 1e-9
        assert 0 <= bottom < top <= 1
    for one, other in itertools.combinations(boxes.values(), 2):
        apart = one[1] <= other[0] or other[1] <= one[0] or one[3] <= other[2] or other[3] <= one[2]
        assert apart, (one, other)
    # The controls have their place between the panels and the charts.
    panels, charts = list(boxes.values())[:count], list(boxes.values())[count:]
    controls = layout.sliders[0].y
    assert min(box[2] for box in panels) > controls
    assert max(box[3] for box in charts) < controls
    assert layout.updatemenus[0].y == controls
    assert (controls - max(box[3] for box in charts)) * layout.height > 60  # pixels
    assert layout.height > 360


@pytest.mark.parametrize("count", [1, 2, 3, 4, 6, 8])
def test_every_panel_has_its_title_above_it(count: int) -> None:
    result = with_losses(count)
    layout = replay(result, LIGHT).layout
    boxes = list(domains(layout).values())
    notes = layout.annotations
    assert [note.text for note in notes[:count]] == titles(result)
    assert [note.text for note in notes[count:]] == [m.title for m in measures(result)]
    for note, (left, right, _, top) in zip(notes, boxes, strict=True):
        assert note.x == pytest.approx((left + right) / 2)
        assert note.y == pytest.approx(top)
        assert note.yanchor == "bottom"


def test_a_panel_is_square_and_hides_its_axes() -> None:
    layout = whole().layout
    for number in ("", "2", "3"):
        assert layout[f"yaxis{number}"].scaleanchor == f"x{number}"
        assert layout[f"xaxis{number}"].visible is False
        assert layout[f"yaxis{number}"].visible is False


def test_all_that_is_drawn_is_within_the_panels_range() -> None:
    figure = whole()
    (left, right), (bottom, top) = figure.layout.xaxis.range, figure.layout.yaxis.range
    for frame in figure.frames:
        for trace in frame.data[:-3]:
            if trace.x is not None:
                assert left < np.nanmin(trace.x)
                assert np.nanmax(trace.x) < right
                assert bottom < np.nanmin(trace.y)
                assert np.nanmax(trace.y) < top


def test_more_than_two_dimensions_have_no_outer_ring_and_lie_in_the_plane() -> None:
    result = flat(embedding=5)
    figure = replay(result, LIGHT)
    for loss in range(LOSSES):
        assert len(drawn(figure, loss, RING).x) == 0
        for k in range(STEPS):
            assert len(in_frame(figure, k, loss, RING).marker.color) == 0
            samples = in_frame(figure, k, loss, SAMPLES)
            expected = panel(result, k, loss).samples_ND
            np.testing.assert_array_equal(np.stack([samples.x, samples.y], 1), expected)


def test_many_classes_go_without_names() -> None:
    result = flat(data=Blobs(classes=30, per_class=4))
    names = drawn(replay(result, LIGHT), 0, NAMES)
    assert len(names.x) == 0
    assert len(names.text or ()) == 0


def test_the_theme_decides_ink_and_rings_and_no_data() -> None:
    light, dark = whole(), replay(flat(), DARK)
    for theme, figure in ((LIGHT, light), (DARK, dark)):
        assert figure.layout.font.color == theme.ink
        assert drawn(figure, 0, SUPPORT).marker.color == theme.halo
        assert figure.layout.paper_bgcolor == "rgba(0,0,0,0)"
    for one, other in zip(light.frames, dark.frames, strict=True):
        assert one.to_plotly_json().keys() == other.to_plotly_json().keys()
        for first, second in zip(one.data[:-3], other.data[:-3], strict=True):
            assert first.to_json() == second.to_json()
