"""The config: looks from the first step to the last, and losses in the order of their names."""

from __future__ import annotations

from lessons.wrong_labels.config import ARC, CENTRES, NAMES, SOFTMAX, Config


def test_a_look_lies_at_every_step_that_is_spoken_of() -> None:
    for config in (Config(), Config.quick()):
        assert {0, config.first, config.cleaned, config.face_steps} <= set(config.looks())
        assert config.first < config.cleaned < config.face_steps


def test_the_losses_stand_where_their_names_do() -> None:
    losses = [choice.name for choice in Config().losses()]
    assert len(losses) == len(NAMES)
    assert losses[SOFTMAX] == "norm_softmax"
    assert losses[ARC] == "arc_softmax"
    assert losses[CENTRES] == "subcenter_arc"
    assert dict(Config().losses()[CENTRES].parameters)["centres"] == 3
