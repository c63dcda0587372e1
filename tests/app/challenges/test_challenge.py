"""The parts of a challenge."""

from __future__ import annotations

from app.challenges.attempt import Attempt
from app.challenges.challenge import AtLeast, with_loss
from tests.app.runs import PLAIN, SV, small_config

CONFIG = small_config(0, (PLAIN, SV))


def test_a_parameter_of_one_loss_changes_and_the_others_stay() -> None:
    changed = with_loss(CONFIG, 1, t=1.5)
    assert changed.losses[0] == PLAIN
    assert dict(changed.losses[1].parameters) == {**dict(SV.parameters), "t": 1.5}


def test_what_is_short_is_said_with_the_number_of_its_loss() -> None:
    goal = AtLeast(measure="gap", least=40, words="A gap of {found}", unit="°", loss=1)
    short = Attempt(config=CONFIG, measures={"gap": [50.0, 39.9]})
    assert goal.missing(short) == "A gap of 39°; 40° are asked for."
    assert goal.found(short) == "A gap of 39°"
    assert goal.missing(Attempt(config=CONFIG, measures={"gap": [0.0, 40.0]})) == ""
    for gap, said in ((38.6, "39°"), (39.5, "39°"), (40.6, "41°")):
        assert goal.found(Attempt(config=CONFIG, measures={"gap": [0.0, gap]})).endswith(said)
