"""The lesson's claims fall with its numbers, and its picture obeys the source's sentence."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from lessons.angles.experiment import FACTORS, MEASURES, Result
from lessons.angles.figures import figures
from lessons.angles.numbers import numbers
from lessons.angles.three import pictures_of_a_three
from lessons.blocks import NarrativeError
from lessons.course import COURSE
from lessons.figure import Live
from lessons.narrative import parse

FOLDER = COURSE.folders["angles"]
ANGLE, DISTANCE = range(2)  # in MEASURES


def stored() -> Result:
    """The stored result."""
    return Result.load(FOLDER.results / "result.npz")


def read(result: Result) -> None:
    """Fill the narrative with the numbers of a result."""
    parse(FOLDER.text("narrative.md"), numbers(result, FOLDER.shown))


@pytest.mark.parametrize(
    ("field", "at", "to"),
    [
        ("changed_SF", (0, 0), 0.01),
        ("loss_SF", (slice(None), FACTORS.index(2.0)), 9.0),
        ("test_loss_SF", (slice(None), FACTORS.index(2.0)), 0.0),
        ("guessed_S2", (slice(None), 1), 1.0),
        ("face_tar_SM", (slice(None), DISTANCE), 1.0),
        ("digit_tar_SM", (slice(None), DISTANCE), 0.0),
    ],
    ids=["length decides nothing", "surer", "but not better", "direction tells more",
         "strangers by angle", "digits either way"],
)  # fmt: skip
def test_a_claim_falls_with_its_numbers(field: str, at: tuple[int | slice, ...], to: float) -> None:
    values = getattr(stored(), field).copy()
    values[at] = to
    read(stored())
    with pytest.raises(NarrativeError, match="otherwise"):
        read(replace(stored(), **{field: values}))


def test_the_measures_stand_where_the_tests_look() -> None:
    assert len(MEASURES) == 3
    assert MEASURES.index("angle") == ANGLE
    assert MEASURES.index("distance") == DISTANCE


def test_the_first_picture_is_of_points_alone_and_they_fill_it() -> None:
    got = stored()
    fan = figures(got, FOLDER.shown)["fan"]
    assert isinstance(fan, Live)
    (panel,) = fan.content["panels"]
    assert panel["weights"] == []
    for points, (extent,) in zip(panel["points"], fan.content["extents"], strict=True):
        assert 0.8 * extent < np.percentile(np.abs(points), 99) < extent


def test_a_longer_feature_changes_the_loss_and_never_the_answer() -> None:
    """CosFace, section 3.3: without a bias length is confidence, and the angle decides."""
    got = stored()
    assert (got.changed_SF == 0).all()
    three = pictures_of_a_three(got)
    for pin in three.pins:
        scores_C = three.weights_C2 @ np.array([pin.x, pin.y])
        assert (3 * scores_C).argmax() == scores_C.argmax()
