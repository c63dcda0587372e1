"""The data with which the browser shows a lab."""

from __future__ import annotations

import json
import math

import numpy as np

from app.lab.message import message
from app.lab.setting import Setting
from app.look.losses import loss_look
from toy_models.config import LossChoice

SETTING = Setting(losses=(LossChoice.of("arc_softmax"), LossChoice.of("sv_softmax")), focus=1)


def test_the_scene_the_losses_and_the_arrangement() -> None:
    sent = message(SETTING, 10, 2)
    assert json.loads(json.dumps(sent)) == sent
    assert sent["scene"]["weights"] == list(SETTING.weights_C)
    assert [loss["title"] for loss in sent["losses"]] == ["Arc-Softmax", "SV-Softmax"]
    assert sent["arrangement"]["words"] == "10 classes on a circle"
    assert message(SETTING, 4, 8)["arrangement"]["words"] == "4 classes in 8 dimensions"
    assert sent["imagined"] == 0
    assert math.isclose(sent["arrangement"]["nearest"], math.radians(36))
    np.testing.assert_allclose(np.diag(sent["arrangement"]["cosines"]), 1)
    assert len(sent["classNames"]) == len(sent["symbols"]) == 4


def test_the_browser_keeps_its_own_scene() -> None:
    assert message(SETTING, 10, 2)["setting"] == SETTING.line()
    assert message(SETTING, 10, 2, "its scene")["setting"] == "its scene"


def test_every_loss_has_the_colour_and_the_dash_that_it_has_everywhere() -> None:
    sent = message(SETTING, 10, 2)["looks"]
    assert sent == [loss_look(choice.name).message() for choice in SETTING.losses]


def test_a_slider_has_the_range_of_its_parameter_and_slots_know_their_names() -> None:
    arc, sv = message(SETTING, 10, 2)["losses"]
    sliders = {slider["name"]: slider for slider in arc["sliders"]}
    assert (sliders["margin"]["low"], sliders["margin"]["high"]) == (0, 1.5)
    assert sliders["margin"]["unit"] == "radians"
    assert arc["margin"]["reads"] == {"margin": "margin"}
    assert sv["guidance"]["reads"] == {"t": "t"}
    assert sv["parameters"] == {"scale": 30, "t": 1.2}
