"""The experiment: a function of its config; plans of t; and the lesson's claims fall with it."""

from __future__ import annotations

import numpy as np
import pytest

from lessons.together.experiment import PLANS, Arm, Config, trained
from tests.lessons.claims import Claims
from toy_models.config import LossChoice

CLAIMS = Claims("together")
NAMES = [arm.name for arm in Config().arms()]


def test_a_seed_again_gives_the_same_arrays() -> None:
    config = Config.quick()
    for name, values in trained(config, config.seeds[1]).items():
        np.testing.assert_array_equal(getattr(CLAIMS.small, name)[1], values)
    assert CLAIMS.small.tar_SA.shape == (len(config.seeds), len(config.arms()))


def test_no_arm_and_no_seed_is_missing() -> None:
    stored = CLAIMS.stored()
    assert len(stored.config.seeds) >= 5
    assert stored.tar_SA.shape == (len(stored.config.seeds), len(NAMES))
    for values in (stored.tar_SA, stored.support_SKA, stored.learned_SKA, stored.own_t_SK):
        assert np.isfinite(values).all()


def test_all_arms_have_one_start() -> None:
    """Before the first step a margin alone decides how many support vectors there are."""
    first_A = CLAIMS.stored().support_SKA[:, 0]
    arc = [at for at, name in enumerate(NAMES) if name[0] == "1" or name in ("arc", "curricular")]
    assert (first_A[:, arc] == first_A[:, arc[:1]]).all()
    assert (CLAIMS.stored().learned_SKA[:, 0] == CLAIMS.stored().learned_SKA[:, 0, :1]).all()


@pytest.mark.parametrize(
    ("plan", "expected"),
    zip(
        PLANS,
        ([1.2, 1.2, 1.2, 1.2], [1.0, 1.1, 1.2, 1.2], [1.0, 1.0, 1.2, 1.2], [1.2, 1.1, 1.0, 1.0]),
        strict=True,
    ),
)
def test_plans_of_t(plan: str, expected: list[float]) -> None:
    sv = Arm(name="", loss=LossChoice.of("sv_softmax", t=1.2), plan=plan)
    mv = Arm(name="", loss=LossChoice.of("mv_arc_softmax", t=0.2), plan=plan)
    steps = (0, 5, 10, 20)
    assert [sv.t_at(step, rise=10) for step in steps] == pytest.approx(expected)
    assert [1 + mv.t_at(step, rise=10) for step in steps] == pytest.approx(expected)
