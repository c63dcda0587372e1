"""The experiment: a function of its config; plans of t; and the lesson's claims fall with it."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from lessons.blocks import NarrativeError
from lessons.together.experiment import JUMPING, LOWERED, RAISED, START, Arm, Config, trained
from lessons.together.numbers import numbers
from tests.lessons.claims import Claims
from toy_models.config import LossChoice
from toy_models.explanation import explain

CLAIMS = Claims("together")
NAMES = [arm.name for arm in Config().arms()]


def test_a_seed_again_gives_the_same_arrays() -> None:
    config = Config.quick()
    CLAIMS.assert_second_seed(trained(config, config.seeds[1]))
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
    [
        (START, [1.2, 1.2, 1.2, 1.2]),
        (RAISED, [1.0, 1.1, 1.2, 1.2]),
        (JUMPING, [1.0, 1.0, 1.2, 1.2]),
        (LOWERED, [1.2, 1.1, 1.0, 1.0]),
    ],
)
def test_plans_of_t(plan: str, expected: list[float]) -> None:
    sv = Arm(name="", loss=LossChoice.of("sv_softmax", t=1.2), plan=plan)
    mv = Arm(name="", loss=LossChoice.of("mv_arc_softmax", t=0.2), plan=plan)
    steps = (0, 5, 10, 20)
    assert [sv.t_at(step, rise=10) for step in steps] == pytest.approx(expected)
    assert [1 + mv.t_at(step, rise=10) for step in steps] == pytest.approx(expected)


def test_what_the_papers_table_gives() -> None:
    """Table 1, BLUFR at FAR 1e-5: 95.24, SV 98.14, Arc 98.18, SV-Arc 98.52, SV-AM 99.22."""
    paper = numbers(CLAIMS.stored(), CLAIMS.folder.shown)["paper"]
    expected = {"softmax": "4.76", "sv": "1.86", "arc": "1.82", "sv_arc": "1.48", "sv_cos": "0.78"}
    assert expected.items() <= paper.items()
    assert paper["added"] == "−1.08"


def test_all_pushes_are_t_times_the_pull() -> None:
    """Of support vectors alone, without a margin; with MV's fixed form they equal the pull."""
    cosines = [-0.3, 0.1, 0.2, -0.1]
    for choice, times in (
        (LossChoice.of("sv_softmax", t=1.3, scale=16.0), 1.3),
        (composed("none", "mv", t=0.3, mode="fixed"), 1.0),
    ):
        pull, *pushes = explain(choice, cosines, label=0, norm=1.0).push_C
        assert sum(pushes) == pytest.approx(times * pull)


def composed(margin: str, guidance: str, **values: float | str) -> LossChoice:
    """A loss that no paper has."""
    return LossChoice.of("composed", f=margin, g="none", h=guidance, scale=16.0, **values)


@pytest.mark.parametrize(
    ("field", "at", "like"),
    [
        ("tar_SA", f"1.2 {START}", "arc"),
        ("tar_SA", f"1.2 {RAISED}", f"1.3 {START}"),
        ("tar_SA", "twice", f"1.3 {START}"),
        ("tar_SA", f"mv {START}", f"1.3 {START}"),
        ("tar_SA", f"1.2 {LOWERED}", f"1.3 {START}"),
        ("own_SKA", f"1.3 {START}", "arc"),
    ],
    ids=["t from the start costs", "raised does not", "nor do two margins", "nor does MV",
         "nor does a falling t", "they flee"],
)  # fmt: skip
def test_a_claim_falls_with_its_numbers(field: str, at: str, like: str) -> None:
    """Give an arm the values of another: the narrative cannot be read any more."""
    values = getattr(CLAIMS.stored(), field).copy()
    values[..., NAMES.index(at)] = values[..., NAMES.index(like)]
    CLAIMS.read(CLAIMS.stored())
    with pytest.raises(NarrativeError, match="otherwise"):
        CLAIMS.read(replace(CLAIMS.stored(), **{field: values}))
