"""Label noise: how many labels change, to what, and that the truth is kept."""

import numpy as np
import pytest

from toy_models.data import Blobs
from toy_models.data.noise import with_label_noise

CLEAN = Blobs(classes=4, per_class=50).load(0)


@pytest.mark.parametrize(("share", "count"), [(0.1, 20), (0.333, 67), (0.9, 180)])
def test_exactly_the_share_is_wrong(share: float, count: int) -> None:
    noisy = with_label_noise(CLEAN, share, seed=5)
    assert (noisy.labels_N != noisy.true_labels_N).sum() == count


def test_the_truth_the_inputs_and_the_test_set_stay() -> None:
    before = CLEAN.labels_N.copy()
    noisy = with_label_noise(CLEAN, 0.5, seed=5)
    np.testing.assert_array_equal(noisy.true_labels_N, before)
    np.testing.assert_array_equal(CLEAN.labels_N, before)
    assert noisy.inputs_NI is CLEAN.inputs_NI
    assert noisy.test_labels_M is CLEAN.test_labels_M


def test_share_0_changes_nothing() -> None:
    np.testing.assert_array_equal(with_label_noise(CLEAN, 0, seed=5).labels_N, CLEAN.labels_N)


def test_every_wrong_class_is_drawn_about_as_often() -> None:
    clean = Blobs(classes=4, per_class=2000).load(0)
    noisy = with_label_noise(clean, 0.9, seed=1)
    counts = np.zeros((4, 4), int)
    np.add.at(counts, (noisy.true_labels_N, noisy.labels_N), 1)
    wrong = counts[~np.eye(4, dtype=bool)]
    assert wrong.min() > 0.85 * wrong.mean()
    assert wrong.max() < 1.15 * wrong.mean()


def test_two_classes_swap() -> None:
    clean = Blobs(classes=2, per_class=20).load(0)
    noisy = with_label_noise(clean, 0.25, seed=0)
    flipped = noisy.labels_N != clean.labels_N
    assert flipped.sum() == 10
    np.testing.assert_array_equal(noisy.labels_N[flipped], 1 - clean.labels_N[flipped])


def test_the_seed_decides_which() -> None:
    labels = with_label_noise(CLEAN, 0.3, seed=1).labels_N
    np.testing.assert_array_equal(with_label_noise(CLEAN, 0.3, seed=1).labels_N, labels)
    assert not np.array_equal(with_label_noise(CLEAN, 0.3, seed=2).labels_N, labels)
