"""A contrast of the dose differs in t alone, or in the part of guidance alone."""

from losses import build
from toy_models.guidance.arms import T
from toy_models.guidance.predictions import CONFIRMATION_SEEDS, SCREEN_SEEDS
from toy_models.guidance.stages.dose import (
    ALONE,
    DOSE_SEEDS,
    DOSES,
    GAINS,
    HARDER,
    dose_arms,
)
from toy_models.guidance.stages.own_settings import TUNING_SEEDS
from toy_models.guidance.stages.repeated import REPEATED_SEEDS
from toy_models.guidance.stages.same_margin import CELL, HEAT, LARGER

ARMS = {arm.name: arm for arm in dose_arms()}


def test_no_other_stage_has_its_seeds() -> None:
    others = {*SCREEN_SEEDS, *CONFIRMATION_SEEDS, *TUNING_SEEDS, *REPEATED_SEEDS}
    assert not others & {*DOSE_SEEDS}


def test_all_have_one_scale_and_one_margin() -> None:
    for arm in ARMS.values():
        assert (arm.values["scale"], arm.values["margin"]) == (HEAT * CELL.scale, LARGER)
        loss = arm.loss()
        assert loss.values["margin"] == LARGER


def test_the_gains_are_over_arc_and_the_harder_ones_over_the_papers_t() -> None:
    assert tuple(ARMS[one].values["t"] for one, _ in GAINS) == DOSES
    for _, other in (*GAINS, *ALONE):
        assert ARMS[other].spec.name == "arc_softmax"
    for one, other in HARDER:
        assert ARMS[one].values["t"] > ARMS[other].values["t"] == T  # type: ignore[operator]
        assert ARMS[one].spec == ARMS[other].spec


def test_the_parts_have_arcs_target_and_rise_as_guidance_does() -> None:
    arc = build("sv_arc_softmax").spec.margin
    for one, _ in ALONE:
        assert ARMS[one].spec.margin == arc
        assert (ARMS[one].raised, ARMS[one].values["t"]) == ("t", T)
