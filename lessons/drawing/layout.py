"""The layout of a chart: its size, axes, and notes in it."""

from __future__ import annotations

from typing import Any

from lessons.figure import Style

NORMAL_SIZE = 14  # of the text, pixels; heights are given for it

#: An axis of names instead of numbers.
CATEGORIES: dict[str, Any] = {"type": "category", "showgrid": False, "automargin": True}


def layout(style: Style, height: int, **settings: Any) -> dict[str, Any]:
    """The layout of a chart so many pixels high, in proportion to the text."""
    return {
        "height": round(height * style.size / NORMAL_SIZE),
        "paper_bgcolor": "rgba(0,0,0,0)",
        "plot_bgcolor": "rgba(0,0,0,0)",
        "font": {"color": style.ink, "size": style.size, "family": style.font},
        "margin": margin(10, 10, 10, 10),
        "hoverlabel": {"bgcolor": style.background, "font": {"color": style.ink}},
        "showlegend": False,
        "legend": {"orientation": "h", "x": 0, "y": 1.02, "yanchor": "bottom"},
    } | settings


def margin(left: int, right: int, top: int, bottom: int) -> dict[str, int]:
    """Pixels around the plot."""
    return {"l": left, "r": right, "t": top, "b": bottom}


def axis(
    style: Style, title: str, domain: tuple[float, float] | None = None, **settings: Any
) -> dict[str, Any]:
    """An axis with a title; `domain` is its part of the width or height, 0 to 1."""
    made: dict[str, Any] = {
        "title": {"text": title, "standoff": 6},
        "gridcolor": style.faint,
        "zeroline": False,
    }
    return made | ({"domain": list(domain)} if domain else {}) | settings


def hidden_axis(extent: tuple[float, float]) -> dict[str, Any]:
    """An axis that is not seen and cannot be moved."""
    return {"visible": False, "range": list(extent), "fixedrange": True}


def note(style: Style, x: float, y: float, text: str, **settings: Any) -> dict[str, Any]:
    """Text at a point."""
    plain = {"x": x, "y": y, "text": text, "showarrow": False, "font": {"color": style.ink}}
    return plain | settings


def upright(style: Style, x: float) -> dict[str, Any]:
    """A dotted line over the whole height, a shape of the layout."""
    return {
        "type": "line", "x0": x, "x1": x, "y0": 0, "y1": 1, "xref": "x", "yref": "paper",
        "line": {"color": style.ink, "width": 1.5, "dash": "dot"},
    }  # fmt: skip


def upright_label(x: float, text: str) -> dict[str, Any]:
    """Text to the right of such a line, at its top."""
    return {
        "text": text, "x": x, "y": 1, "xref": "x", "yref": "paper", "xanchor": "left",
        "yanchor": "top", "align": "left", "showarrow": False, "xshift": 6,
    }  # fmt: skip
