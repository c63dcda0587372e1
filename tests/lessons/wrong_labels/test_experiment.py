"""The experiment: a function of its config; and the lesson's claims fall with its numbers."""

from __future__ import annotations

from dataclasses import fields, replace

import numpy as np
import pytest

from lessons.blocks import NarrativeError
from lessons.wrong_labels.config import ARC, FLIPS, MENDS, NAMES, SOFTMAX, Config
from lessons.wrong_labels.experiment import Result
from lessons.wrong_labels.found import PRECISION, RECALL, dropped
from lessons.wrong_labels.searching import trained, wrong_labels
from tests.lessons.claims import Claims

CLAIMS = Claims("wrong_labels")
ANYONE, ALIKE = range(2)  # in FLIPS


def test_a_seed_again_gives_the_same_arrays() -> None:
    config = Config.quick()
    assert config.sheet == config.seeds[1]
    for name, values in trained(config, FLIPS[ALIKE], config.seeds[1]).items():
        stored = getattr(CLAIMS.small, name)[ALIKE]
        np.testing.assert_array_equal(stored if "sheet" in name else stored[1], values)


def test_nothing_is_missing() -> None:
    got = CLAIMS.stored()
    assert len(got.config.seeds) >= 5
    assert got.tar_FSL.shape == (2, len(got.config.seeds), len(NAMES))
    for field in fields(Result):
        value = getattr(got, field.name)
        if isinstance(value, np.ndarray):
            assert np.isfinite(value).all(), field.name


def test_both_kinds_have_the_same_wrong_pictures() -> None:
    config = Config.quick()
    one, other = (wrong_labels(config, flips, 1) for flips in FLIPS)
    np.testing.assert_array_equal(one.inputs_NI, other.inputs_NI)
    wrong = [data.labels_N != data.true_labels_N for data in (one, other)]
    np.testing.assert_array_equal(*wrong)
    family_N = other.labels_N // config.family == other.true_labels_N // config.family
    assert family_N.all()


def test_at_the_start_everybody_is_beaten_and_precision_is_the_share_of_wrong_labels() -> None:
    got = CLAIMS.stored()
    start_FS2 = got.now_FSKL2[:, :, 0, SOFTMAX]
    np.testing.assert_allclose(start_FS2[..., PRECISION], got.config.wrong, atol=0.01)
    assert (start_FS2[..., RECALL] > 0.95).all()


def test_an_oracle_drops_the_wrong_labels_and_nothing_else() -> None:
    kept_FS2 = CLAIMS.stored().kept_FSM2[:, :, MENDS.index("oracle")]
    np.testing.assert_array_equal(kept_FS2, np.broadcast_to([1.0, 0.0], kept_FS2.shape))


def test_beyond_an_angle_are_all_that_lie_farther() -> None:
    shares_SB2 = dropped(np.array([[[3, 0], [1, 2], [0, 2]]]))
    np.testing.assert_allclose(shares_SB2[0, :, 0], [100, 25, 0])
    np.testing.assert_allclose(shares_SB2[0, :, 1], [100, 100, 50])


@pytest.mark.parametrize(
    ("field", "at", "to"),
    [
        ("now_FSKL2", (ANYONE, slice(None), -1, SOFTMAX, PRECISION), 0.2),
        ("permanent_FSKL2", (ANYONE, slice(None), -1, SOFTMAX, RECALL), 0.9),
        ("permanent_FSKL2", (ALIKE, slice(None), slice(None), SOFTMAX, RECALL), 1.0),
        ("accuracy_FSL", (ANYONE, slice(None), ARC), 0.0),
        ("accuracy_FSL", (ALIKE, slice(None), SOFTMAX), 0.0),
        ("angles_FS2B2", (ALIKE, slice(None), 1, 20, 1), 10**6),
        ("mended_accuracy_FSM", (ANYONE, slice(None), MENDS.index("permanent")), 0.0),
        ("mended_accuracy_FSM", (ALIKE, slice(None), MENDS.index("oracle")), 0.0),
    ],
    ids=["precision grows", "not for ever", "look-alikes hide", "Arc loses least",
         "look-alikes cost less", "and lie near", "dropping mends", "an oracle mends"],
)  # fmt: skip
def test_a_claim_falls_with_its_numbers(field: str, at: tuple[int | slice, ...], to: float) -> None:
    values = getattr(CLAIMS.stored(), field).copy()
    values[at] = to
    CLAIMS.read(CLAIMS.stored())
    with pytest.raises(NarrativeError, match="otherwise"):
        CLAIMS.read(replace(CLAIMS.stored(), **{field: values}))
