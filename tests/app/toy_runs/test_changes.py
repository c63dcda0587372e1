"""What may be changed, and the sentence for what may not."""

import math
from dataclasses import replace

import pytest

from app.toy_runs.changes import (
    ALL,
    Change,
    Settings,
    change_in_words,
    config_after,
    in_a_sentence,
    wanted_changes,
    with_changes,
)
from tests.app.runs import SMALL, SV
from toy_models.config import LossChoice, RunConfig

ARC_04 = LossChoice.of("arc_softmax", margin=0.4)


def settings() -> Settings:
    return Settings(SMALL)


def test_they_begin_as_the_config_says() -> None:
    now = settings()
    assert now.learning_rate == SMALL.learning_rate
    assert now.titles() == ["Softmax", "SV-Softmax", "SV-Arc-Softmax"]
    assert [values["scale"] for values in now.values] == [16.0] * 3


def test_all_means_all_that_have_it() -> None:
    now = settings()
    assert now.set("t", 1.5) == (1.5, [1, 2])
    assert [values.get("t") for values in now.values] == [None, 1.5, 1.5]
    assert now.set("scale", 8) == (8.0, [0, 1, 2])
    assert now.set("t", 1.2, 2) == (1.2, [2])
    assert [values.get("t") for values in now.values] == [None, 1.5, 1.2]
    assert now.set("learning_rate", 1) == (1.0, [])


@pytest.mark.parametrize("rate", [0, -1.0, 10.5, math.nan, "0.1", True])
def test_learning_rates_out_of_range(rate: float) -> None:
    with pytest.raises(ValueError, match=r"^The learning rate must be 1e-06 to 10, not "):
        settings().set("learning_rate", rate)


def test_the_bounds_of_the_learning_rate_are_those_of_a_config() -> None:
    for rate in (1e-6, 10.0):
        settings().set("learning_rate", rate)
        RunConfig(data=SMALL.data, losses=SMALL.losses, learning_rate=rate)


@pytest.mark.parametrize(
    ("name", "value", "loss", "sentence"),
    [
        ("t", 3.0, None, "sv_softmax t must be 1 to 2, not 3.0."),
        ("t", 1.1, 0, "norm_softmax has no parameter 't'. Allowed: scale."),
        ("x", 1.0, None, "No loss here has a parameter 'x'. Allowed: learning_rate, margin, "),
        ("t", 1.1, 3, "There is no loss 3; there are 0 to 2."),
        ("centres", 3.0, 1, "The number of centres stays as it is: they are weights of the tr"),
        ("steps", 5, None, "No loss here has a parameter 'steps'. Allowed: "),
    ],
)
def test_what_cannot_be_changed_is_said_in_a_sentence(
    name: str, value: float, loss: int | None, sentence: str
) -> None:
    now = settings()
    with pytest.raises(ValueError, match=r".") as raised:
        now.set(name, value, loss)
    assert str(raised.value).startswith(sentence)
    assert now.values == settings().values


def test_changes_in_words() -> None:
    assert (
        change_in_words(Change(3, ALL, "learning_rate", 0.02), SMALL)
        == "step 3: learning rate = 0.02"
    )
    assert in_a_sentence([], SMALL) == ""
    changes = [Change(1, ALL, "t", 1.5), Change(2, "SV-Softmax", "t", 1.3, 1)]
    assert in_a_sentence(changes, SMALL) == (
        "Changed by hand at step 1: t of all losses = 1.5; step 2: t of SV-Softmax = 1.3; "
        "not stored."
    )


def test_a_margin_is_said_in_its_unit() -> None:
    config = replace(SMALL, losses=(ARC_04, LossChoice.of("am_softmax"), ARC_04))
    arc, am = Change(3, "Arc-Softmax", "margin", 0.5, 0), Change(3, "AM-Softmax", "margin", 0.2, 1)
    assert change_in_words(arc, config) == "step 3: margin of Arc-Softmax = 0.5 rad (29°)"
    assert change_in_words(am, config) == "step 3: margin of AM-Softmax = 0.2 cosine units"
    assert change_in_words(Change(3, ALL, "margin", 0.4), config) == (
        "step 3: margin = 0.4 rad (23°) for Arc-Softmax and Arc-Softmax, "
        "0.4 cosine units for AM-Softmax"
    )


def test_a_loss_takes_the_changes_that_are_for_it_and_the_last_one_counts() -> None:
    changes = [
        Change(1, ALL, "t", 1.5),
        Change(2, "SV-Softmax", "t", 1.3),
        Change(3, "SV-Arc-Softmax", "t", 1.7),
        Change(4, ALL, "margin", 0.5),  # SV-Softmax has none
        Change(5, ALL, "learning_rate", 0.5),
    ]
    assert with_changes(SV, 1, "SV-Softmax", changes) == LossChoice.of(
        "sv_softmax", scale=16.0, t=1.3
    )
    assert with_changes(SV, 1, "SV-Softmax", []) == SV
    plain = LossChoice.of("norm_softmax")  # what a parameter has by default can be changed too
    assert with_changes(plain, 0, "Softmax", [Change(1, ALL, "scale", 8.0)]) == LossChoice.of(
        "norm_softmax", scale=8.0
    )


def test_a_change_is_for_one_of_two_losses_with_one_title() -> None:
    twins = replace(SMALL, losses=(LossChoice.of("arc_softmax", margin=0.3), ARC_04))
    change = Change(3, "Arc-Softmax", "margin", 0.2, 1)
    assert config_after(twins, [change]).losses == (
        twins.losses[0], LossChoice.of("arc_softmax", margin=0.2)
    )  # fmt: skip
    found = [
        with_changes(choice, k, "Arc-Softmax", [change]) for k, choice in enumerate(twins.losses)
    ]
    assert [dict(choice.parameters)["margin"] for choice in found] == [0.3, 0.2]
    older = Change(3, "Arc-Softmax", "margin", 0.2)  # of a record without places
    assert dict(config_after(twins, [older]).losses[0].parameters)["margin"] == 0.2


def test_what_a_training_cannot_change_begins_anew() -> None:
    one, three = (replace(SMALL, losses=(LossChoice.of("arc_softmax", centres=k),)) for k in (1, 3))
    assert wanted_changes(one, three) is None
    wide = replace(SMALL, losses=(LossChoice.of("arc_softmax", centres=3, margin=0.4),))
    narrow = replace(SMALL, losses=(LossChoice.of("arc_softmax", centres=3, margin=0.2),))
    assert wanted_changes(wide, narrow) == [("margin", 0.2, 0)]


def test_a_change_as_a_record_keeps_it() -> None:
    assert Change(3, ALL, "t", 1.5).plain == (3, "all", "t", 1.5)
    assert Change(*Change(3, ALL, "t", 1.5).plain) == Change(3, ALL, "t", 1.5)
    of_one = Change(3, "X", "t", 1.5, 2)
    assert Change(*of_one.plain) == of_one
