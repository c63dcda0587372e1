"""The experiment: a function of its config; and the lesson's claims fall with its numbers."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from lessons.blocks import NarrativeError
from lessons.mining.experiment import (
    EASY,
    GAMMAS,
    HARD,
    NAMES,
    PROBABILITIES,
    Config,
    trained,
)
from tests.lessons.claims import Claims

CLAIMS = Claims("mining")


def test_a_seed_again_gives_the_same_arrays() -> None:
    config = Config.quick()
    again = trained(config, config.faces(config.wrong[1], config.seeds[1]))
    for name, values in again.items():
        if name != "steps_K":
            np.testing.assert_array_equal(getattr(CLAIMS.small, name)[1, 1], values)
    assert CLAIMS.small.tar_WSL.shape == (len(config.wrong), len(config.seeds), len(NAMES))


def test_without_wrong_labels_nobody_owns_them() -> None:
    assert (CLAIMS.stored().owned_WSKL[0] == 0).all()
    assert np.isfinite(CLAIMS.stored().tar_WSL).all()
    assert len(CLAIMS.stored().config.seeds) >= 5


def test_the_pull_of_softmax_is_what_is_missing_to_certainty() -> None:
    np.testing.assert_allclose(CLAIMS.stored().pull_GP[0], 1 - PROBABILITIES, atol=1e-6)
    np.testing.assert_allclose(CLAIMS.stored().loss_GP[0], -np.log(PROBABILITIES), atol=1e-6)


def test_the_two_pictures_of_the_papers_figure_2() -> None:
    """Eq. 8: focal loss raises the ratio; softmax 1.609 / 0.511, focal 1.030 / 0.082."""
    at = [int(np.abs(PROBABILITIES - p).argmin()) for p in (HARD, EASY)]
    soft, focal = CLAIMS.stored().loss_GP[[0, GAMMAS.index(2.0)]][:, at]
    np.testing.assert_allclose(soft, [1.609, 0.511], atol=5e-4)
    np.testing.assert_allclose(focal, [1.030, 0.082], atol=5e-4)
    plain, guided = CLAIMS.stored().explained["paper"]
    assert plain.p_C[0] == pytest.approx(HARD)
    assert guided.p_C[0] == pytest.approx(6.2e-4, rel=0.01)  # Eq. 9: p falls, for the hard one


@pytest.mark.parametrize(
    ("field", "at", "to"),
    [
        ("owned_WSKL", (-1, slice(None), -1, 0), 0.2),
        ("top_WSKL", (-1, slice(None), -1, 0), 1.0),
        ("tar_WSL", (0, slice(None), NAMES.index("half")), 0.3),
        ("tar_WSL", (0, slice(None), NAMES.index("focal")), 0.8),
    ],
    ids=["wrong labels grow loud", "and are learned by heart", "the half gains", "focal does not"],
)
def test_a_claim_falls_with_its_numbers(field: str, at: tuple[int | slice, ...], to: float) -> None:
    values = getattr(CLAIMS.stored(), field).copy()
    values[at] = to
    CLAIMS.read(CLAIMS.stored())
    with pytest.raises(NarrativeError, match="otherwise"):
        CLAIMS.read(replace(CLAIMS.stored(), **{field: values}))
