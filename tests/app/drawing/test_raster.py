"""Marks are copied pixel by pixel, and mixed where they overlap."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from tests.app.drawing.modules import run_with


def test_a_pixel_over_another_is_mixed_as_it_should_be(blank: Any) -> None:
    draw = np.random.default_rng(5)
    pairs = draw.integers(0, 256, (300, 2, 4))
    pairs[:, 0, 3] = np.maximum(pairs[:, 0, 3], 1)  # a mark has no pixel without cover
    found = run_with(
        blank,
        "raster.js",
        "over",
        """const pack = ([r, g, b, a]) => ((a << 24) | (b << 16) | (g << 8) | r) >>> 0;
        const unpack = (p) => [p & 255, (p >>> 8) & 255, (p >>> 16) & 255, p >>> 24];
        return given.pairs.map(([top, bottom]) => unpack(over(pack(top), pack(bottom))));""",
        pairs=pairs.tolist(),
    )
    for ((*top, a), (*bottom, b)), mixed in zip(pairs.tolist(), found, strict=True):
        alpha = a + b * (255 - a) / 255
        colour = [
            (t * a + u * b * (255 - a) / 255) / alpha for t, u in zip(top, bottom, strict=True)
        ]
        assert mixed[3] == pytest.approx(alpha, abs=1)
        # Where there is hardly any cover, a rounded one changes the colour much and nobody sees it.
        assert mixed[:3] == pytest.approx(colour, abs=1.5 + 255 / alpha)


STAMPED = """
    const dot = new Mark(3, 1, (context) => {
        context.fillStyle = "#ff8000";
        context.fillRect(-1.5, -1.5, 3, 3);
    });
    const raster = new Raster();
    raster.begin(41);
    for (const [x, y] of given.places) raster.stamp(dot, x, y);
    const found = [];
    raster.pixels.forEach((pixel, at) => {
        if (pixel) found.push([at % 41 - 20, Math.floor(at / 41) - 20, pixel]);
    });
    return found;
"""


def test_a_stamp_is_copied_to_its_place_pixel_by_pixel(blank: Any) -> None:
    found = run_with(blank, "raster.js", "Mark, Raster", STAMPED, places=[[5, -7]])
    assert {(x, y) for x, y, _ in found} == {
        (5 + i, -7 + j) for i in (-1, 0, 1) for j in (-1, 0, 1)
    }
    assert {pixel for _, _, pixel in found} == {0xFF0080FF}


@pytest.mark.parametrize("place", [[18, 0], [0, -19], [500, 500], [float(10**9), 0]])
def test_a_stamp_that_would_hang_over_is_left_out(blank: Any, place: list[float]) -> None:
    assert run_with(blank, "raster.js", "Mark, Raster", STAMPED, places=[place]) == []
