"""The hardest pairs against a loop over all pairs."""

from __future__ import annotations

import math
from dataclasses import replace
from itertools import pairwise

import numpy as np
import pytest

from app.face_runs.pairs import hardest, rates
from tests.app.face_runs.made import moment, run, samples, unit


def angle(one: np.ndarray, other: np.ndarray) -> float:
    a, b = one.astype(float), other.astype(float)
    return math.degrees(math.acos(max(-1, min(1, a @ b / np.linalg.norm(a) / np.linalg.norm(b)))))


def test_the_hardest_pairs_are_the_hardest() -> None:
    made = run()
    of, last = made.samples, made.moments[-1]
    assert of is not None
    genuine, impostor = hardest(of, last, 4)
    count = len(of.labels_N)
    pairs = [(a, b) for a in range(count) for b in range(a + 1, count)]
    angles = {
        pair: angle(last.embeddings_ND[pair[0]], last.embeddings_ND[pair[1]]) for pair in pairs
    }
    same = [pair for pair in pairs if of.labels_N[pair[0]] == of.labels_N[pair[1]]]
    other = [pair for pair in pairs if of.labels_N[pair[0]] != of.labels_N[pair[1]]]
    worst = max(same, key=angles.__getitem__)
    closest = min(other, key=angles.__getitem__)
    assert (genuine[0].first, genuine[0].second) == worst
    assert (impostor[0].first, impostor[0].second) == closest
    for found in (genuine, impostor):
        for pair in found:
            assert pair.degrees == pytest.approx(angles[pair.first, pair.second], abs=1e-6)
    assert all(a.degrees >= b.degrees for a, b in pairwise(genuine))
    assert all(a.degrees <= b.degrees for a, b in pairwise(impostor))


def test_blocks_of_rows_give_what_all_pairs_give() -> None:
    """With equal cosines, one sample in most of the hard pairs, and more than two blocks."""
    of = samples(identities=8, images=75)
    step = moment(of, 0, 0.5, dimension=3)
    step.embeddings_ND[10] = -step.embeddings_ND[20]
    step.embeddings_ND[30:60] = step.embeddings_ND[30]
    cos_NN = unit(step.embeddings_ND.astype(float)) @ unit(step.embeddings_ND.astype(float)).T
    same_NN = of.labels_N[:, None] == of.labels_N
    for found, kind_NN, sign in zip(
        hardest(of, step, 8), (same_NN, ~same_NN), (1, -1), strict=True
    ):
        left_NN = np.where(np.triu(kind_NN, 1), sign * cos_NN, np.inf)
        for pair in found:
            assert left_NN[pair.first, pair.second] == pytest.approx(left_NN.min(), abs=1e-9)
            left_NN[[pair.first, pair.second]] = np.inf
            left_NN[:, [pair.first, pair.second]] = np.inf


def test_a_sample_comes_once_in_a_list() -> None:
    made = run()
    assert made.samples is not None
    for found in hardest(made.samples, made.moments[-1], 12):
        rows = [row for pair in found for row in (pair.first, pair.second)]
        assert len(rows) == len(set(rows))


def test_the_wrong_labels_are_in_the_hardest_genuine_pairs() -> None:
    made = run()
    assert made.samples is not None
    genuine, _ = hardest(made.samples, made.moments[-1], 2)
    wrong = set(np.flatnonzero(made.samples.labels_N != made.samples.true_labels_N).tolist())
    assert all(wrong & {pair.first, pair.second} for pair in genuine)


def test_the_rates_are_of_all_pairs() -> None:
    made = run()
    assert made.samples is not None
    scores = rates(made.samples, made.moments[-1])
    assert scores is not None
    _, sizes = np.unique(made.samples.labels_N, return_counts=True)
    assert len(scores.genuine_G) == sum(n * (n - 1) // 2 for n in sizes)
    count = len(made.samples.labels_N)
    assert len(scores.genuine_G) + len(scores.impostor_I) == count * (count - 1) // 2


def test_without_a_genuine_pair_there_are_no_rates() -> None:
    of = samples(identities=3, images=1, wrong=0)
    assert rates(of, moment(of, 0, 0.5)) is None
    assert hardest(of, moment(of, 0, 0.5), 3)[0] == []


def test_an_embedding_of_length_0_is_no_crash() -> None:
    of = samples()
    one = moment(of, 0, 0.5)
    broken = one.embeddings_ND.copy()
    broken[0] = 0
    genuine, impostor = hardest(of, replace(one, embeddings_ND=broken), 3)
    assert len(genuine) == len(impostor) == 3
