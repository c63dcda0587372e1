"""How the panels are read."""

import pytest

from app.figures.reading import reading


@pytest.mark.parametrize("dimension", [2, 3, 8, 64])
def test_the_reading_says_what_points_rings_and_regions_are(dimension: int) -> None:
    text = reading(dimension)
    assert text.endswith(".")
    if dimension <= 3:
        for word in (
            "Points are features",
            "class weights",
            "support vector",
            "direction",
            "gap between two classes is",
        ):
            assert word in text
    else:
        assert f"shows {dimension} dimensions truly" in text
        for word in ("to its own class", "nearest other class", "diagonal", "margin is met"):
            assert word in text
