"""The experiment: a function of its config; and the lesson's claims fall with its numbers."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from lessons.blocks import NarrativeError
from lessons.scale.bound import floor
from lessons.scale.experiment import SCALES, Config, strangers
from tests.lessons.claims import Claims

CLAIMS = Claims("scale")


def test_a_seed_again_gives_the_same_arrays() -> None:
    config, got = Config.quick(), CLAIMS.small
    tar_C, loss_C = strangers(config, 1, config.rates[1], config.seeds[1])
    np.testing.assert_array_equal(got.tar_KSC[1, 1], tar_C)
    np.testing.assert_array_equal(got.face_loss_KSC[1, 1], loss_C)
    np.testing.assert_array_equal(got.tar_RSC[1], got.tar_KSC[1])
    assert got.digit_loss_SC.shape == (len(config.seeds), len(SCALES))


def test_no_seed_or_scale_is_missing() -> None:
    got = CLAIMS.stored()
    assert len(got.config.seeds) >= 5
    for array in (got.tar_KSC, got.tar_RSC, got.digit_loss_SC, got.face_loss_KSC):
        assert np.isfinite(array).all()


def test_trained_digits_stay_above_the_floor() -> None:
    above_SC = CLAIMS.stored().digit_loss_SC - floor(np.array(SCALES), 10)
    assert (above_SC > -1e-3).all()
    assert above_SC[:, 0].max() < 0.05  # with s = 1 they stand on it


@pytest.mark.parametrize(
    ("field", "at"),
    [("tar_KSC", (1, slice(None), -1)), ("tar_KSC", (0, slice(None), 2)),
     ("face_loss_KSC", (1, slice(None), -1)), ("tar_RSC", (0, slice(None), -1)),
     ("digit_loss_SC", (0, 0))],
    ids=["too large harms", "the hill moves", "the loss falls", "no rate repairs", "the floor"],
)  # fmt: skip
def test_a_claim_falls_with_its_numbers(field: str, at: tuple[int | slice, ...]) -> None:
    """Give strangers a high share there, the loss a high or an impossible value."""
    values = getattr(CLAIMS.stored(), field).copy()
    values[at] = {"tar_KSC": 0.99, "tar_RSC": 0.99, "face_loss_KSC": 9.0}.get(field, 0.0)
    CLAIMS.read(CLAIMS.stored())
    with pytest.raises(NarrativeError, match="otherwise"):
        CLAIMS.read(replace(CLAIMS.stored(), **{field: values}))
