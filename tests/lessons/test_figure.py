"""A chart is drawn for every value of its slider, and explains the sample at its value."""

from __future__ import annotations

import plotly.graph_objects as go
import pytest

from lessons.figure import Chart, Code, Slider, Style
from toy_models.config import LossChoice
from toy_models.explanation import explain

STYLE = Style(
    ink="#000000",
    faint="#cccccc",
    background="#ffffff",
    own="#0000ff",
    rival="#ff0000",
    losses={},
    dashes={},
)
SLIDER = Slider(name="t", label="Guidance t", values=(1.0, 1.2, 1.4), start=1.2)
SAMPLES = tuple(
    explain(LossChoice.of("sv_softmax", t=t), [0.1, 0.2], label=0, norm=1.0) for t in SLIDER.values
)


def chart(slider: Slider | None = SLIDER, samples: int = 3) -> Chart:
    return Chart(
        draw=lambda style, at: go.Figure(layout={"title": {"text": f"{style.ink} {at}"}}),
        reading="",
        code=Code(real=(), short=""),
        explanations=SAMPLES[:samples],
        class_names=("y", "k"),
        slider=slider,
    )


@pytest.mark.parametrize(("value", "at"), [(1.0, 0), (1.09, 0), (1.11, 1), (9.0, 2), (-9.0, 0)])
def test_a_slider_goes_to_the_nearest_value(value: float, at: int) -> None:
    assert SLIDER.nearest(value) == at


def test_a_chart_is_drawn_once_for_each_value() -> None:
    titles = [figure.layout.title.text for figure in chart().drawn(STYLE)]
    assert titles == ["#000000 0", "#000000 1", "#000000 2"]
    assert len(chart(None, 1).drawn(STYLE)) == 1


def test_the_sample_is_that_of_the_sliders_value() -> None:
    assert chart().explained(1.4) is SAMPLES[2]
    assert chart().explained(None) is SAMPLES[1]  # where it starts
    assert chart(samples=1).explained(1.4) is SAMPLES[0]
    assert chart(None, 1).explained(None) is SAMPLES[0]


def test_a_chart_of_a_result_draws_that_result() -> None:
    made = Chart.of(
        "result",
        lambda result, style, at: go.Figure(layout={"title": {"text": f"{result} {at}"}}),
        "how to read it",
        Code(real=(), short=""),
        SAMPLES,
        SLIDER,
    )
    titles = [figure.layout.title.text for figure in made.drawn(STYLE)]
    assert titles == ["result 0", "result 1", "result 2"]
    assert (made.reading, made.class_names) == ("how to read it", ("y", "k"))
