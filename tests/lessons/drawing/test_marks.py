"""Colour and shape both tell a support vector from the others."""

from lessons.drawing import marks


def test_colour_and_shape_differ() -> None:
    assert marks.FREE != marks.SUPPORT
    assert marks.FREE_SHAPE != marks.SUPPORT_SHAPE
