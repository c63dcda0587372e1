"""Families: look-alikes are as near as asked, the whole is as varied as before, flips stay home."""

from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from toy_models.data import Families, load

SMALL = Families(identities=40, images=4, size=16, nuisance=0, grain=0)


def portraits(data: Families, seed: int = 0) -> np.ndarray:
    """One picture of each person, as a row."""
    return np.asarray(data.load(seed).inputs_NI[:: data.images].reshape(data.identities, -1))


def distances(data: Families) -> tuple[float, float]:
    """Mean distance of portraits within families, and between them."""
    rows = portraits(data)
    distance = np.linalg.norm(rows[:, None] - rows, axis=-1)
    family = np.arange(len(rows)) // data.family
    same = family[:, None] == family
    others = ~np.eye(len(rows), dtype=bool)
    return float(distance[same & others].mean()), float(distance[~same].mean())


def test_look_alikes_are_as_near_as_asked() -> None:
    within, between = np.array(
        [distances(replace(SMALL, identities=400, distance=d)) for d in (0.1, 0.3, 0.6, 1.0)]
    ).T
    assert (np.diff(within) > 0).all()
    assert within[0] < 0.2 * between[0]
    assert within[3] == pytest.approx(between[3], rel=0.05)
    # People as a whole vary equally at every distance.
    np.testing.assert_allclose(between, between.mean(), rtol=0.05)


def test_the_seed_decides_every_picture() -> None:
    np.testing.assert_array_equal(portraits(SMALL, 3), portraits(SMALL, 3))
    assert not np.array_equal(portraits(SMALL, 3), portraits(SMALL, 4))


def test_unseen_people_come_in_families_too_and_are_others() -> None:
    pictures, labels = SMALL.unseen(0, 8, 2)
    assert pictures.shape == (16, 16, 16)
    assert labels.tolist() == [k for k in range(8) for _ in range(2)]
    rows = pictures[::2].reshape(8, -1)
    within = np.linalg.norm(rows[0] - rows[1:4], axis=1)
    between = np.linalg.norm(rows[0] - rows[4:], axis=1)
    assert within.max() < between.min()
    assert np.linalg.norm(rows[:, None] - portraits(SMALL), axis=-1).min() > 0.1
    with pytest.raises(ValueError, match="10 people do not make families of 4"):
        SMALL.unseen(0, 10, 2)


def test_a_wrong_label_names_a_look_alike() -> None:
    data = load(replace(SMALL, images=20), 0.3, seed=1)
    wrong = data.labels_N != data.true_labels_N
    assert wrong.sum() == round(0.3 * len(wrong))
    np.testing.assert_array_equal(data.labels_N[wrong] // 4, data.true_labels_N[wrong] // 4)
    pairs = {
        (a, b) for a, b in zip(data.true_labels_N[wrong] % 4, data.labels_N[wrong] % 4, strict=True)
    }
    assert len(pairs) == 12  # every member is taken for every other


def test_or_anyone() -> None:
    data = load(replace(SMALL, images=20, wrong_labels="anyone"), 0.3, seed=1)
    wrong = data.labels_N != data.true_labels_N
    at_home = (data.labels_N[wrong] // 4 == data.true_labels_N[wrong] // 4).mean()
    assert at_home == pytest.approx(3 / 39, abs=0.06)


def test_names_say_who_belongs_together() -> None:
    names = SMALL.load(0).class_names
    assert names[4:6] == ("family 1, person 0", "family 1, person 1")


@pytest.mark.parametrize(
    ("change", "why"),
    [
        ({"family": 1}, "families family must be 2 to 20, not 1"),
        ({"distance": 0.0}, "families distance must be 0.05 to 1, not 0.0"),
        ({"distance": float("nan")}, "families distance must be"),
        ({"identities": 42}, "multiple of family, 4, not 42"),
        ({"wrong_labels": "random"}, "wrong_labels must be look-alike or anyone, not random"),
        ({"size": 8}, "size must be 16 to 128"),
    ],
)
def test_out_of_range_is_refused(change: dict[str, Any], why: str) -> None:
    with pytest.raises(ValueError, match=why):
        replace(SMALL, **change)
