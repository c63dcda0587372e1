"""The numbers behind the captions, against the vectors of the stored run."""

from __future__ import annotations

import numpy as np
import pytest

from app.opening.facts import (
    ARC,
    MARGIN_DEGREES,
    SOFTMAX,
    SV_ARC,
    angles,
    facing,
    found_difference,
    gap_difference,
    kept_at,
    most_confused,
    nearly_right,
    people_scene,
    stored_people,
    stored_pictures,
    stored_seeds,
)
from app.opening.runs import PEOPLE, WARM_UP

RUN = stored_people()


def measured(k: int, loss: int, n: int) -> tuple[float, float]:
    """Degrees from picture n to its own arrow and to the nearest other."""
    cos_C = RUN.features(k, loss)[n] @ RUN.weights(k, loss).T
    angle_C = np.degrees(np.arccos(cos_C.clip(-1, 1)))
    label = int(RUN.labels_N[n])
    return float(angle_C[label]), float(np.delete(angle_C, label).min())


@pytest.mark.parametrize(("step", "loss"), [(0, SOFTMAX), (156, SOFTMAX), (900, ARC)])
def test_angles_are_those_of_the_vectors(step: int, loss: int) -> None:
    k = kept_at(RUN, step)
    for n in (0, 50, 150):
        found = angles(RUN, k, loss, n)
        assert (found.own, found.other) == pytest.approx(measured(k, loss, n), abs=0.2)
        assert found.gap == found.other - found.own


def test_a_kept_step_is_never_after_the_step() -> None:
    for step in (0, 1, 155, 156, 899, 900):
        k = kept_at(RUN, step)
        assert RUN.steps_K[k] <= step
        assert k == len(RUN.steps_K) - 1 or RUN.steps_K[k + 1] > step


def test_the_confused_picture_is_nearer_to_another_arrow_and_right_in_the_end() -> None:
    k = kept_at(RUN, 156)
    n = most_confused(RUN, k)
    assert angles(RUN, k, SOFTMAX, n).gap < -15
    assert angles(RUN, -1, SOFTMAX, n).gap > 25
    assert angles(RUN, -1, ARC, n).gap > 25


def test_the_nearly_right_picture_is_right_by_less_than_the_margin() -> None:
    n = nearly_right(RUN, kept_at(RUN, WARM_UP), kept_at(RUN, 308))
    assert 2 < angles(RUN, kept_at(RUN, WARM_UP), ARC, n).gap < MARGIN_DEGREES - 5
    assert angles(RUN, kept_at(RUN, 308), ARC, n).gap > MARGIN_DEGREES


def test_what_is_looked_at_faces_the_reader() -> None:
    direction = np.array([0.48, -0.6, 0.64])
    yaw, pitch = np.radians(facing(direction))
    x, y, z = direction
    x, z = np.cos(yaw) * x + np.sin(yaw) * z, -np.sin(yaw) * x + np.cos(yaw) * z
    y, z = np.cos(pitch) * y - np.sin(pitch) * z, np.sin(pitch) * y + np.cos(pitch) * z
    assert (x, y, z) == pytest.approx((0, 0, 1), abs=1e-6)


def test_the_margin_s_gap_is_larger_in_every_seed() -> None:
    """The opening's claim: five seeds or more, and the interval of the mean is above 0."""
    difference = gap_difference(ARC, SOFTMAX)
    assert len(difference.values_S) >= 5
    assert difference.up == len(difference.values_S)
    assert difference.sign == 1
    assert difference.mean > 10


def test_guidance_makes_no_difference_that_could_be_claimed() -> None:
    assert gap_difference(SV_ARC, ARC).sign == 0


def test_the_run_that_is_shown_is_among_the_seeds() -> None:
    seeds = stored_seeds()
    gap_L = np.degrees(RUN.arrays["angle_gap_L"][-1].astype(float))
    assert seeds["gap_degrees"][seeds["seeds"].index(PEOPLE.seed)] == pytest.approx(gap_L, abs=2e-3)


def test_the_scene_has_the_fine_pictures_and_a_portrait_of_each() -> None:
    pictures = people_scene().pictures
    assert pictures is not None
    assert np.array_equal(pictures.images_PHW, stored_pictures())
    assert not pictures.ink
    assert RUN.labels_N[pictures.portraits_C].tolist() == list(range(8))


def test_arc_recognises_more_strangers_in_every_seed() -> None:
    difference = found_difference()
    assert len(difference.values_S) >= 5
    assert difference.up == len(difference.values_S)
    assert difference.sign == 1
