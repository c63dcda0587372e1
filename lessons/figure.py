"""A figure in a slot of a narrative: one that is touched, a chart, or a run on the stage.

All name the code behind them, and can explain a sample number by number.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import partial
from typing import Any, TypeVar

import plotly.graph_objects as go

from lessons.ask import Ask
from lessons.variable import Variable
from toy_models.config import LossChoice
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

    @property
    def tour(self) -> str:
        """What its clock plays: the slider from one end to the other, and to its start."""
        if self.slider is None:
            return ""
        first, last = self.slider.values[0], self.slider.values[-1]
        return f"{self.slider.name}={first:g}..{last:g}..{self.slider.start:g}"

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


#: Sentences with their conditions, `(("angle > 60", "It is {p.norm_softmax}."), ("", "…"))`: the
#: first that holds is shown.  `{name}` is a reading of the figure.
Says = tuple[tuple[str, str], ...]


@dataclass(frozen=True, kw_only=True)
class Live:
    """A figure that the browser draws and calculates, and that a hand can touch.

    Make it with a function of `lessons.kinds`, which knows what its kind takes.
    """

    kind: str  # a file of app/course/browser/kinds/
    content: Mapping[str, Any]  # what it draws: numbers, words, lists
    variables: tuple[Variable, ...]
    tour: str  # what its clock plays unless a slot says otherwise: "angle=20..100..55"
    says: Says
    reading: str  # how to read it, and what it cannot show
    code: Code
    losses: tuple[LossChoice, ...] = ()
    asks: Mapping[str, Ask] = field(default_factory=dict)  # what can be predicted by drawing
    explanations: tuple[Explanation, ...] = ()  # a sample with its numbers, or none
    class_names: tuple[str, ...] = ("y", "k")

    def variable(self, name: str) -> Variable | None:
        """The variable of a name."""
        return next((variable for variable in self.variables if variable.name == name), None)


Figure = Chart | Moving | Live
