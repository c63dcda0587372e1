"""The film of angles: counts by a loop, and nothing lost."""

import math

import numpy as np

from app.figures.angles import BINS, angles, shares
from app.look.themes import LIGHT
from app.toy_runs.comparison import scene_of
from tests.app.runs import flat


def test_shares_count_the_samples_of_each_bin() -> None:
    angles_KN = np.array([[0.0, 0.01, math.pi / 2 + 0.01], [math.pi, 0.5, 0.5]], np.float16)
    found = shares(angles_KN)
    assert found.shape == (BINS, 2)
    expected = np.zeros((BINS, 2))
    for k in range(2):
        for angle in angles_KN[k].astype(float):
            expected[min(int(angle / math.pi * BINS), BINS - 1), k] += 1 / 3
    np.testing.assert_allclose(found, expected, atol=1e-6)


def test_each_column_is_all_samples() -> None:
    figure = angles(scene_of(flat()), LIGHT)
    clouds = [trace for trace in figure.data if trace.type == "heatmap"]
    assert len(clouds) == 6
    for cloud in clouds:
        np.testing.assert_allclose(np.asarray(cloud.customdata).sum(0), 100, rtol=1e-4)
        np.testing.assert_array_equal(cloud.x, flat().steps_K)


def test_the_two_clouds_are_named_once() -> None:
    named = [trace.name for trace in angles(scene_of(flat()), LIGHT).data if trace.name]
    assert named == ["angle to its own class", "to the nearest rival"]
