"""Losses as data for the browser."""

from __future__ import annotations

import json
import re

import pytest

from app.drawing.described import LEFT_OUT, SHOWN, can_show, described, in_browser
from losses.catalogue import LOSSES, composed_spec
from toy_models.config import LossChoice


def test_a_loss_is_the_names_of_its_slots_code_and_their_arguments() -> None:
    told = described(LossChoice.of("f_arc_softmax", margin=0.4, gamma=3.0, scale=20.0))
    sliders = {slider["name"]: slider for slider in told.pop("sliders")}
    assert sliders.keys() == {"scale", "margin", "gamma"}
    assert (sliders["gamma"]["low"], sliders["gamma"]["high"]) == (0, 10)
    assert told == {
        "name": "f_arc_softmax",
        "title": "F-Arc-Softmax",
        "normalised": True,
        "comparesSamples": False,
        "scale": 20.0,
        "parameters": {"scale": 20.0, "margin": 0.4, "gamma": 3.0},
        "margin": {
            "code": "losses.arc_softmax:arc_margin",
            "arguments": {"margin": 0.4},
            "reads": {"margin": "margin"},
            "boundary": None,
            "indicator": "",
        },
        "mining": {
            "code": "losses.focal:focal_weight",
            "arguments": {"gamma": 3.0},
            "reads": {"gamma": "gamma"},
            "boundary": None,
            "indicator": "",
        },
        "guidance": None,
    }


def test_tied_parameters_and_a_boundary_of_its_own_go_along() -> None:
    guidance = described(LossChoice.of("circle", margin=0.3))["guidance"]
    assert guidance["arguments"] == {"relaxation": 0.3}
    assert guidance["reads"] == {"relaxation": "margin"}
    assert guidance["boundary"]["arguments"] == {"relaxation": 0.3}


@pytest.mark.parametrize("name", SHOWN)
def test_every_shown_loss_is_json_with_code_that_the_browser_has(name: str) -> None:
    text = json.dumps(described(LossChoice.of(name)))
    named = re.findall(r"losses\.\w+:\w+", text)
    assert all(in_browser(code) for code in named)


@pytest.mark.parametrize("name", [name for name in LOSSES if name not in SHOWN])
def test_what_is_left_out_is_refused_with_a_sentence(name: str) -> None:
    with pytest.raises(ValueError, match="it leaves out Softmax"):
        described(LossChoice.of(name))
    assert LOSSES[name].title in LEFT_OUT


def test_a_composition_is_shown_if_all_its_slots_are() -> None:
    assert can_show(composed_spec("arc", "focal", "sv"))
    assert not can_show(composed_spec("arc", "none", "curricular"))
    assert not can_show(composed_spec("elastic", "none", "none"))


@pytest.mark.parametrize(
    "code",
    [
        "losses.curricularface:Curriculum",
        "losses.am_softmax:arc_margin",
        "losses.nothing:am_margin",
        "losses.am_softmax:am",
    ],
)
def test_what_the_browser_lacks_is_known(code: str) -> None:
    assert not in_browser(code)
