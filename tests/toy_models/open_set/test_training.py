"""Training: the measures are those of the network on unseen people; nobody harms another."""

from dataclasses import replace

import torch

from evidence.tuned import Tuned
from evidence.verification import FARS, verify
from losses.adacos import fixed_scale
from tests.evidence.tuned_runs import OF
from tests.toy_models.open_set.small import SMALL
from toy_models.config import LossChoice
from toy_models.data.grey import standardised
from toy_models.features import features_of
from toy_models.open_set.training import dataset_of, train_and_test
from toy_models.training import Training

NORM, ARC = Tuned(OF["norm_softmax"], (2.0,)), Tuned(OF["arc_softmax"], (3.0, 0.3))


def test_the_measures_are_those_of_the_trained_network_on_unseen_people() -> None:
    (row,) = train_and_test(SMALL, [NORM], 1, SMALL.steps)
    choice = LossChoice.of("norm_softmax", **NORM.parameters(fixed_scale(5)))
    training = Training(SMALL.config((choice,), 1, SMALL.steps), dataset_of(SMALL, 1))
    for step in range(SMALL.steps):
        training.set_learning_rate(SMALL.rate(step, SMALL.steps))
        training.advance()
    pictures, people = SMALL.faces.unseen(1, 72, 2)
    features = features_of(training.network, standardised(torch.from_numpy(pictures))).numpy()
    expected = verify(features[0], people)
    assert row.tar == tuple(expected.tar_at(far) for far in FARS)
    assert row.eer == expected.eer()
    assert row.accuracy == training.frame().test_accuracy_L[0]
    assert row.tar_curve[-1] == row.tar[1]
    assert row.looks == (1, 2, 3, 4)


def test_each_trains_as_it_would_alone() -> None:
    together = train_and_test(SMALL, [NORM, ARC], 0, SMALL.steps)
    assert together == [train_and_test(SMALL, [one], 0, SMALL.steps)[0] for one in (NORM, ARC)]


def test_losses_that_diverge_are_kept_as_such() -> None:
    broken = replace(SMALL, learning_rate=10.0, weight_decay=1.0)
    rows = train_and_test(broken, [NORM, ARC], 0, 120)
    assert [row.loss for row in rows] == ["norm_softmax", "arc_softmax"]
    assert all(row.diverged and row.tar == (0.0, 0.0, 0.0) for row in rows)


def test_the_data_are_those_of_the_faces_about_0() -> None:
    data = dataset_of(SMALL, 3)
    assert abs(data.inputs_NI.mean()) < 0.5
    assert 0.5 < data.inputs_NI.std() < 2
    assert len(data.labels_N) == len(SMALL.faces.load(3).labels_N)
