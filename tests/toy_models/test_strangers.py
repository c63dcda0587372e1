"""Strangers: the ROC of a whole run on faces, kept with it; data without people have none."""

from __future__ import annotations

import io
from dataclasses import replace

import numpy as np
import pytest
import torch

from evidence.verification import verify
from toy_models.config import RunConfig
from toy_models.data import Blobs, Faces
from toy_models.features import features_of
from toy_models.gentle import gentle
from toy_models.record import Run
from toy_models.strangers import FARS, PEOPLE, PICTURES, has_strangers
from toy_models.training import Training, train

FACES = RunConfig(
    data=Faces(identities=4, images=8, size=16),
    losses=(gentle("norm_softmax"), gentle("arc_softmax")),
    hidden=(8,),
    steps=3,
    kept=2,
    batch=16,
)


@pytest.fixture(scope="module")
def trained() -> tuple[Training, Run]:
    training = Training(FACES)
    frames = [training.frame()]
    while training.step < FACES.steps:
        training.advance()
    return training, training.result([*frames, training.frame()])


def test_they_are_measured_with_the_features_of_the_trained_network(
    trained: tuple[Training, Run],
) -> None:
    training, run = trained
    assert run.strangers is not None
    assert (run.strangers.people, run.strangers.pictures) == (PEOPLE, PICTURES)
    pictures_N, people_N = FACES.data.unseen(FACES.seed, PEOPLE, PICTURES)  # type: ignore[union-attr]
    features_LND = features_of(training.network, torch.from_numpy(pictures_N)).numpy()
    for loss, features_ND in enumerate(features_LND):
        scores = verify(features_ND, people_N)
        for far in FARS:
            assert run.strangers.tar_at(far)[loss] == pytest.approx(scores.tar_at(far))
    assert (np.diff(run.strangers.tar_LP, axis=1) >= 0).all()
    assert run.strangers.tar_LP[:, -1].tolist() == [1, 1]


def test_a_rate_between_two_points_is_refused(trained: tuple[Training, Run]) -> None:
    found = trained[1].strangers
    assert found is not None
    with pytest.raises(ValueError, match=r"not recorded at FAR 0\.0011"):
        found.tar_at(0.0011)


def test_they_are_stored_with_the_run(trained: tuple[Training, Run]) -> None:
    run = trained[1]
    again = Run.load(io.BytesIO(run.to_bytes()))
    assert run.strangers is not None
    assert again.strangers is not None
    np.testing.assert_array_equal(again.strangers.tar_LP, run.strangers.tar_LP)
    np.testing.assert_array_equal(again.strangers.far_P, run.strangers.far_P)
    assert again.strangers.people == PEOPLE


def test_a_run_that_is_not_whole_has_none() -> None:
    stopped = train(FACES, stop=lambda: True)
    assert stopped.stopped
    assert stopped.strangers is None


def test_other_data_have_none() -> None:
    blobs = replace(FACES, data=Blobs(classes=2, per_class=8))
    assert not has_strangers(blobs.data)
    assert has_strangers(FACES.data)
    assert train(blobs).strangers is None
    assert Run.load(io.BytesIO(train(blobs).to_bytes())).strangers is None
