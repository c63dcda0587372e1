"""The experiment: a function of its config; and the lesson's claims fall with its numbers."""

from __future__ import annotations

from dataclasses import fields, replace
from typing import Any

import numpy as np
import pytest

from lessons.blocks import NarrativeError
from lessons.margins.experiment import Config, Result, unseen
from tests.lessons.claims import Claims

CLAIMS = Claims("margins")


def test_the_shapes_are_those_of_the_config() -> None:
    got, config = CLAIMS.small, Config.quick()
    seeds = len(config.seeds)
    assert got.circle_gap_SL.shape == (seeds, 1 + len(config.circle_margins))
    for name in ("face_learned_SL", "face_accuracy_SL", "face_tar_SL", "threshold_SL"):
        assert getattr(got, name).shape == (seeds, 3 + len(config.face_margins))


def test_a_seed_again_gives_the_same_arrays() -> None:
    config = Config.quick()
    CLAIMS.assert_second_seed(unseen(config.faces(config.seeds[1]), config, lambda _: None))


def test_no_seed_or_margin_is_missing() -> None:
    got = CLAIMS.stored()
    assert len(got.config.seeds) >= 5
    for field in fields(Result):
        value: Any = getattr(got, field.name)
        if isinstance(value, np.ndarray):
            assert np.isfinite(value).all(), field.name


def test_training_pictures_do_not_tell_the_margins_apart() -> None:
    assert (CLAIMS.stored().face_learned_SL > 0.9).all()


@pytest.mark.parametrize(
    ("field", "at"),
    [("circle_gap_SL", 3), ("face_tar_SL", 3), ("threshold_SL", 0)],
    ids=["the gap grows", "strangers gain", "the threshold is not the margin"],
)
def test_a_claim_falls_with_its_numbers(field: str, at: int) -> None:
    """Set the values at this loss to next to nothing: the narrative cannot be read any more."""
    values_SL = getattr(CLAIMS.stored(), field).copy()
    values_SL[:, at] = np.linspace(0, 0.01, len(values_SL))
    CLAIMS.read(CLAIMS.stored())
    with pytest.raises(NarrativeError, match="otherwise"):
        CLAIMS.read(replace(CLAIMS.stored(), **{field: values_SL}))
