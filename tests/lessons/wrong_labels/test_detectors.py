"""The ways to find wrong labels, against plain loops over their sources' rules."""

from __future__ import annotations

import math

import numpy as np
import torch

from lessons.wrong_labels.detectors import (
    beyond_the_boundary,
    permanent,
    precision_and_recall,
    to_dominant,
)
from toy_models.classifier import StackedClassifier

DRAW = np.random.default_rng(5)


def test_precision_and_recall_are_shares() -> None:
    flagged = np.array([True, True, True, False, False])
    wrong = np.array([True, False, True, True, False])
    assert precision_and_recall(flagged, wrong) == (2 / 3, 2 / 3)
    assert precision_and_recall(np.zeros(5, bool), wrong) == (1.0, 0.0)


def test_permanent_is_at_every_look() -> None:
    beaten_KN = np.array([[1, 1, 0], [1, 0, 1], [1, 1, 1]], bool)
    assert permanent(beaten_KN).tolist() == [[1, 1, 0], [1, 0, 0], [1, 0, 0]]


def test_the_boundary_is_that_of_boundaryface() -> None:
    """Its program: max over k of cos(theta_k + m) > cos theta_y; the other label is that k."""
    theta_NC, margin = DRAW.uniform(0.1, 2.5, (200, 4)), 0.3
    got_N = beyond_the_boundary(theta_NC[:, 0], theta_NC[:, 1:].min(1), margin)
    for theta_C, got in zip(theta_NC, got_N, strict=True):
        beyond = [math.cos(theta + margin) > math.cos(theta_C[0]) for theta in theta_C[1:]]
        assert got == any(beyond)
    assert 20 < got_N.sum() < 180


def test_a_class_counts_by_the_nearest_of_its_centres() -> None:
    """Sub-center ArcFace, Eq. 3: cos theta_j is the largest of W_jk x over its centres k."""
    classifier = StackedClassifier(3, 4, [True], torch.Generator().manual_seed(1), centres=[2])
    features_LBD = torch.randn(1, 5, 4, generator=torch.Generator().manual_seed(2))
    cos_LBC, _ = classifier(features_LBD)
    weights_CSD = classifier.weights()[0]
    for row, x in zip(cos_LBC[0], features_LBD[0], strict=True):
        for k, centres_SD in enumerate(weights_CSD):
            each = [torch.cosine_similarity(centre, x, dim=0) for centre in centres_SD]
            torch.testing.assert_close(row[k], max(each))


def test_the_dominant_centre_is_that_of_most_pictures() -> None:
    """As its authors' program that drops pictures: count the nearest, then measure from one."""
    cos_NCS, labels_N = DRAW.uniform(-1, 1, (60, 3, 2)), DRAW.integers(0, 3, 60)
    got_N = to_dominant(cos_NCS, labels_N)
    for label in range(3):
        rows = np.flatnonzero(labels_N == label)
        count = [0, 0]
        for row in rows:
            count[int(cos_NCS[row, label, 1] > cos_NCS[row, label, 0])] += 1
        dominant = int(count[1] > count[0])
        for row in rows:
            expected = math.degrees(math.acos(cos_NCS[row, label, dominant]))
            assert math.isclose(got_N[row], expected, rel_tol=1e-9)
