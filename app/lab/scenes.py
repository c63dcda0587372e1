"""Starting points of the lab: each has one thing to see."""

from __future__ import annotations

import math
from dataclasses import dataclass

from app.lab.setting import Setting
from losses.parameters import Value
from toy_models.config import LossChoice


@dataclass(frozen=True, kw_only=True)
class LabScene:
    """A setting with what to do there."""

    title: str
    watch: str
    setting: Setting


def _losses(*names: str, **parameters: Value) -> tuple[LossChoice, ...]:
    return tuple(LossChoice.of(name, **parameters) for name in names)


def _circle(*degrees: float) -> tuple[float, ...]:
    return tuple(math.radians(angle) for angle in degrees)


SCENES = (
    LabScene(
        title="A margin pulls a sample that is right",
        watch=(
            "The sample is nearer to its own class, and softmax is content. Arc-Softmax still "
            "pulls: drag the sample home until its loss is gone."
        ),
        setting=Setting(
            losses=_losses("norm_softmax", "arc_softmax"), sample=math.radians(50), focus=1
        ),
    ),
    LabScene(
        title="Guidance waits until a rival is ahead",
        watch=(
            "SV-Softmax is softmax here. Drag the sample over the border to class 1: its loss "
            "jumps, and h stands in the equation."
        ),
        setting=Setting(
            losses=_losses("norm_softmax", "sv_softmax"), sample=math.radians(58), focus=1
        ),
    ),
    LabScene(
        title="Focal loss lets easy samples go",
        watch=(
            "Both losses have the same p. Drag the sample home and watch g, the weight of the "
            "whole sample: it falls to nothing, and the pull with it."
        ),
        setting=Setting(
            losses=_losses("norm_softmax", "f_softmax", scale=4.0), sample=math.radians(52), focus=1
        ),
    ),
    LabScene(
        title="Among many classes guidance acts",
        watch=(
            "Among 86,876 classes h makes the rival's push many times as hard. Choose 100 below "
            "the dial: now guidance can hardly act."
        ),
        setting=Setting(
            losses=_losses("norm_softmax", "sv_softmax", scale=16.0),
            sample=math.radians(91),
            weights_C=_circle(20, 160, 225, 300),
            focus=1,
            imagined=86_876,
        ),
    ),
)
