"""What can stand in a slot of a narrative: a chart, or a run that moves on the stage.

Both say which code is behind them, and can explain a sample number by number.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import plotly.graph_objects as go

from toy_models.explanation import Explanation
from toy_models.record import Run


@dataclass(frozen=True, kw_only=True)
class Paint:
    """The colours and sizes that a chart is drawn with; whoever shows it brings them."""

    ink: str
    faint: str
    paper: str
    accent: str
    losses: tuple[str, ...]
    dashes: tuple[str, ...]
    size: int = 14  # of the words, pixels; larger for a lecture hall


@dataclass(frozen=True, kw_only=True)
class Code:
    """The code behind a figure, by place: "losses.sv_softmax:sv_guide"."""

    real: tuple[str, ...]
    short: str  # the same in six lines of PyTorch: a function of the lesson


@dataclass(frozen=True, kw_only=True)
class Slider:
    """The one thing of a chart that can be moved."""

    name: str  # in a remote control
    label: str
    values: tuple[float, ...]
    start: float
    unit: str = ""

    def nearest(self, value: float) -> int:
        """The place of the value that is nearest."""
        return min(range(len(self.values)), key=lambda at: abs(self.values[at] - value))


@dataclass(frozen=True, kw_only=True)
class Chart:
    """A still chart, or one with a slider: then it is drawn once for each of its values."""

    draw: Callable[[Paint, int], go.Figure]  # the place of the slider's value; 0 without one
    reading: str  # how to read it, and what it cannot show
    code: Code
    told: tuple[Explanation, ...]  # a sample for every value of the slider, or one
    names: tuple[str, ...]  # of the classes in it
    slider: Slider | None = None

    def drawn(self, paint: Paint) -> list[go.Figure]:
        """For every value of the slider."""
        count = len(self.slider.values) if self.slider else 1
        return [self.draw(paint, at) for at in range(count)]

    def explained(self, value: float | None) -> Explanation:
        """The sample that is explained where the slider stands."""
        if self.slider is None or len(self.told) == 1:
            return self.told[0]
        return self.told[self.slider.nearest(self.slider.start if value is None else value)]


@dataclass(frozen=True, kw_only=True)
class Moving:
    """A run on the stage."""

    run: Callable[[], Run]
    reading: str
    code: Code
    loss: int  # of the run: the one that is explained
    sample: int  # its place in the record: explained until the reader chooses another


Figure = Chart | Moving

#: What a remote control can set on a run; on a chart it is the name of the slider.
STAGE_SETTINGS = ("step", "layers", "select", "play")
