"""Label-noise suspects: the wrong labels of a made run are found, and a hard sample is not one."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from app.face_runs.suspects import beaten, confirmed, late_of, suspects
from face_training.probe_record import UNKNOWN, Moment
from tests.app.face_runs.made import moment, run, samples

OF = samples(classes=8, identities=2, images=2, wrong=0)


def history(*gaps: list[float]) -> list[Moment]:
    """Moments at which the nearest rival is so much farther away than the own class."""
    return [
        replace(
            moment(OF, step, 0.5),
            target_angle_N=np.full(4, 1, np.float32),
            rival_angle_NR=np.tile(1 + np.array(gap, np.float32)[:, None], (1, 4)),
            support_count_N=np.array([int(one < 0.1) for one in gap]),
        )
        for step, gap in enumerate(gaps)
    ]


def test_the_wrong_labels_of_a_run_are_the_suspects() -> None:
    made = run(wrong=3)
    assert made.samples is not None
    found = suspects(made.samples, made.moments, 10)
    wrong = np.flatnonzero(made.samples.labels_N != made.samples.true_labels_N)
    assert sorted(one.row for one in found) == wrong.tolist()
    for one in found:
        assert one.likely == made.samples.true_labels_N[one.row]
        assert one.beaten == 1
    assert confirmed(made.samples, found) == (3, 3, 3)


def test_only_the_last_third_decides() -> None:
    lost, won = [-0.5] * 4, [0.5, -0.5, 0.5, 0.5]
    found = suspects(OF, history(lost, lost, lost, lost, won, won), 9)
    assert [one.row for one in found] == [1]
    assert found[0].held == 1
    assert suspects(OF, history(won, lost, lost), 9)[0].beaten == 1


def test_the_surest_come_first_and_then_the_widest_gap() -> None:
    found = suspects(OF, history(*[[-0.1, -0.7, -0.4, 0.2]] * 3), 9)
    assert [one.row for one in found] == [1, 2, 0]
    assert [one.row for one in suspects(OF, history(*[[-0.1, -0.7, -0.4, 0.2]] * 3), 2)] == [1, 2]


def test_a_sample_that_loses_now_and_then_is_no_suspect() -> None:
    gaps = [[-0.1, 0.2, 0.2, 0.2], [0.1, 0.2, 0.2, 0.2]] * 6
    assert suspects(OF, history(*gaps), 9) == []


def test_without_moments_there_is_none() -> None:
    assert suspects(OF, [], 9) == []


@pytest.mark.parametrize(("kept", "late"), [(1, 1), (2, 1), (3, 1), (6, 2), (60, 20)])
def test_the_last_third_is_at_least_one(kept: int, late: int) -> None:
    assert len(range(kept)[late_of(kept)]) == late


def test_beaten_is_strictly_nearer() -> None:
    assert beaten(history([-0.1, 0, 0.1, -1])).tolist() == [[True, False, False, True]]


def test_nothing_is_confirmed_where_the_truth_is_not_told_or_nothing_is_wrong() -> None:
    found = suspects(OF, history([-1] * 4), 9)
    assert confirmed(OF, found) is None
    assert confirmed(replace(OF, true_labels_N=np.full(4, UNKNOWN)), found) is None
    other = np.roll(OF.labels_N, 1)
    assert confirmed(replace(OF, true_labels_N=other), found) == (2, 4, 2)
