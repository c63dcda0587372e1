"""A sample between two class weights on the upper half of a circle, as in the paper's figures.

w_y is the weight of the sample's own class, w_k that of another class, APART degrees from it.
Angles are degrees from w_y, clockwise.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import plotly.graph_objects as go

from lessons.drawing.layout import hidden_axis, layout, margin, note
from lessons.drawing.line import faded, line
from lessons.drawing.marks import FREE_SHAPE, SUPPORT_SHAPE
from lessons.figure import Style
from lessons.one_sample import APART

W_Y = 90 + APART / 2  # degrees, counter-clockwise from the x axis, at which w_y is drawn
OUTSIDE, INSIDE = 1.14, 0.86  # radii of names, and of what is displaced
POINTS = 25  # of a drawn arc

Trace = dict[str, Any]


class Arc:
    """One circle: traces and notes that grow as samples and captions are added."""

    def __init__(
        self, style: Style, boundary: float, *, without_margin: float | None = None
    ) -> None:
        """Draw the circle, both weights, and the two sides of the boundary.

        Args:
            style: colours and sizes.
            boundary: degrees at which w_k begins to be a support vector.
            without_margin: where it would begin without a margin; then both are drawn.
        """
        self.style = style
        self.traces: list[Trace] = []
        self.notes: list[dict[str, Any]] = []
        for begin, end, colour in ((0.0, boundary, style.own), (boundary, APART, style.rival)):
            xs, ys = _along(begin, end)
            filled = {"fill": "toself", "fillcolor": faded(colour, 0.14), "mode": "none"}
            self.traces.append(line([0, *xs, 0], [0, *ys, 0], colour, 0) | filled)
        self.traces.append(line(*_along(-25, APART + 25), style.faint, 2))
        self._ray(boundary)
        for angle in (0.0, APART):
            x, y = point(angle)
            self.traces.append(_arrow([0, x], [0, y], style.ink, 16))
        if without_margin is not None:
            self._ray(without_margin)
            self.note((boundary + without_margin) / 2, "margin")
        self.note(0, "<b>w<sub>y</sub></b>")
        self.note(APART, "<b>w<sub>k</sub></b>")

    def _ray(self, angle: float) -> None:
        x, y = point(angle, 1.06)
        dashed = {"color": self.style.ink, "width": 1.5, "dash": "dash"}
        self.traces.append(line([0, x], [0, y], self.style.ink, 1.5) | {"line": dashed})

    def note(self, angle: float, text: str, radius: float = OUTSIDE) -> None:
        """Write text in a direction."""
        self.notes.append(note(self.style, *point(angle, radius), text))

    def sample(self, angle: float, support: bool, *, moved_to: float | None = None) -> None:
        """Draw a sample, as a cross if w_k is its support vector.

        A hollow mark and an arrow show where the loss behaves as if the sample were, if that is
        more than half a degree away.
        """
        if moved_to is not None and abs(moved_to - angle) > 0.5:
            self.traces.append(
                _arrow(*_along(angle, moved_to, INSIDE), self.style.rival, 16, last=True)
            )
            self.traces.append(_mark(self.style, moved_to, support, hollow=True))
        self.traces.append(_mark(self.style, angle, support))

    def caption(self, text: str) -> None:
        """Write text below the circle."""
        self.notes.append(note(self.style, 0, -0.05, text, yanchor="top"))


def arcs(*panels: Arc, height: int, lines: int, ratio: float) -> go.Figure:
    """Circles side by side.

    Args:
        panels: the circles.
        height: pixels, at the normal text size.
        lines: of the captions below.
        ratio: height of the drawing for its width; narrow pages shrink it.
    """
    style = panels[0].style
    below = margin(10, 10, 10, round(1.5 * lines * style.size))
    made = layout(style, height, margin=below, meta={"ratio": ratio}, annotations=[])
    data = []
    width = 1 / len(panels)
    for at, panel in enumerate(panels):
        number = "" if not at else str(at + 1)
        x, y = f"x{number}", f"y{number}"
        gap = 0.02 if len(panels) > 1 else 0.0
        domain = [at * width + gap * (at > 0), (at + 1) * width - gap * (at < len(panels) - 1)]
        alone = len(panels) == 1  # then Plotly's own axes are meant
        data += [trace | ({} if alone else {"xaxis": x, "yaxis": y}) for trace in panel.traces]
        made["annotations"] += [
            text | ({} if alone else {"xref": x, "yref": y}) for text in panel.notes
        ]
        made[f"xaxis{number}"] = hidden_axis((-1.3, 1.3)) | {"domain": domain, "anchor": y}
        made[f"yaxis{number}"] = hidden_axis((-0.06, 1.3)) | {"scaleanchor": x, "anchor": x}
    return go.Figure({"data": data, "layout": made})


def point(angle: float, radius: float = 1.0) -> tuple[float, float]:
    """Where an angle from w_y is drawn."""
    turned = np.radians(W_Y - angle)
    return float(radius * np.cos(turned)), float(radius * np.sin(turned))


def _along(begin: float, end: float, radius: float = 1.0) -> tuple[list[float], list[float]]:
    points = [point(angle, radius) for angle in np.linspace(begin, end, POINTS)]
    return [x for x, _ in points], [y for _, y in points]


def _arrow(x: list[float], y: list[float], colour: str, size: int, *, last: bool = False) -> Trace:
    """A line with an arrow head; `last`: only at its last point."""
    sizes = [0] * (len(x) - 1) + [size] if last else size
    head = {"symbol": "arrow", "angleref": "previous", "color": colour, "size": sizes}
    return line(x, y, colour, 3) | {"mode": "lines+markers", "marker": head}


def _mark(style: Style, angle: float, support: bool, *, hollow: bool = False) -> Trace:
    x, y = point(angle, INSIDE if hollow else 1.0)
    colour = style.rival if support else style.own
    shape = (SUPPORT_SHAPE if support else FREE_SHAPE) + ("-open" if hollow else "")
    return {
        "type": "scatter", "mode": "markers", "x": [x], "y": [y], "showlegend": False,
        "hoverinfo": "skip",
        "marker": {"symbol": shape, "size": 18, "color": colour,
                   "line": {"width": 2 if hollow else 1, "color": colour}},
    }  # fmt: skip
