"""Every arm and factor has a plain name, and levels are those of the design."""

import re

from toy_models.guidance import cells
from toy_models.guidance.arms import confirmed
from toy_models.guidance.plain_names import (
    ARMS,
    FACTORS,
    LEVELS,
    arm_in_words,
    difference_in_words,
    effect_in_words,
)
from toy_models.guidance.stages.own_settings import CONTENDERS


def test_every_arm_has_a_name_of_its_own() -> None:
    arms = [arm.name for arm in confirmed(cells.screen()[0], 0.1)]
    assert list(ARMS) == [*sorted(arms, key=list(ARMS).index)]
    assert len(set(ARMS.values())) == len(ARMS)
    assert {one.name for one in CONTENDERS} <= set(ARMS)


def test_levels_are_those_of_the_design() -> None:
    assert list(FACTORS) == list(LEVELS) == list(cells.FACTORS)
    for name in ("classes", "dimension", "heat", "steps"):
        said = [float(re.sub(",", "", level)) for level in LEVELS[name]]
        assert said == list(cells.FACTORS[name])
    (_, _, narrow), (_, _, wide) = cells.FACTORS["channels"]  # type: ignore[misc]
    assert LEVELS["channels"] == (f"{narrow} channels", f"{wide}")
    assert cells.FACTORS["wrong"] == (0.0, 0.15)
    loose, tight = cells.FACTORS["distance"]
    assert loose > tight  # type: ignore[operator]


def test_arms_differences_and_effects_in_words() -> None:
    assert arm_in_words("sv_arc s0.3 m0.2") == "SV-Arc (s0.3 m0.2)"
    assert arm_in_words("another") == "another"
    assert difference_in_words("sv", "norm") == "SV-Softmax minus softmax"
    assert effect_in_words(("heat",)) == "s / s_A: 0.8 to 2.5"
    assert (
        effect_in_words(("channels x wrong", "distance x steps"))
        == "width x wrong labels = tightness x steps"
    )
