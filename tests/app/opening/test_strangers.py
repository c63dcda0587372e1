"""Strangers: what is measured on their embeddings, and the file and the message that hold it."""

from __future__ import annotations

import base64
from pathlib import Path

import numpy as np
import pytest

from app.opening.facts import stored_strangers
from app.opening.runs import STRANGERS
from app.opening.strangers import (
    Strangers,
    degrees,
    histogram,
    measured,
    telling_pair,
)
from app.scene.wire import unpack

PEOPLE_P = np.repeat(np.arange(30), 4)


def embeddings(spread: float, seed: int) -> np.ndarray:
    draw = np.random.default_rng(seed)
    centre_ID = draw.normal(size=(30, 16))
    features_PD = centre_ID[PEOPLE_P] + spread * draw.normal(size=(120, 16))
    return features_PD / np.linalg.norm(features_PD, axis=1, keepdims=True)


@pytest.fixture(scope="module")
def strangers() -> Strangers:
    features_LPD = np.stack([embeddings(1.2, 0), embeddings(0.7, 0)])
    return Strangers(
        config=STRANGERS,
        people=30,
        pictures=4,
        titles=("Softmax", "Arc-Softmax"),
        pictures_MHW=np.full((12, 8, 8), 90, np.uint8),
        **measured(features_LPD, PEOPLE_P, np.arange(12), 0.01),
    )


def test_the_rates_are_those_of_a_loop(strangers: Strangers) -> None:
    features_PD = embeddings(1.2, 0)
    same, different = [], []
    for i in range(120):
        for j in range(i):
            pairs = same if PEOPLE_P[i] == PEOPLE_P[j] else different
            pairs.append(float(degrees(features_PD[i] @ features_PD[j])))
    threshold = strangers.thresholds[0]
    assert np.mean(np.array(different) < threshold - 1e-6) <= 0.01
    assert strangers.recognised[0] == pytest.approx(np.mean(np.array(same) < threshold - 1e-6))
    assert strangers.recognised[1] > strangers.recognised[0]


def test_bins_hold_shares(strangers: Strangers) -> None:
    assert strangers.same_LB.sum(1) == pytest.approx([1, 1], abs=0.05)  # beyond 120° there is none
    assert histogram(np.cos(np.radians([1, 3, 3.5])))[:2] == pytest.approx([1 / 3, 2 / 3])


def test_the_angles_are_those_from_the_first_picture_of_the_pair(strangers: Strangers) -> None:
    for loss, spread in enumerate((1.2, 0.7)):
        features_MD = embeddings(spread, 0)[:12]
        cos_M = features_MD @ features_MD[strangers.pair[0]]
        expected_M = np.degrees(np.arccos(np.clip(cos_M, -1, 1)))
        assert strangers.angles_LM[loss] == pytest.approx(expected_M, abs=0.05)


def test_the_pair_is_one_that_the_losses_judge_differently() -> None:
    angles_LMM = np.full((2, 3, 3), 50.0)
    angles_LMM[0, 0, 2], angles_LMM[1, 0, 2] = 60, 30
    labels_M = np.array([0, 1, 0])
    assert telling_pair(angles_LMM, labels_M, [45.0, 45.0]) == (0, 2)
    assert telling_pair(angles_LMM, labels_M, [65.0, 45.0]) == (0, 1)  # there is none


def test_the_file_gives_back_what_it_was_given(strangers: Strangers, tmp_path: Path) -> None:
    strangers.save(tmp_path / "strangers.npz")
    again = Strangers.load(tmp_path / "strangers.npz")
    for name, value in vars(strangers).items():
        assert np.array_equal(getattr(again, name), value), name


def test_the_message_has_the_arrays(strangers: Strangers) -> None:
    header, arrays = unpack(base64.b64decode(strangers.message()))
    assert header["strangers"]["recognised"] == list(strangers.recognised)
    assert np.array_equal(arrays["angles"].reshape(2, 12), strangers.angles_LM)


def test_the_stored_pair_is_recognised_by_arc_alone() -> None:
    stored = stored_strangers()
    first, second = stored.pair
    assert stored.labels_M[first] == stored.labels_M[second]
    assert stored.pair_angles[0] > stored.thresholds[0]
    assert stored.pair_angles[1] < stored.thresholds[1]
