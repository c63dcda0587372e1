"""Colours and marker shapes, in one place: safe for colour-blind eyes, in light and in dark.

Classes and losses have palettes of their own, so that no colour means two things in a figure.
"""

from __future__ import annotations

from dataclasses import dataclass

#: Okabe and Ito's eight without black, then three more that colour-blind eyes tell from them; the
#: shape repeats what the colour says.
CLASS_COLOURS = (
    "#E69F00", "#56B4E9", "#009E73", "#F0E442", "#0072B2",
    "#D55E00", "#CC79A7", "#4D545F", "#B2B44D", "#842CC7",
)  # fmt: skip
CLASS_SYMBOLS = (
    "circle", "square", "diamond", "triangle-up", "cross",
    "x", "star", "pentagon", "triangle-down", "hexagram",
)  # fmt: skip
LOSS_COLOURS = (
    "#1B6CA8", "#E07A1F", "#C2185B", "#2E8B57", "#7B4FB5", "#9A7D0A", "#00838F", "#6D4C41",
)  # fmt: skip
LOSS_DASHES = (
    "solid", "dash", "dot", "dashdot", "longdash", "longdashdot", "2px,6px", "12px,3px,3px,3px",
)  # fmt: skip


@dataclass(frozen=True, kw_only=True)
class Theme:
    """The colours around the data."""

    ink: str
    faint: str  # grid, circle
    paper: str
    halo: str  # rings of the support vectors
    accent: str  # what can be moved


LIGHT = Theme(ink="#1F2430", faint="#D5D8DE", paper="#FFFFFF", halo="#111111", accent="#1B6CA8")
DARK = Theme(ink="#E8EAF0", faint="#3C424F", paper="#10131A", halo="#FFFFFF", accent="#5AA9E6")


def class_colour(k: int) -> str:
    """The colour of class k; after the tenth they come again, with another shape."""
    return CLASS_COLOURS[k % len(CLASS_COLOURS)]


def class_symbol(k: int) -> str:
    """The marker shape of class k, so that colour and shape together tell a hundred classes."""
    count = len(CLASS_SYMBOLS)
    return CLASS_SYMBOLS[(k + k // count) % count]


def tint(colour: str, paper: str, share: float) -> str:
    """A colour (#rrggbb) mixed with `share` of the paper's, to lie behind points of that colour."""
    pairs = ((int(colour[at : at + 2], 16), int(paper[at : at + 2], 16)) for at in (1, 3, 5))
    return "#" + "".join(f"{round(a + share * (b - a)):02x}" for a, b in pairs)
