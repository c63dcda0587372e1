"""Label-noise suspects: the wrong labels of a made run are found, and a hard sample is not one."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from app.face_runs.suspects import beaten, confirmed, counted_from, suspects
from face_training.probe.record import UNKNOWN, Moment
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
    assert sorted(one.row for one in found[:3]) == wrong.tolist()
    assert not any(one.to_the_end for one in found[3:])
    for one in found[:3]:
        assert one.likely == made.samples.true_labels_N[one.row]
        assert one.beaten == 1
        assert one.to_the_end
    assert confirmed(made.samples, found) == (3, 3)


LOST, HALF, WON = [-0.5] * 4, [-0.5, -0.5, 0.5, 0.5], [0.5] * 4


def test_time_counts_from_the_step_at_which_half_are_won() -> None:
    assert counted_from(history(LOST, LOST, HALF, WON)) == 2
    assert counted_from(history(WON, LOST)) == 0
    assert counted_from(history(LOST, [-1, -1, -1, 1])) is None
    assert counted_from([]) is None


def test_who_loses_a_quarter_of_that_time_is_a_suspect() -> None:
    one, two = [-0.5, 0.5, 0.5, 0.5], [0.5, -0.5, 0.5, 0.5]
    found = suspects(OF, history(LOST, LOST, one, two, one, one, WON, WON, WON, WON), 9)
    assert [(one.row, one.beaten, one.to_the_end) for one in found] == [(0, 3 / 8, False)]
    found = suspects(OF, history(two, one, one, one), 9)
    assert [(one.row, one.beaten, one.to_the_end) for one in found] == [
        (0, 0.75, True), (1, 0.25, False),
    ]  # fmt: skip


def test_the_surest_come_first_and_then_the_widest_gap() -> None:
    moments = history(*[[-0.1, -0.7, 0.4, 0.2]] * 3, [0.1, 0.2, 0.4, -0.2])
    assert [one.row for one in suspects(OF, moments, 9)] == [1, 0, 3]
    assert [one.row for one in suspects(OF, moments, 2)] == [1, 0]


def test_too_early_there_is_none() -> None:
    assert suspects(OF, [], 9) == []
    assert suspects(OF, history(LOST, LOST), 9) == []


def test_the_class_it_loses_to_most_is_the_likely_one() -> None:
    moments = [
        replace(one, rivals_NR=np.full((4, 4), rival))
        for one, rival in zip(history(HALF, HALF, HALF, WON, WON), [5, 3, 3, 7, 7], strict=True)
    ]
    assert {one.likely for one in suspects(OF, moments, 9)} == {3}


def test_beaten_is_strictly_nearer() -> None:
    assert beaten(history([-0.1, 0, 0.1, -1])).tolist() == [[True, False, False, True]]


def test_nothing_is_confirmed_where_the_truth_is_not_told_or_nothing_is_wrong() -> None:
    found = suspects(OF, history(HALF), 9)
    assert confirmed(OF, found) is None
    assert confirmed(replace(OF, true_labels_N=np.full(4, UNKNOWN)), found) is None
    other = OF.labels_N.copy()
    other[:3:2] = OF.labels_N[[3, 0]]
    assert confirmed(replace(OF, true_labels_N=other), found) == (1, 2)
