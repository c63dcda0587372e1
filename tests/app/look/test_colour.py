"""Mixing and contrast."""

import pytest

from app.look.colour import contrast, mix


@pytest.mark.parametrize(
    ("colour", "paper", "share", "mixed"),
    [
        ("#E69F00", "#FFFFFF", 0.0, "#E69F00"),
        ("#E69F00", "#FFFFFF", 1.0, "#FFFFFF"),
        ("#000000", "#FFFFFF", 0.2, "#333333"),
        ("#E69F00", "#10131A", 0.5, "#7B590D"),  # (230 + 16) / 2, (159 + 19) / 2, (0 + 26) / 2
    ],
)
def test_a_mixture(colour: str, paper: str, share: float, mixed: str) -> None:
    assert mix(colour, paper, share) == mixed


@pytest.mark.parametrize(
    ("colour", "other", "ratio"),
    [("#000000", "#FFFFFF", 21), ("#777777", "#FFFFFF", 4.478), ("#1B6CA8", "#1B6CA8", 1)],
)
def test_the_contrast_of_wcag(colour: str, other: str, ratio: float) -> None:
    assert contrast(colour, other) == pytest.approx(ratio, abs=1e-3)
    assert contrast(other, colour) == contrast(colour, other)
