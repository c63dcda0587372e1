"""The losses of a scene as the browser gets them: what fills their slots, step by step."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from app.stage.payload import scene_message
from app.toy_runs.changes import Change
from app.toy_runs.comparison import scene_of
from app.toy_runs.then import choice_then
from tests.app.runs import SMALL, run_of
from tests.app.stage.test_payload import unpack
from toy_models.gentle import gentle


def test_the_losses_of_each_step_travel_as_data() -> None:
    config = replace(SMALL, softmax_warmup=3, t_warmup=6)
    result = replace(run_of(config), changes=((9, "SV-Softmax", "t", 1.3),))
    header, _ = unpack(scene_message(scene_of(result)))
    told = header["about"]["equations"]
    assert [[one["name"] for one in of_panel] for of_panel in told] == [
        ["norm_softmax", "norm_softmax"],
        ["sv_softmax", "norm_softmax"],
        ["sv_arc_softmax", "norm_softmax"],
    ]
    assert told[2][0]["equation"]["margin"]["code"] == "losses.arc_softmax:arc_margin"
    choices: list[Any] = []
    for one in header["choices"]:
        choices.append(one or choices[-1])
    for step, choices_L in zip(result.steps_K.tolist(), choices, strict=True):
        for loss, (name, parameters) in enumerate(choices_L):
            changes = [Change(*change) for change in result.changes]
            then = choice_then(config, loss, result.titles[loss], step, changes)
            assert (name, parameters) == (then.name, dict(then.parameters))
    assert choices[0][1][0] == "norm_softmax"
    assert choices[-1][1][1]["t"] == 1.3


def test_a_loss_that_the_browser_cannot_work_out_says_why() -> None:
    result = run_of(replace(SMALL, losses=(gentle("elasticface"), gentle("softmax"))))
    header, _ = unpack(scene_message(scene_of(result)))
    elastic, plain = (of_panel[0] for of_panel in header["about"]["equations"])
    assert elastic["equation"] is None
    assert elastic["why"].startswith("ElasticFace keeps a state, draws at random, or")
    assert plain["equation"]["normalised"] is False
    assert "lengths of the class weights" in plain["why"]
    scene = replace(scene_of(result), choices_KL=None)
    assert unpack(scene_message(scene))[0]["about"]["equations"] is None
