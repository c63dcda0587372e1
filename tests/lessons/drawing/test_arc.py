"""A sample is drawn at its angle, and looks like what it is."""

import numpy as np
import plotly.graph_objects as go
import pytest

from lessons.drawing.arc import Arc, arcs, point
from lessons.one_sample import APART
from tests.lessons.style import STYLE


def angle_of(x: float, y: float) -> float:
    """Degrees from w_y of a drawn point."""
    return 90 + APART / 2 - float(np.degrees(np.arctan2(y, x)))


def drawn(*panels: Arc) -> go.Figure:
    return arcs(*panels, height=300, lines=2, ratio=0.5)


def samples(figure: go.Figure) -> list[go.Scatter]:
    return [trace for trace in figure.data if trace.mode == "markers"]


@pytest.mark.parametrize("angle", [0, 20, 60, 100])
def test_a_point_is_where_its_angle_is(angle: float) -> None:
    assert angle_of(*point(angle)) == pytest.approx(angle)
    assert np.hypot(*point(angle, 1.14)) == pytest.approx(1.14)


def test_a_support_vector_has_another_colour_and_shape() -> None:
    arc = Arc(STYLE, 60)
    arc.sample(20, support=False)
    arc.sample(75, support=True)
    free, support = samples(drawn(arc))
    assert (free.marker.color, free.marker.symbol) == (STYLE.own, "circle")
    assert (support.marker.color, support.marker.symbol) == (STYLE.rival, "x")
    assert angle_of(support.x[0], support.y[0]) == pytest.approx(75)


def test_a_moved_sample_has_an_arrow_and_a_hollow_mark_unless_it_hardly_moves() -> None:
    arc = Arc(STYLE, 60)
    arc.sample(65, support=True, moved_to=80)
    hollow, solid = samples(drawn(arc))
    assert hollow.marker.symbol == "x-open"
    assert angle_of(hollow.x[0], hollow.y[0]) == pytest.approx(80)
    assert angle_of(solid.x[0], solid.y[0]) == pytest.approx(65)
    still = Arc(STYLE, 60)
    still.sample(65, support=True, moved_to=65.3)
    assert len(samples(drawn(still))) == 1


def test_a_margin_draws_both_boundaries() -> None:
    figure = drawn(Arc(STYLE, 48, without_margin=60))
    rays = [trace for trace in figure.data if trace.mode == "lines" and len(trace.x) == 2]
    ends = [angle_of(ray.x[1], ray.y[1]) for ray in rays]
    assert ends == pytest.approx([48, 60], abs=0.01)
    texts = [text.text for text in figure.layout.annotations]
    assert texts == ["margin", "<b>w<sub>y</sub></b>", "<b>w<sub>k</sub></b>"]


def test_panels_have_axes_of_their_own_side_by_side() -> None:
    left, right = Arc(STYLE, 60), Arc(STYLE, 60)
    right.caption("below")
    figure = drawn(left, right)
    assert {trace.xaxis for trace in figure.data} == {"x", "x2"}
    assert (figure.layout.xaxis.domain, figure.layout.xaxis2.domain) == ((0, 0.48), (0.52, 1))
    assert figure.layout.annotations[-1].xref == "x2"
    assert figure.layout.meta == {"ratio": 0.5}
