"""Measures: against plain loops over pairs and samples."""

import itertools
import math
from dataclasses import replace

import numpy as np
import pytest
import torch

from toy_models.guidance import measuring
from toy_models.guidance.arms import screened
from toy_models.guidance.cells import TINY
from toy_models.guidance.measuring import Unseen, known, known_features, replicates, strangers
from toy_models.guidance.training import Arms, train

PEOPLE = np.repeat(np.arange(24), 8)


def unseen() -> Unseen:
    return Unseen(pictures_N=torch.zeros(len(PEOPLE), 1, 1), people_N=PEOPLE, family=4)


def features() -> torch.Tensor:
    draw = torch.Generator().manual_seed(1)
    centre = torch.randn(24, 1, 6, generator=draw)
    x = centre + 0.5 * torch.randn(24, 8, 6, generator=draw)
    return torch.nn.functional.normalize(x.reshape(-1, 6), dim=-1)


def test_tar_is_that_of_a_loop_over_pairs() -> None:
    x = features()
    genuine, everybody, family = [], [], []
    for i, j in itertools.combinations(range(len(PEOPLE)), 2):
        score = float(x[i] @ x[j])
        if PEOPLE[i] == PEOPLE[j]:
            genuine.append(score)
        else:
            everybody.append(score)
            if PEOPLE[i] // 4 == PEOPLE[j] // 4:
                family.append(score)

    def tar(impostors: list[float]) -> float:
        threshold = sorted(impostors, reverse=True)[int(1e-3 * len(impostors))]
        return float(np.mean([score > threshold for score in genuine]))

    found = strangers(x, unseen())
    assert found.tar == pytest.approx(tar(everybody), abs=1e-3)
    assert found.tar_family == pytest.approx(tar(family), abs=1e-3)
    assert 0 < found.eer < 0.5
    without = strangers(x, unseen(), with_eer=False)
    assert (without.tar, without.tar_family) == (found.tar, found.tar_family)
    assert math.isnan(without.eer)


def test_replicates_surround_the_estimate_and_share_their_people() -> None:
    x = features()
    first, again = (replicates(x, unseen(), 40, seed=2) for _ in range(2))
    np.testing.assert_array_equal(first, again)
    assert first.shape == (40,)
    assert first.min() <= strangers(x, unseen()).tar <= first.max()


@pytest.fixture(scope="module")
def state() -> Arms:
    found: list[Arms] = []
    train(replace(TINY, steps=60), screened(TINY), 0, found.append, looks=(1.0,))
    return found[0]


def test_what_is_known_is_that_of_a_loop(state: Arms) -> None:
    measured = known(state, 1, known_features(state)[1])
    data = state.dataset
    rows = np.random.default_rng(0).permutation(len(data.labels_N))[: measuring.TRAINING_PICTURES]
    x = measuring.unit_features(state, torch.from_numpy(data.inputs_NI[rows]))[1]
    w = torch.nn.functional.normalize(state.classifier.weight_LCD[1].detach(), dim=-1)
    labels, true = data.labels_N[rows], data.true_labels_N[rows]
    cos = (x @ w.T).numpy()
    errors = np.mean([row.argmax() != label for row, label in zip(cos, labels, strict=True)])
    assert measured.error == pytest.approx(errors)
    true_errors = np.mean([row.argmax() != label for row, label in zip(cos, true, strict=True)])
    assert measured.true_error == pytest.approx(true_errors)
    ahead = [c for row, label in zip(cos, labels, strict=True) for c in row if c > row[label]]
    assert measured.equivalent_margin == pytest.approx(np.mean([0.2 * (1 + c) for c in ahead]))
    assert measured.with_support_vector == pytest.approx(errors)
    angles = np.degrees(np.arccos(np.clip((w @ w.T).numpy(), -1, 1)))
    np.fill_diagonal(angles, 360)
    assert measured.nearest_weight == pytest.approx(angles.min(1).mean(), abs=1e-3)


def test_flips_own_more_of_the_gradient_than_their_share(state: Arms) -> None:
    data = state.dataset
    share = (data.labels_N != data.true_labels_N).mean()
    assert share == pytest.approx(0.1, abs=0.01)
    assert known(state, 0, known_features(state)[0]).gradient_of_flips > share
