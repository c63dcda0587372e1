"""The losses of a run as they were at a step."""

from dataclasses import replace

from app.toy_runs.changes import Change
from app.toy_runs.then import choice_then, choices_then
from tests.app.runs import SMALL
from toy_models.schedule import loss_at, without_slots

CONFIG = replace(SMALL, softmax_warmup=3, t_warmup=6)
TITLES = ("Softmax", "SV-Softmax", "SV-Arc-Softmax")


def test_a_warm_up_is_the_plain_softmax_and_then_t_rises() -> None:
    assert choice_then(CONFIG, 2, TITLES[2], 2, ()) == without_slots(CONFIG.losses[2])
    ts = [dict(choice_then(CONFIG, 1, TITLES[1], step, ()).parameters)["t"] for step in (3, 6, 12)]
    assert ts == sorted(ts)
    assert ts[0] < ts[-1] == 1.1


def test_a_change_holds_from_its_step_on_and_for_its_loss() -> None:
    changes = (Change(5, "SV-Softmax", "t", 1.3), Change(9, "all", "scale", 8.0))
    before, after = (
        [dict(choice.parameters) for choice in choices_L]
        for choices_L in choices_then(SMALL, TITLES, (4, 9), changes)
    )
    assert [values.get("t") for values in before] == [None, 1.1, 1.1]
    assert [values.get("t") for values in after] == [None, 1.3, 1.1]
    assert {values["scale"] for values in after} == {8.0}


def test_without_warm_ups_and_changes_they_are_those_of_the_config() -> None:
    assert choices_then(SMALL, TITLES, (0, 12), ()) == (SMALL.losses, SMALL.losses)
    assert choice_then(CONFIG, 1, TITLES[1], 4, ()) == loss_at(CONFIG, 1, 4)
