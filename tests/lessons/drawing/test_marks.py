"""The shape tells a support vector from the others, where colour does not."""

from lessons.drawing import marks


def test_the_shapes_differ() -> None:
    assert marks.FREE_SHAPE != marks.SUPPORT_SHAPE
