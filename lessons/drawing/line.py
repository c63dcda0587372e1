"""A line as a Plotly trace, and fading a colour."""

from __future__ import annotations

from typing import Any

import numpy as np


def line(x: Any, y: Any, colour: str, width: float) -> dict[str, Any]:
    """A plain line without a legend entry; merge other Plotly settings with `|`."""
    return {
        "type": "scatter", "mode": "lines", "x": rounded(x), "y": rounded(y),
        "line": {"color": colour, "width": width}, "showlegend": False, "hoverinfo": "skip",
    }  # fmt: skip


def curve(x: Any, y: Any, name: str, colour: str, dash: str, **settings: Any) -> dict[str, Any]:
    """A line with a legend entry that shows its numbers under the pointer."""
    drawn = {"color": colour, "width": 2.5, "dash": dash}
    shown = {"name": name, "showlegend": True, "hoverinfo": "x+y", "line": drawn}
    return line(x, y, colour, 2.5) | shown | settings


def rounded(values: Any) -> list[float]:
    """Four digits after the point are finer than any screen, and quicker to send."""
    numbers: list[float] = np.round(np.asarray(values, float), 4).tolist()
    return numbers


def faded(colour: str, opacity: float) -> str:
    """A colour "#rrggbb" with this opacity."""
    red, green, blue = (int(colour[at : at + 2], 16) for at in (1, 3, 5))
    return f"rgba({red},{green},{blue},{opacity})"
