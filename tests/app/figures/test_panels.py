"""Panels: the coordinates are those of the record, and what is bounded or fixed is."""

from dataclasses import replace

import numpy as np
import pytest

from app.figures.panels import (
    BAND,
    EMPTY_LINE,
    LARGEST_RING,
    SMALLEST_RING,
    fixed_plane,
    labels,
    panel,
    parameters,
    predicted_on_circle,
    ring_sizes,
    titles,
)
from tests.app.runs import EIGHT, SV, flat, run_of
from toy_models.config import LossChoice
from toy_models.data import Blobs

STEPS = range(5)


def test_on_the_circle_samples_keep_their_angle_and_lie_in_the_band() -> None:
    result = flat()
    for k in STEPS:
        for loss in range(3):
            shown = panel(result, k, loss)
            features = result.features(k, loss)
            radius = np.linalg.norm(shown.samples_ND, axis=1)
            np.testing.assert_allclose(shown.samples_ND / radius[:, None], features, atol=1e-4)
            assert radius.max() <= 1 + 1e-4
            assert radius.min() >= 1 - BAND - 1e-4
            np.testing.assert_array_equal(shown.weights_CD, result.weights(k, loss))


def test_a_sample_has_the_same_radius_at_every_step_and_neighbours_differ() -> None:
    result = flat()
    radii = [np.linalg.norm(panel(result, k, 1).samples_ND, axis=1) for k in STEPS]
    for radius in radii[1:]:
        np.testing.assert_allclose(radius, radii[0], atol=1e-4)
    assert np.abs(np.diff(radii[0])).min() > 0.3 * BAND


def test_on_the_sphere_samples_are_the_features() -> None:
    result = flat(embedding=3)
    shown = panel(result, 2, 1)
    np.testing.assert_array_equal(shown.samples_ND, result.features(2, 1))
    np.testing.assert_array_equal(shown.weights_CD, result.weights(2, 1))


def test_in_more_dimensions_samples_are_projected_on_the_fixed_plane() -> None:
    result = flat(embedding=5)
    for k in STEPS:
        shown = panel(result, k, 2)
        basis = fixed_plane(result, 2)
        for n, feature in enumerate(result.features(k, 2)):
            expected = [feature @ basis[:, 0], feature @ basis[:, 1]]
            np.testing.assert_allclose(shown.samples_ND[n], expected, atol=1e-5)
        np.testing.assert_allclose(shown.weights_CD, result.weights(k, 2) @ basis, atol=1e-5)


def test_the_plane_is_orthonormal_and_holds_the_most_of_the_final_weights() -> None:
    result = flat(embedding=5)
    for loss in range(3):
        basis = fixed_plane(result, loss)
        assert basis.shape == (5, 2)
        np.testing.assert_allclose(basis.T @ basis, np.eye(2), atol=1e-5)
        weights = result.weights(len(result.steps_K) - 1, loss)
        centred = weights - weights.mean(0)
        variances = np.sort(np.linalg.eigvalsh(centred.T @ centred))
        assert (centred @ basis).var(0).sum() * len(weights) == pytest.approx(
            variances[-2:].sum(), rel=1e-4
        )


def test_the_plane_takes_no_notice_of_the_steps_before_the_last() -> None:
    result = flat(embedding=5)
    weights = result.arrays["weights_LCD"].copy()
    weights[:-1] = weights[:-1, :, ::-1]
    other = replace(result, arrays={**result.arrays, "weights_LCD": weights})
    np.testing.assert_array_equal(fixed_plane(other, 1), fixed_plane(result, 1))
    weights[-1] = weights[-1, :, :, ::-1]
    assert not np.allclose(fixed_plane(other, 1), fixed_plane(result, 1))


def test_two_classes_in_many_dimensions_have_a_plane() -> None:
    result = flat(embedding=5, data=Blobs(classes=2, per_class=8))
    basis = fixed_plane(result, 0)
    np.testing.assert_allclose(basis.T @ basis, np.eye(2), atol=1e-5)


def test_support_vectors_are_the_samples_that_have_one_in_the_record() -> None:
    result = flat()
    found = 0
    for k in STEPS:
        for loss in range(3):
            expected = [n for n, row in enumerate(result.support_vectors(k, loss)) if row.any()]
            shown = panel(result, k, loss)
            assert shown.support_S.tolist() == expected
            log_h = result.arrays["log_h_LN"][k, loss][expected]
            np.testing.assert_array_equal(shown.rings_S, ring_sizes(log_h))
            found += len(expected)
    assert found > 50


def test_the_rings_of_sv_softmax_grow_and_those_of_the_softmax_do_not() -> None:
    result = flat()
    assert (panel(result, 2, 0).rings_S == SMALLEST_RING).all()
    assert (panel(result, 2, 1).rings_S > SMALLEST_RING).all()


def test_ring_sizes_rise_with_ln_h_between_their_bounds() -> None:
    log_h = np.array([-3, 0, 1e-3, 0.5, 1, 2, 3.9, 4, 5, 1000, np.inf], np.float16)
    sizes = ring_sizes(log_h)
    assert sizes.dtype == np.float32
    assert (np.diff(sizes) >= 0).all()
    assert (np.diff(sizes[1:8]) > 0).all()
    assert sizes[0] == sizes[1] == SMALLEST_RING
    assert sizes[7] == sizes[-1] == LARGEST_RING
    assert sizes[5] == pytest.approx((SMALLEST_RING + LARGEST_RING) / 2)
    assert ring_sizes(np.zeros(0, np.float16)).shape == (0,)


def test_the_caption_has_the_measures_of_this_step_and_loss() -> None:
    result = flat()
    for k in STEPS:
        for loss in range(3):
            accuracy = 100 * float(result.arrays["test_accuracy_L"][k, loss])
            share = 100 * float(result.arrays["support_samples_L"][k, loss])
            assert panel(result, k, loss).caption == (
                f"test accuracy {accuracy:.0f}%<br>support vectors for {share:.0f}%"
            )


@pytest.mark.parametrize("classes", [2, 5, 100])
def test_the_prediction_on_the_circle_is_the_nearest_weight(classes: int) -> None:
    draw = np.random.default_rng(classes)
    bearings = draw.uniform(-np.pi, np.pi, classes)
    weights = np.stack([np.cos(bearings), np.sin(bearings)], 1).astype(np.float32)
    angles = np.linspace(0, 2 * np.pi, 181, endpoint=False)
    expected = []
    for angle in angles:
        away = [abs((angle - bearing + np.pi) % (2 * np.pi) - np.pi) for bearing in bearings]
        expected.append(away.index(min(away)))
    found = predicted_on_circle(weights, angles)
    assert found.dtype == np.uint8
    assert found.tolist() == expected


@pytest.mark.parametrize(
    ("choice", "words"),
    [
        (LossChoice.of("norm_softmax", scale=16.0), ""),
        (LossChoice.of("sv_softmax", scale=16.0, t=1.1), "t = 1.1"),
        (LossChoice.of("am_softmax", margin=0.35), "m = 0.35"),
        (LossChoice.of("f_softmax", gamma=2), "gamma = 2"),
        (LossChoice.of("sv_arc_softmax", margin=0.3, t=1.25), "m = 0.3, t = 1.25"),
        (LossChoice.of("mv_am_softmax", mode="fixed", t=0.1), "t = 0.1"),
        (LossChoice.of("composed", f="arc", h="sv", margin=0.3, t=1.1), "margin = 0.3, t = 1.1"),
    ],
)
def test_parameters_are_told_in_the_papers_symbols(choice: LossChoice, words: str) -> None:
    assert parameters(choice) == words


def test_titles_have_two_lines_and_labels_one() -> None:
    result = flat()
    assert titles(result) == [
        f"<b>Softmax</b><br>{EMPTY_LINE}",
        "<b>SV-Softmax</b><br>t = 1.1",
        "<b>SV-Arc-Softmax</b><br>m = 0.3, t = 1.1",
    ]
    assert labels(result) == ["Softmax", "SV-Softmax, t = 1.1", "SV-Arc-Softmax, m = 0.3, t = 1.1"]


def test_two_of_a_loss_are_told_apart_by_their_parameters() -> None:
    result = run_of(
        replace(flat().config, losses=(SV, LossChoice.of("sv_softmax", scale=16.0, t=1.3)))
    )
    assert labels(result) == ["SV-Softmax, t = 1.1", "SV-Softmax, t = 1.3"]


def test_every_one_of_eight_losses_has_a_panel() -> None:
    result = flat(losses=EIGHT)
    for loss in range(8):
        shown = panel(result, 4, loss)
        assert np.isfinite(shown.samples_ND).all()
        assert np.isfinite(shown.rings_S).all()
