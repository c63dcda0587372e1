"""Colours and marker shapes, in one place: safe for colour-blind eyes, in light and in dark.

Classes and losses have palettes of their own, so that no colour means two things in a figure.
"""

from __future__ import annotations

from dataclasses import dataclass

#: Okabe and Ito's eight without black, then three more; the shape repeats what the colour says.
CLASS_COLOURS = (
    "#E69F00", "#56B4E9", "#009E73", "#F0E442", "#0072B2",
    "#D55E00", "#CC79A7", "#8C8C8C", "#8B5E3C", "#7E57C2",
)  # fmt: skip
CLASS_SYMBOLS = (
    "circle", "square", "diamond", "triangle-up", "cross",
    "x", "star", "pentagon", "triangle-down", "hexagram",
)  # fmt: skip
LOSS_COLOURS = (
    "#1B6CA8", "#E07A1F", "#C2185B", "#2E8B57", "#7B4FB5", "#9A7D0A", "#00838F", "#6D4C41",
)  # fmt: skip
LOSS_DASHES = ("solid", "dash", "dot", "dashdot", "longdash", "longdashdot", "solid", "dash")


@dataclass(frozen=True, kw_only=True)
class Theme:
    """The colours around the data."""

    ink: str
    faint: str  # grid, circle
    paper: str
    halo: str  # rings of the support vectors


LIGHT = Theme(ink="#1F2430", faint="#D5D8DE", paper="#FFFFFF", halo="#111111")
DARK = Theme(ink="#E8EAF0", faint="#3C424F", paper="#10131A", halo="#FFFFFF")


def class_colour(k: int) -> str:
    """The colour of class k; after the tenth they come again, with another shape."""
    return CLASS_COLOURS[k % len(CLASS_COLOURS)]


def class_symbol(k: int) -> str:
    """The marker shape of class k, so that colour and shape together tell a hundred classes."""
    count = len(CLASS_SYMBOLS)
    return CLASS_SYMBOLS[(k + k // count) % count]


def class_scale(classes: int) -> list[tuple[float, str]]:
    """A Plotly colour scale that maps the numbers 0 to classes - 1 to the class colours."""
    edges = [k / classes for k in range(classes + 1)]
    return [
        (edge, class_colour(k)) for k in range(classes) for edge in (edges[k], edges[k + 1])
    ]
