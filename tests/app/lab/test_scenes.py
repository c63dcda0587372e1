"""What each scene promises is what `losses` computes for its sample."""

from __future__ import annotations

import math

import numpy as np
import pytest
import torch

from app.lab.scenes import SCENES
from app.lab.setting import Setting
from losses.leverage import force_ratios

MARGIN, WAITS, FOCAL, MANY = SCENES


def values(setting: Setting, sample: float) -> list[float]:
    """The loss of a sample at this angle, by loss."""
    cos_1C = torch.tensor([[math.cos(sample - weight) for weight in setting.weights_C]])
    label = torch.tensor([setting.label])
    return [choice.build()(cos_1C.double(), label).item() for choice in setting.losses]


@pytest.mark.parametrize("scene", SCENES, ids=lambda scene: str(scene.title))
def test_a_scene_is_a_link(scene: object) -> None:
    setting = scene.setting  # type: ignore[attr-defined]
    again = Setting.of_line(setting.line())
    assert again.losses == setting.losses
    assert again.imagined == setting.imagined
    assert again.sample == pytest.approx(setting.sample, abs=1e-3)


def test_a_margin_pulls_where_softmax_is_content() -> None:
    softmax, arc = values(MARGIN.setting, MARGIN.setting.sample)
    assert softmax < 0.01
    assert arc > 1
    home = MARGIN.setting.weights_C[0]
    assert values(MARGIN.setting, home)[1] < 0.01


def test_guidance_waits_and_jumps_over_the_border() -> None:
    softmax, sv = values(WAITS.setting, WAITS.setting.sample)
    assert sv == pytest.approx(softmax)
    softmax, sv = values(WAITS.setting, math.radians(61))
    assert sv > 5 * softmax


def test_focal_lets_go() -> None:
    softmax, focal = values(FOCAL.setting, FOCAL.setting.sample)
    assert 0.1 < focal / softmax < 0.5
    softmax, focal = values(FOCAL.setting, FOCAL.setting.weights_C[0])
    assert focal / softmax < 0.01


def test_among_many_classes_the_push_grows_many_times() -> None:
    setting = MANY.setting
    drawn = np.cos(setting.sample - np.array(setting.weights_C))

    def push(classes: int) -> float:
        cos_C = np.concatenate([drawn, np.zeros(classes - len(drawn))])
        cos_1C = torch.tensor(cos_C, dtype=torch.float64)[None]
        loss = setting.losses[setting.focus].build()
        return force_ratios(loss, cos_1C, torch.tensor([setting.label]))[1].item()

    assert push(setting.imagined) > 20
    assert push(100) < 2.4
