"""A figure in a slot of a narrative: a chart, or a run that moves on the stage.

Both name the code behind them, and can explain a sample number by number.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from typing import TypeVar

import plotly.graph_objects as go

from toy_models.explanation import Explanation
from toy_models.record import Run

R = TypeVar("R")  # the result of a lesson


@dataclass(frozen=True, kw_only=True)
class Style:
    """The colours and sizes of a chart.  The app sets them, for light and dark pages."""

    ink: str  # text, axes, arrows
    faint: str  # grid lines
    background: str
    own: str  # a sample that has no support vector, and its own class
    rival: str  # a support vector
    losses: Mapping[str, str]  # a colour by the name of a loss
    dashes: Mapping[str, str]  # and a Plotly dash
    font: str = "sans-serif"
    size: int = 14  # of the text, pixels; larger in presenter mode


@dataclass(frozen=True, kw_only=True)
class Code:
    """The code behind a figure.  A place is "module:function", as `source` reads it."""

    real: tuple[str, ...]  # places
    short: str  # the place of the same loss in at most six lines of PyTorch


@dataclass(frozen=True, kw_only=True)
class Slider:
    """The one setting of a chart that the reader can move."""

    name: str  # in a link of the narrative, `#slot?name=value`
    label: str
    values: tuple[float, ...]
    start: float
    unit: str = ""

    def nearest(self, value: float) -> int:
        """Index of the nearest value."""
        return min(range(len(self.values)), key=lambda at: abs(self.values[at] - value))


@dataclass(frozen=True, kw_only=True)
class Chart:
    """A still chart, or one with a slider: then it is drawn once for each value."""

    draw: Callable[[Style, int], go.Figure]  # the int: index of the slider's value, or 0
    reading: str  # how to read it, and what it cannot show
    code: Code
    explanations: tuple[Explanation, ...]  # one for each value of the slider, or a single one
    class_names: tuple[str, ...]  # of the classes in an explanation
    slider: Slider | None = None

    @classmethod
    def of(
        cls,
        result: R,
        draw: Callable[[R, Style, int], go.Figure],
        reading: str,
        code: Code,
        explanations: tuple[Explanation, ...],
        slider: Slider | None = None,
        class_names: tuple[str, ...] = ("y", "k"),
    ) -> Chart:
        """A chart of a result; `draw(result, style, at)` draws it."""
        return cls(
            draw=partial(draw, result),
            reading=reading,
            code=code,
            explanations=explanations,
            class_names=class_names,
            slider=slider,
        )

    def drawn(self, style: Style) -> list[go.Figure]:
        """The chart for each value of the slider."""
        count = len(self.slider.values) if self.slider else 1
        return [self.draw(style, at) for at in range(count)]

    def explained(self, value: float | None) -> Explanation:
        """The explanation for a value of the slider; None is the value at the start."""
        if self.slider is None or len(self.explanations) == 1:
            return self.explanations[0]
        return self.explanations[self.slider.nearest(self.slider.start if value is None else value)]


@dataclass(frozen=True, kw_only=True)
class Moving:
    """A run on the stage."""

    run: Callable[[], Run]
    reading: str
    code: Code
    loss: int  # index of the explained loss in the run
    sample: int = 0  # its row in the record; explained until the reader chooses another


Figure = Chart | Moving
