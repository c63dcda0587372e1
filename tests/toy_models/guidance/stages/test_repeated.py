"""The gain is trained again with seeds that nothing else has, and read as it was found."""

from toy_models.guidance.predictions import CONFIRMATION_SEEDS, SCREEN_SEEDS
from toy_models.guidance.stages.own_settings import CONTENDERS, TUNING_SEEDS
from toy_models.guidance.stages.repeated import GAIN, REPEATED, REPEATED_SEEDS
from toy_models.guidance.stages.same_margin import HEAT, LARGER, PUSH, SMALLER, same_margin_arms


def test_no_other_stage_has_its_seeds_and_there_are_as_many_as_in_stage_3() -> None:
    others = {*SCREEN_SEEDS, *CONFIRMATION_SEEDS, *TUNING_SEEDS}
    assert not others & {*REPEATED_SEEDS}
    assert len(REPEATED_SEEDS) == len(CONFIRMATION_SEEDS)


def test_the_gain_is_that_of_stage_3_each_loss_at_its_own_margin() -> None:
    contenders = {one.name: one for one in CONTENDERS}
    sv_arc, arc = GAIN
    assert contenders["sv_arc"].setting(sv_arc) == (HEAT, LARGER)
    assert contenders["arc"].setting(arc) == (HEAT, SMALLER)
    assert REPEATED.contrasts == (GAIN, *PUSH)
    assert {name for pair in REPEATED.contrasts for name in pair} == {
        arm.name for arm in same_margin_arms()
    }
