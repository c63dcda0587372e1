"""Blobs: where the centres lie, how wide the clusters are, and which fields are allowed."""

from typing import Any

import numpy as np
import pytest

from toy_models.data import Blobs


def angles_to_the_centres(blobs: Blobs, seed: int = 0) -> np.ndarray:
    """Signed angle of every training point of the circle from its own centre, radians."""
    data = blobs.load(seed)
    centre_NI = blobs.centres()[data.labels_N]
    x, y = data.inputs_NI.T
    cos = centre_NI[:, 0] * x + centre_NI[:, 1] * y
    sin = centre_NI[:, 0] * y - centre_NI[:, 1] * x
    angles: np.ndarray = np.arctan2(sin, cos)
    return angles


def test_centres_of_the_circle_are_equal_steps_around() -> None:
    centres = Blobs(classes=6).centres()
    steps = np.arange(6) * np.pi / 3
    np.testing.assert_allclose(centres, np.stack([np.cos(steps), np.sin(steps)], 1), atol=1e-6)


@pytest.mark.parametrize("classes", [2, 5, 20, 100])
def test_centres_of_the_sphere_are_unit_and_well_spread(classes: int) -> None:
    centres = Blobs(classes=classes, dimension=3).centres().astype(float)
    np.testing.assert_allclose(np.linalg.norm(centres, axis=1), 1, atol=1e-6)
    cos = centres @ centres.T - 2 * np.eye(classes)
    nearest = np.arccos(cos.max(1).clip(-1, 1))
    # Discs of half this angle around the centres would cover the sphere if they could.
    ideal = 2 * np.arccos(1 - 2 / classes)
    assert nearest.min() > 0.6 * ideal
    assert np.linalg.norm(centres.sum(0)) < 0.7


@pytest.mark.parametrize("spread", [0.05, 0.2, 0.4])
def test_spread_is_the_deviation_of_the_angle(spread: float) -> None:
    angles = angles_to_the_centres(Blobs(spread=spread, per_class=2000))
    assert angles.std() == pytest.approx(spread, rel=0.03)
    assert angles.mean() == pytest.approx(0, abs=4 * spread / np.sqrt(len(angles)))


def test_spread_on_the_sphere_is_the_deviation_along_each_direction() -> None:
    blobs = Blobs(spread=0.1, per_class=2000, dimension=3)
    data = blobs.load(1)
    unit = data.inputs_NI / np.linalg.norm(data.inputs_NI, axis=1, keepdims=True)
    angle = np.arccos((unit * blobs.centres()[data.labels_N]).sum(1).clip(-1, 1))
    assert np.sqrt((angle**2).mean() / 2) == pytest.approx(0.1, rel=0.03)


def test_a_larger_spread_makes_more_points_lie_nearer_to_a_wrong_centre() -> None:
    wrong = []
    for spread in (0.05, 0.3, 0.6):
        blobs = Blobs(spread=spread)
        data = blobs.load(0)
        nearest = (data.inputs_NI @ blobs.centres().T).argmax(1)
        wrong.append((nearest != data.labels_N).mean())
    assert wrong[0] == 0
    assert 0.01 < wrong[1] < 0.1
    assert wrong[2] > 0.2


def test_distances_vary_by_a_tenth_around_1() -> None:
    radius = np.linalg.norm(Blobs(per_class=2000).load(0).inputs_NI, axis=1)
    assert radius.mean() == pytest.approx(1, abs=0.005)
    assert radius.std() == pytest.approx(0.1, rel=0.05)


@pytest.mark.parametrize(("per_class", "test"), [(4, 10), (20, 10), (60, 30)])
def test_counts(per_class: int, test: int) -> None:
    data = Blobs(classes=3, per_class=per_class).load(0)
    assert np.bincount(data.labels_N).tolist() == [per_class] * 3
    assert np.bincount(data.test_labels_M).tolist() == [test] * 3
    assert data.inputs_NI.dtype == np.float32
    assert data.class_names == ("0", "1", "2")


def test_training_and_test_points_differ() -> None:
    data = Blobs(per_class=50).load(0)
    both = np.concatenate([data.inputs_NI, data.test_inputs_MI])
    assert len(np.unique(both, axis=0)) == len(both)


@pytest.mark.parametrize(
    ("field", "low", "high", "outside"),
    [
        ("classes", 2, 100, (1, 101)),
        ("per_class", 4, 2000, (3, 2001)),
        ("spread", 0.01, 1.5, (0.009, 1.51, float("nan"))),
    ],
)
def test_out_of_range_is_refused(field: str, low: Any, high: Any, outside: tuple[Any, ...]) -> None:
    for end in (low, high):
        assert getattr(Blobs(**{field: end}), field) == end
    for value in outside:
        with pytest.raises(ValueError, match=f"^blobs {field} must be {low} to {high}, not "):
            Blobs(**{field: value})


@pytest.mark.parametrize("dimension", [1, 4])
def test_dimension_is_2_or_3(dimension: int) -> None:
    with pytest.raises(ValueError, match=rf"^blobs dimension must be 2 or 3, not {dimension}\.$"):
        Blobs(dimension=dimension)
