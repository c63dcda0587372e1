"""A colour and a marker shape for each class: the shape repeats what the colour says.

The ten colours reach a contrast of 3 on the light and on the dark paper, so one set serves both;
eyes that lack one kind of cone tell any two of them apart.
"""

from __future__ import annotations

COLOURS = (
    "#1E94FF", "#F83B00", "#048E81", "#684CFF", "#8B9C33",
    "#DD44B3", "#447838", "#C67C63", "#B744CF", "#FE2D87",
)  # fmt: skip
SYMBOLS = (
    "circle", "square", "diamond", "triangle-up", "cross",
    "x", "star", "pentagon", "triangle-down", "hexagram",
)  # fmt: skip


def class_colour(k: int) -> str:
    """The colour of class k; after the tenth they come again, with another shape."""
    return COLOURS[k % len(COLOURS)]


def class_symbol(k: int) -> str:
    """The marker shape of class k, so that colour and shape together tell a hundred classes."""
    count = len(SYMBOLS)
    return SYMBOLS[(k + k // count) % count]
