"""The experiment: a function of its config; and the lesson's claims fall with its numbers."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from lessons.blocks import NarrativeError
from lessons.length.experiment import Result
from lessons.length.measured import of_seed
from lessons.length.settings import (
    ARC,
    CHANCE,
    CONTRAST,
    FREE,
    LENGTH,
    LEVELLED,
    MAG,
    MIXED,
    NAMES,
    NORM,
    REJECTED,
    SHARP,
    TESTS,
    WAYS,
    Config,
)
from lessons.length.thrown_out import ALL, AT, gain
from lessons.length.words import relative
from lessons.length.worse import KINDS
from tests.lessons.claims import Claims

CLAIMS = Claims("length")
EVERY = slice(None)
BLUR, DARK, NOISE = range(len(KINDS))


def test_a_seed_again_gives_the_same_arrays() -> None:
    CLAIMS.assert_second_seed(of_seed(Config.quick(), Config.quick().seeds[1]))


def test_the_stored_result_is_whole() -> None:
    stored = CLAIMS.stored()
    assert len(stored.config.seeds) == 10
    assert stored.length_SWLKV.shape[:3] == (10, len(WAYS), len(NAMES))
    assert stored.left_SWTLQJ.shape[2:4] == (len(TESTS), len(NAMES))
    assert (stored.known_SWL.mean(0) > 0.7).all()  # they have learned
    np.testing.assert_allclose(relative(stored.length_SWLKV)[..., 0], 100)


def test_where_nothing_is_rejected_no_rule_matters() -> None:
    stored = CLAIMS.stored()
    assert (np.ptp(stored.left_SWTLQJ[..., REJECTED.index(0.0)], axis=-1) < 0.005).all()


def test_a_gain_is_chance_less_length() -> None:
    errors = CLAIMS.small.left_SWTLQJ[1, 0, ALL, MAG, :, AT]
    assert gain(CLAIMS.small, ALL)[1, MAG] == pytest.approx(100 * (errors[CHANCE] - errors[LENGTH]))


@pytest.mark.parametrize(
    ("field", "at", "to"),
    [
        ("length_SWLKV", (EVERY, MIXED, FREE, DARK, -1), 50.0),
        ("length_SWLKV", (EVERY, MIXED, FREE, NOISE, -1), 10.0),
        ("length_SWLKV", (EVERY, SHARP, FREE, DARK, -1), 1.0),
        ("error_SLKV", (EVERY, FREE, NOISE, -1), 0.3),
        ("length_SWLKV", (EVERY, MIXED, NORM, DARK, -1), 1.0),
        ("length_SWLKV", (EVERY, LEVELLED, NORM, NOISE, -1), 50.0),
        ("left_SWTLQJ", (EVERY, 0, ALL, FREE, LENGTH, AT), 0.7),
        ("left_SWTLQJ", (EVERY, 0, ALL, NORM, LENGTH, AT), 0.4),
        ("left_SWTLQJ", (EVERY, 0, ALL, NORM, CONTRAST, AT), 0.9),
        ("left_SWTLQJ", (EVERY, 1, ALL, ARC, LENGTH, AT), 0.7),
        ("left_SWTLQJ", (EVERY, 0, ALL, MAG, LENGTH, AT), 0.7),
    ],
    ids=[
        "dark ones are short", "noisy ones are not", "unless none was seen", "noise is bad",
        "normalised, it rises", "levelled, it falls", "length helps softmax",
        "hardly normalised softmax", "contrast does better", "levelled, it helps Arc",
        "MagFace gains more",
    ],
)  # fmt: skip
def test_a_claim_falls_with_its_numbers(field: str, at: tuple[int | slice, ...], to: float) -> None:
    stored: Result = CLAIMS.stored()
    values = getattr(stored, field).copy()
    values[at] = to
    CLAIMS.read(stored)
    with pytest.raises(NarrativeError, match="otherwise"):
        CLAIMS.read(replace(stored, **{field: values}))
