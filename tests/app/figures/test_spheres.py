"""The spheres: a closed mesh, coloured by the nearest class weight, and one scene for each loss."""

from __future__ import annotations

import itertools
from collections import Counter
from typing import Any

import numpy as np
import plotly.graph_objects as go
import pytest

from app.figures.palette import DARK, LIGHT, class_colour, class_scale
from app.figures.panels import panel, titles
from app.figures.spheres import MESH, PALENESS, TIP, _sphere_mesh, spheres
from tests.app.runs import flat, with_losses
from toy_models.data import Blobs

LOSSES, LAST = 3, 4
REGIONS, SAMPLES, SUPPORT, WEIGHTS = range(4)


def figure_at(k: int) -> go.Figure:
    return spheres(flat(embedding=3), k, LIGHT)


def drawn(figure: go.Figure, loss: int, kind: int) -> Any:
    return figure.data[4 * loss + kind]


def points(trace: Any) -> np.ndarray:
    return np.stack([trace.x, trace.y, trace.z], 1)


def test_the_corners_of_the_mesh_have_length_1() -> None:
    corners, _ = _sphere_mesh()
    assert corners.shape == (MESH[0] * MESH[1], 3)
    np.testing.assert_allclose(np.linalg.norm(corners, axis=1), 1, atol=1e-12)


def test_the_mesh_is_closed_and_all_faces_turn_the_same_way() -> None:
    """Each side of a face is that of one other face, which runs along it the other way."""
    corners, faces = _sphere_mesh()
    _, merged = np.unique(np.round(corners, 9) + 0.0, axis=0, return_inverse=True)
    whole = [face for face in merged.reshape(-1)[faces].tolist() if len(set(face)) == 3]
    sides = Counter(side for face in whole for side in zip(face, face[1:] + face[:1], strict=True))
    assert set(sides.values()) == {1}
    assert all(sides[b, a] == 1 for a, b in sides)
    # Euler: corners - edges + faces = 2 on a sphere.
    assert len(set(itertools.chain(*whole))) - len(sides) / 2 + len(whole) == 2


def test_the_faces_cover_the_sphere() -> None:
    corners, faces = _sphere_mesh()
    a, b, c = (corners[faces[:, side]] for side in range(3))
    area = np.linalg.norm(np.cross(b - a, c - a), axis=1).sum() / 2
    assert area == pytest.approx(4 * np.pi, rel=0.01)


@pytest.mark.parametrize("k", [0, 2, LAST])
def test_a_face_has_the_class_whose_weight_is_nearest(k: int) -> None:
    figure = figure_at(k)
    for loss in range(LOSSES):
        regions = drawn(figure, loss, REGIONS)
        at = points(regions)
        weights = flat(embedding=3).weights(k, loss)
        faces = np.stack([regions.i, regions.j, regions.k], 1)
        assert len(regions.intensity) == len(faces)
        for face in range(0, len(faces), 17):
            centre = at[faces[face]].sum(0)
            cosines = [float(centre @ weight) for weight in weights]
            assert regions.intensity[face] == cosines.index(max(cosines))
        assert regions.intensitymode == "cell"
        assert [list(pair) for pair in regions.colorscale] == class_scale(4, LIGHT.paper, PALENESS)
        assert (regions.cmin, regions.cmax) == (-0.5, 3.5)


@pytest.mark.parametrize("k", [0, 2, LAST])
def test_samples_and_rings_stand_at_the_features(k: int) -> None:
    figure, result = figure_at(k), flat(embedding=3)
    for loss in range(LOSSES):
        features = result.features(k, loss)
        np.testing.assert_array_equal(points(drawn(figure, loss, SAMPLES)), features)
        ringed = np.flatnonzero(result.support_vectors(k, loss).any(1))
        rings = drawn(figure, loss, SUPPORT)
        np.testing.assert_allclose(points(rings), 1.01 * features[ringed], rtol=1e-6)
        sizes = panel(result, k, loss).rings_S
        np.testing.assert_allclose(np.asarray(rings.marker.size) / sizes, 0.6, rtol=1e-6)


def test_samples_lie_above_the_coloured_sphere() -> None:
    regions = drawn(figure_at(LAST), 0, REGIONS)
    assert np.linalg.norm(points(regions), axis=1).max() < 0.99


def test_spikes_stick_out_along_the_class_weights() -> None:
    figure = figure_at(LAST)
    for loss in range(LOSSES):
        path = points(drawn(figure, loss, WEIGHTS)).reshape(4, 3, 3)
        weights = flat(embedding=3).weights(LAST, loss)
        np.testing.assert_allclose(path[:, 1], TIP * weights, rtol=1e-6)
        assert np.isnan(path[:, 2]).all()
        heads = drawn(figure, loss, WEIGHTS).marker.color
        assert [heads[3 * c + 1] for c in range(4)] == [class_colour(c) for c in range(4)]


def test_samples_have_colour_and_name_of_their_class() -> None:
    result = flat(embedding=3)
    samples = drawn(figure_at(LAST), 2, SAMPLES)
    for n, label in enumerate(result.labels_N.tolist()):
        assert samples.marker.color[n] == class_colour(label)
        assert samples.text[n] == f"class {label}, sample {result.samples_N[n]}"


def test_fifty_classes_differ_in_colour_or_shape() -> None:
    """Five shapes are all that a scatter in three dimensions has without open ones."""
    result = flat(embedding=3, data=Blobs(classes=50, per_class=4, dimension=3))
    marker = drawn(spheres(result, 0, LIGHT), 0, SAMPLES).marker
    looks: dict[int, set[tuple[str, str]]] = {}
    for label, colour, symbol in zip(result.labels_N, marker.color, marker.symbol, strict=True):
        looks.setdefault(int(label), set()).add((colour, symbol))
    assert len(looks) == 50
    assert all(len(look) == 1 for look in looks.values())
    assert len(set.union(*looks.values())) == 50


@pytest.mark.parametrize("count", range(1, 9))
def test_there_is_a_scene_for_each_loss_and_none_overlap(count: int) -> None:
    result = with_losses(count, embedding=3)
    figure = spheres(result, LAST, LIGHT)
    names = [f"scene{n or ''}" for n in (0, *range(2, count + 1))]
    layout = figure.layout.to_plotly_json()
    assert sorted(name for name in layout if name.startswith("scene")) == sorted(names)
    assert [trace.scene for trace in figure.data] == [name for name in names for _ in range(4)]
    boxes = [(*layout[name]["domain"]["x"], *layout[name]["domain"]["y"]) for name in names]
    for left, right, bottom, top in boxes:
        assert 0 <= left < right <= 1
        assert 0 <= bottom < top <= 1
    for one, other in itertools.combinations(boxes, 2):
        assert one[1] <= other[0] or other[1] <= one[0] or one[3] <= other[2] or other[3] <= one[2]
    notes = figure.layout.annotations
    assert [note.text for note in notes[::2]] == titles(result)
    captions = [panel(result, LAST, loss).caption for loss in range(count)]
    assert [note.text for note in notes[1::2]] == captions
    for title, caption, (left, right, bottom, top) in zip(
        notes[::2], notes[1::2], boxes, strict=True
    ):
        assert title.x == caption.x == pytest.approx((left + right) / 2)
        assert title.y >= top - 1e-9
        assert caption.y < bottom


def test_a_scene_is_a_cube_that_holds_the_spikes() -> None:
    scene = figure_at(0).layout.scene
    assert scene.aspectmode == "cube"
    for axis in (scene.xaxis, scene.yaxis, scene.zaxis):
        assert axis.visible is False
        assert -axis.range[0] == axis.range[1] > TIP


def test_the_theme_decides_ink_rings_and_paleness() -> None:
    for theme in (LIGHT, DARK):
        figure = spheres(flat(embedding=3), LAST, theme)
        assert figure.layout.font.color == theme.ink
        assert drawn(figure, 0, SUPPORT).marker.color == theme.halo
        scale = [list(pair) for pair in drawn(figure, 0, REGIONS).colorscale]
        assert scale == class_scale(4, theme.paper, PALENESS)
