"""The words of a panel, and that its plane is fixed."""

from dataclasses import replace

import numpy as np
import pytest

from app.figures.panels import EMPTY_LINE, fixed_plane, labels, parameters, titles
from tests.app.runs import SV, flat, run_of
from toy_models.config import LossChoice
from toy_models.data import Blobs


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
