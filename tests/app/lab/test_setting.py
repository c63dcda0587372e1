"""A lab as a line of the address: there and back, and nothing hostile gets in."""

from __future__ import annotations

import json
import math
from dataclasses import replace

import pytest

from app.lab.loss_key import key_of
from app.lab.setting import BROKEN, Setting, evenly
from toy_models.config import LossChoice

SETTING = Setting(
    losses=(
        LossChoice.of("sv_softmax", t=1.15),
        LossChoice.of("composed", f="am", g="focal", h="sv", margin=0.2, gamma=1.5),
        LossChoice.of("mv_am_softmax", mode="fixed"),
    ),
    sample=1.5,
    label=2,
    weights_C=(0.25, 2.0, 4.5),
    focus=1,
)


def test_a_line_opens_the_same_setting() -> None:
    assert Setting.of_line(SETTING.line()) == SETTING
    assert len(SETTING.line()) < 400
    among = replace(SETTING, imagined=86_876)
    assert Setting.of_line(among.line()) == among
    assert '"k"' not in SETTING.line()  # as before there was anything to imagine


@pytest.mark.parametrize(
    ("change", "why"),
    [
        ({"l": [["<script>alert(1)</script>", {}]]}, BROKEN),
        ({"l": [["arc_softmax", {"margin": 1e9}]]}, BROKEN),
        ({"l": [["arc_softmax", {"margn": 0.1}]]}, BROKEN),
        ({"l": [["softmax", {}]], "i": 0}, "The lab does not show"),
        ({"l": [["adacos", {}]], "i": 0}, "The lab does not show"),
        ({"l": []}, "there are 1 to 8 losses"),
        ({"l": [["sv_softmax", {}]] * 9}, "there are 1 to 8 losses"),
        ({"l": 7}, BROKEN),
        ({"w": [1.0]}, "there are 2 to 10 class weights"),
        ({"w": [0.0] * 11}, "there are 2 to 10 class weights"),
        ({"w": [float("nan"), 1.0, 2.0]}, "angles are finite"),
        ({"w": ["1", 2.0]}, BROKEN),
        ({"x": float("inf")}, "angles are finite"),
        ({"x": True}, BROKEN),
        ({"y": 3}, "among those there are"),
        ({"y": -1}, "among those there are"),
        ({"y": 0.5}, BROKEN),
        ({"i": 3}, "among those there are"),
        ({"k": -1}, "at most 10,000,000 classes"),
        ({"k": 10**9}, "at most 10,000,000 classes"),
        ({"k": 0.5}, BROKEN),
        ({"l": [["sv_softmax", {}, 1]]}, BROKEN),
        ({"l": [["sv_softmax", {"cls": 1}]]}, BROKEN),
        ({"y": float("inf")}, BROKEN),
    ],
)
def test_what_is_no_lab_is_refused_without_an_echo(change: dict[str, object], why: str) -> None:
    line = json.dumps({**json.loads(SETTING.line()), **change})
    with pytest.raises(ValueError, match=why) as error:
        Setting.of_line(line)
    assert "alert" not in str(error.value)


@pytest.mark.parametrize("line", ["", "{", "[]", "null", "7", '"x"', "{}", "[" * 3000, "x" * 5000])
def test_what_is_no_json_of_a_lab_is_refused(line: str) -> None:
    with pytest.raises(ValueError, match=r"no description of a lab|longer than 4000"):
        Setting.of_line(line)


def scene(**change: object) -> str:
    state = {
        "sample": 0.5,
        "label": 1,
        "weights": [0.1, 2.1, 4.1],
        "focus": 2,
        "imagined": 1000,
        "parameters": [
            {"scale": 12.0, "t": 1.3},
            {"scale": 30.0, "margin": 0.1, "gamma": 1.0, "t": 1.2},
            {"scale": 32.0, "margin": 0.35, "t": 0.2, "mode": "fixed"},
        ],
        **change,
    }
    return json.dumps(state)


def test_the_scene_of_the_browser_is_taken_over() -> None:
    now = SETTING.moved(scene())
    assert (now.sample, now.label, now.weights_C, now.focus) == (0.5, 1, (0.1, 2.1, 4.1), 2)
    assert now.imagined == 1000
    assert now.losses[0] == LossChoice.of("sv_softmax", scale=12.0, t=1.3)
    assert [key_of(choice) for choice in now.losses] == [key_of(loss) for loss in SETTING.losses]


@pytest.mark.parametrize(
    "text",
    [
        "nonsense",
        "7",
        scene(parameters=[]),
        scene(parameters=[{"t": 99}, {}, {}]),
        scene(focus=9),
        scene(imagined="many"),
        scene(label=float("inf")),
        scene(parameters=[3, 3, 3]),
        scene(weights=[1.0]),
        scene(sample=float("nan")),
        "x" * 5000,
    ],
)
def test_what_the_browser_cannot_mean_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        SETTING.moved(text)


def test_weights_are_spread_evenly() -> None:
    apart = [later - early for early, later in zip(evenly(5), evenly(5)[1:], strict=False)]
    assert apart == pytest.approx([2 * math.pi / 5] * 4)
