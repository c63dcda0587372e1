"""Colours "#RRGGBB": mixing two, and the contrast between two as WCAG 2.2 defines it."""

from __future__ import annotations

READABLE = 4.5  # the least contrast of text and what is behind it
VISIBLE = 3.0  # the least contrast of a mark, a line or a control


def mix(colour: str, other: str, share: float) -> str:
    """The colour `share` of the way from the first to the second."""
    pairs = zip(_channels(colour), _channels(other), strict=True)
    return "#" + "".join(f"{round(a + share * (b - a)):02X}" for a, b in pairs)


def contrast(colour: str, other: str) -> float:
    """From 1, the same, to 21, black on white."""
    dim, bright = sorted((luminance(colour), luminance(other)))
    return (bright + 0.05) / (dim + 0.05)


def luminance(colour: str) -> float:
    """The relative luminance, 0 to 1."""
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
        for part in (channel / 255 for channel in _channels(colour))
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _channels(colour: str) -> tuple[int, int, int]:
    red, green, blue = (int(colour[at : at + 2], 16) for at in (1, 3, 5))
    return red, green, blue
