"""Toy faces: who it is outlives the nuisances, and unseen people are others."""

from typing import Any

import numpy as np
import pytest

from toy_models.data import Faces
from toy_models.data.faces import IDENTITY, NUISANCE, draw_faces

FACES = Faces(identities=12, images=20, size=16)


def means_of(pictures: np.ndarray, labels: np.ndarray) -> np.ndarray:
    """The mean picture of each person, as a row."""
    return np.stack([pictures[labels == k].mean(0).ravel() for k in np.unique(labels)])


def test_counts_shapes_and_range() -> None:
    data = FACES.load(0)
    assert data.inputs_NI.shape == (240, 16, 16)
    assert data.inputs_NI.dtype == np.float32
    assert np.bincount(data.labels_N).tolist() == [20] * 12
    assert np.bincount(data.test_labels_M).tolist() == [4] * 12
    assert data.inputs_NI.min() >= 0
    assert data.inputs_NI.max() <= 1
    assert data.inputs_NI.std() > 0.1
    assert data.class_names[:2] == ("person 0", "person 1")


def test_the_seed_decides_every_picture() -> None:
    first, again, other = (FACES.load(seed) for seed in (3, 3, 4))
    np.testing.assert_array_equal(first.inputs_NI, again.inputs_NI)
    np.testing.assert_array_equal(first.test_inputs_MI, again.test_inputs_MI)
    assert not np.array_equal(first.inputs_NI, other.inputs_NI)


def test_people_differ_more_than_two_averages_of_one_person() -> None:
    data = Faces(identities=12, images=400, size=16).load(0)
    even = means_of(data.inputs_NI[::2], data.labels_N[::2])
    odd = means_of(data.inputs_NI[1::2], data.labels_N[1::2])
    distance = np.linalg.norm(even[:, None] - odd, axis=-1)
    within = np.diag(distance)
    between = distance[~np.eye(12, dtype=bool)].reshape(12, 11)
    assert (between.min(1) > within).all()
    assert between.mean() > 3 * within.mean()


def test_test_pictures_are_new_pictures_of_the_same_people() -> None:
    data = Faces(identities=8, images=500, size=16).load(0)
    train = means_of(data.inputs_NI, data.labels_N)
    test = means_of(data.test_inputs_MI, data.test_labels_M)
    distance = np.linalg.norm(test[:, None] - train, axis=-1)
    np.testing.assert_array_equal(distance.argmin(1), np.arange(8))
    both = np.concatenate([data.inputs_NI, data.test_inputs_MI])
    assert len(np.unique(both.reshape(len(both), -1), axis=0)) == len(both)


def test_unseen_people_are_not_the_training_people() -> None:
    plain = Faces(identities=30, images=4, size=16, nuisance=0, grain=0)
    known = means_of(plain.load(0).inputs_NI, plain.load(0).labels_N)
    pictures, labels = plain.unseen(0, identities=30, images=3)
    assert pictures.shape == (90, 16, 16)
    assert np.bincount(labels).tolist() == [3] * 30
    unseen = means_of(pictures, labels)
    among_known = np.linalg.norm(known[:, None] - known, axis=-1)[~np.eye(30, dtype=bool)]
    to_known = np.linalg.norm(unseen[:, None] - known, axis=-1)
    assert to_known.min() > 0.1
    # As far from the known people as those are from one another.
    assert to_known.mean() == pytest.approx(among_known.mean(), rel=0.15)


def test_unseen_people_are_the_same_for_the_same_seed() -> None:
    first, again, other = (FACES.unseen(seed, 3, 4)[0] for seed in (0, 0, 1))
    np.testing.assert_array_equal(first, again)
    assert not np.array_equal(first, other)


def test_without_nuisance_and_grain_all_pictures_of_a_person_are_equal() -> None:
    data = Faces(identities=4, images=5, size=16, nuisance=0, grain=0).load(0)
    pictures = data.inputs_NI.reshape(4, 5, 16, 16)
    np.testing.assert_array_equal(pictures, np.repeat(pictures[:, :1], 5, 1))
    assert len(np.unique(pictures[:, 0].reshape(4, -1), axis=0)) == 4


def test_nuisance_and_grain_each_make_pictures_differ() -> None:
    spread = [
        Faces(identities=2, images=50, size=16, nuisance=nuisance, grain=grain)
        .load(0)
        .inputs_NI.reshape(2, 50, -1)
        .std(1)
        .mean()
        for nuisance, grain in ((0, 0), (0, 0.02), (0, 0.06), (0.5, 0), (1, 0), (2, 0))
    ]
    assert spread[0] == pytest.approx(0, abs=1e-6)
    assert spread[0] < spread[1] < spread[2]
    assert spread[0] < spread[3] < spread[4] < spread[5]
    assert spread[1] == pytest.approx(0.02, rel=0.1)


def test_pictures_do_not_depend_on_how_many_are_drawn_at_once() -> None:
    draw = np.random.default_rng(0)
    factors = {
        name: draw.normal(mean, deviation, 40)
        for name, (mean, deviation) in {**IDENTITY, **NUISANCE}.items()
    }
    whole = draw_faces(factors, 16)
    assert whole.shape == (40, 16, 16)
    np.testing.assert_array_equal(draw_faces(factors, 16, at_once=7), whole)


@pytest.mark.parametrize("factor", IDENTITY)
def test_every_identity_factor_shows(factor: str) -> None:
    means = {name: mean for name, (mean, _) in {**IDENTITY, **NUISANCE}.items()}
    mean, deviation = IDENTITY[factor]
    pair = {name: np.full(2, value) for name, value in means.items()}
    pair[factor] = np.array([mean - 2 * deviation, mean + 2 * deviation])
    low, high = draw_faces(pair, 32)
    assert np.abs(high - low).max() > 0.05


def test_the_same_face_at_another_size_is_the_same_face() -> None:
    small = Faces(identities=2, images=4, size=16, nuisance=0, grain=0).load(0).inputs_NI
    large = Faces(identities=2, images=4, size=64, nuisance=0, grain=0).load(0).inputs_NI
    shrunk = large.reshape(8, 16, 4, 16, 4).mean((2, 4))
    assert np.abs(shrunk - small).mean() < 0.02


@pytest.mark.parametrize(
    ("field", "low", "high", "outside"),
    [
        ("identities", 2, 20000, (1, 20_001)),
        ("images", 4, 500, (3, 501)),
        ("size", 16, 128, (15, 129)),
        ("nuisance", 0, 3, (-0.1, 3.1, float("nan"))),
        ("grain", 0, 0.5, (-0.01, 0.51)),
    ],
)
def test_out_of_range_is_refused(field: str, low: Any, high: Any, outside: tuple[Any, ...]) -> None:
    room: dict[str, Any] = {"images": 4} if field == "identities" else {}
    for end in (low, high):
        assert getattr(Faces(**{**room, field: end}), field) == end
    for value in outside:
        with pytest.raises(ValueError, match=f"^faces {field} must be {low} to {high}, not "):
            Faces(**{**room, field: value})


def test_the_number_of_pictures_is_bounded() -> None:
    with pytest.raises(
        ValueError, match=r"^faces identities times images must be 8 to 200000, not 200100\.$"
    ):
        Faces(identities=2001, images=100)
