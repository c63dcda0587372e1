"""Who is whose support vector, counted by hand and against the record sample by sample."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from app.face_runs.rivalry import between, held_share, rivalry
from face_training.probe.record import Moment, Samples
from tests.app.face_runs.made import moment, run, samples


def tiny(rivals: list[list[int]], support: list[list[int]]) -> tuple[Samples, Moment]:
    """Four samples: two of class 0, two of class 1; with these rivals and support vectors."""
    of = replace(
        samples(classes=6, identities=2, images=2, wrong=0),
        labels_N=np.array([0, 0, 1, 1]),
        identities_I=np.array([0, 1]),
    )
    shape = np.array(rivals).shape
    held = np.array(support, bool)
    one = replace(
        moment(of, 0, 0.5),
        rivals_NR=np.array(rivals),
        rival_support_NR=held,
        rival_angle_NR=np.tile(np.linspace(0.5, 1, shape[1], dtype=np.float32), (4, 1)),
        support_count_N=held.sum(1),
    )
    return of, one


RIVALS = [[1, 2], [2, 3], [4, 0], [4, 2]]
SUPPORT = [[1, 1], [1, 0], [1, 0], [0, 0]]


def test_the_rivals_of_an_identity_come_by_time_as_support_vectors() -> None:
    of, one = tiny(RIVALS, SUPPORT)
    found = rivalry(of, [one, one], 0, 5)
    assert found.rivals == [2, 1, 3]
    np.testing.assert_allclose(found.share_rK, [[1, 1], [0.5, 0.5], [0, 0]])
    assert found.mean(1) == 0.5
    assert rivalry(of, [one], 0, 2).rivals == [2, 1]


def test_over_time_a_share_is_of_each_step() -> None:
    of, one = tiny(RIVALS, SUPPORT)
    _, other = tiny(RIVALS, [[0, 0]] * 4)
    np.testing.assert_allclose(rivalry(of, [one, other], 1, 1).share_rK, [[0.5, 0]])


def test_the_share_of_an_identity_with_any_support_vector() -> None:
    of, one = tiny(RIVALS, SUPPORT)
    np.testing.assert_allclose(held_share(of, [one]), [[1], [0.5]])


def test_between_identities_at_a_step() -> None:
    of, one = tiny(RIVALS, SUPPORT)
    owners, rivals, shares = between(of, one, 5)
    assert owners == [0, 1]
    assert rivals == [1, 2, 4]
    np.testing.assert_allclose(shares, [[50, 100, 0], [0, 0, 50]])
    owners, rivals, shares = between(of, one, 1)
    assert (owners, rivals) == ([0], [2])
    np.testing.assert_allclose(shares, [[100]])


def test_without_support_vectors_there_is_nothing_between() -> None:
    of, one = tiny(RIVALS, [[0, 0]] * 4)
    owners, rivals, shares = between(of, one, 5)
    assert (owners, rivals) == ([], [])
    assert shares.shape == (0, 0)


@pytest.mark.parametrize("most", [3, 8])
def test_against_the_record_one_by_one(most: int) -> None:
    made = run()
    assert made.samples is not None
    labels = made.samples.labels_N.tolist()
    for identity in made.samples.identities_I.tolist():
        found = rivalry(made.samples, made.moments, identity, most)
        assert len(found.rivals) == len(set(found.rivals)) <= most
        for at, rival in enumerate(found.rivals):
            for k, one in enumerate(made.moments):
                own = [n for n, label in enumerate(labels) if label == identity]
                count = sum(
                    bool((one.rival_support_NR[n] & (one.rivals_NR[n] == rival)).any()) for n in own
                )
                assert found.share_rK[at, k] == pytest.approx(count / len(own))
