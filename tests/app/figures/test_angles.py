"""The film of angles: counts by a loop, and nothing lost."""

import math

import numpy as np

from app.figures.angles import BINS, ROUND, angles, highest, shares
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
    assert named == ["to its own class", "to the nearest other class"]


def test_the_axis_ends_where_nearly_all_angles_do() -> None:
    scene = scene_of(flat())
    top = highest(scene)
    every = np.concatenate(
        [scene.arrays[name].ravel() for name in ("target_angle_LN", "rival_angle_LN")]
    )
    beyond = [np.mean(np.degrees(every.astype(float)) > end) for end in (top, top - ROUND)]
    assert beyond[0] <= 0.05 < beyond[1]
    figure = angles(scene, LIGHT)
    assert figure.layout.yaxis.range == (0, top)
    assert figure.layout.yaxis2.title.text == ""
    assert figure.layout.yaxis.title.text == "angle to a class weight"


def test_the_steps_end_with_the_training() -> None:
    steps_K = flat().steps_K
    layout = angles(scene_of(flat()), LIGHT).layout
    for axis in (layout.xaxis, layout.xaxis2, layout.xaxis3):
        assert axis.range == (steps_K[0], steps_K[-1])


def test_an_angle_beyond_the_axis_counts_at_its_edge() -> None:
    found = shares(np.radians([[10.0, 170.0]]), top=45)
    assert found[-1, 0] == found[10, 0] == 0.5
