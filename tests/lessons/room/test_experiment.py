"""The experiment: a function of its config; and the lesson's claims fall with its numbers."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from lessons.blocks import NarrativeError
from lessons.room.bounds import counted
from lessons.room.experiment import MEASURES, Config, ring_of_ten, trained
from lessons.room.numbers import CIRCLE, EARLIER, EARLIER_FEATURES
from tests.lessons.claims import Claims

CLAIMS = Claims("room")


def test_a_seed_again_gives_the_same_arrays() -> None:
    config, got = Config.quick(), CLAIMS.small
    measured = trained(config.faces(config.people[1], 2, config.seeds[1]))
    for name, measured_M in zip(MEASURES, measured, strict=True):
        np.testing.assert_array_equal(getattr(got, f"{name}_KSM")[1, 1], measured_M)
        np.testing.assert_array_equal(getattr(got, f"{name}_DSM")[0, 1], measured_M)


def test_no_seed_is_missing_and_none_has_chosen_anything() -> None:
    got = CLAIMS.stored()
    assert len(got.config.seeds) >= 10
    assert not {0, 1} & set(got.config.seeds)
    for name, values in vars(got).items():
        if isinstance(values, np.ndarray):
            assert np.isfinite(values).all(), name


def test_a_perfect_picture_among_ten_leads_by_the_room() -> None:
    cosines = ring_of_ten()
    assert cosines[0] == pytest.approx(1)
    assert 1 - np.sort(cosines)[-2] == pytest.approx(0.191, abs=5e-4)


def test_nobody_comes_nearer_than_the_widest_known_arrangement() -> None:
    got = CLAIMS.stored()
    assert (got.repelled_RSC <= got.widest_C + 0.01).all()


def test_the_faces_of_lesson_3_had_room_for_the_margin_that_harmed_them() -> None:
    earlier = Claims("margins").stored()
    assert (earlier.config.people, earlier.config.dimension) == (EARLIER, EARLIER_FEATURES)
    margins = earlier.config.face_margins
    assert max(margins) == 60 < np.degrees(counted(EARLIER, EARLIER_FEATURES))
    tar_SM = earlier.face_tar_SL[:, 1 : 1 + len(margins)]
    assert tar_SM[:, -1].mean() < tar_SM.mean(0).max()


@pytest.mark.parametrize(
    ("field", "at", "value"),
    [
        ("learned_DSM", (CIRCLE, slice(None), 5), 1.0),
        ("learned_DSM", (CIRCLE, slice(None), 7), 1.0),
        ("spread_learned_SM", (slice(None), 7), 0.5),
        ("repelled_RSC", (0, slice(None), 4), 78.0),
        ("code_C", (3,), 1.5),
    ],
    ids=["half breaks", "one breaks", "an even start", "a larger s", "the softmax code"],
)
def test_a_claim_falls_with_its_numbers(
    field: str, at: tuple[int | slice, ...], value: float
) -> None:
    values = getattr(CLAIMS.stored(), field).copy()
    values[at] = value
    CLAIMS.read(CLAIMS.stored())
    with pytest.raises(NarrativeError, match="otherwise"):
        CLAIMS.read(replace(CLAIMS.stored(), **{field: values}))
