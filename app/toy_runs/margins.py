"""Margins that cannot be met: the classes cannot lie far enough apart.

Even with all class weights as far apart as they can be and each sample on its own weight, the
nearest rival wins after such a margin.  Then the loss stays high whatever is learned.
"""

from __future__ import annotations

import math
from typing import Literal

from app.scene.parameters import in_unit
from app.scene.scene import Scene
from losses.catalogue import COMPOSED, spec_and_values
from losses.parameters import RADIANS
from toy_models.config import LossChoice, RunConfig
from toy_models.data import DataConfig, Digits, Mnist
from toy_models.feasibility import largest_margin
from toy_models.packing import nearest_angle, polygon

KINDS: dict[str, tuple[Literal["am", "arc"], str]] = {"am": ("am", ""), "arc": ("arc", RADIANS)}
FILLED = 0.7  # of the angle between neighbours: a gap from which a margin has little left to win
SPACES = {2: "on a circle", 3: "on a sphere"}


def class_count(data: DataConfig) -> int | None:
    """How many classes the data will have; None where only the data themselves say it."""
    if isinstance(data, Digits | Mnist):
        return 10
    count = getattr(data, "classes", getattr(data, "identities", None))
    return count if isinstance(count, int) else None


def unmet(choice: LossChoice, classes: int, dimension: int) -> str:
    """Why the margin of a loss cannot be met, in a sentence; empty if it can, or nobody knows."""
    spec, values = spec_and_values(choice.name, dict(choice.parameters))
    margin = values.get("margin")
    kind, unit = KINDS.get(spec.margin.name if spec.margin else "", ("", ""))
    if not kind or not isinstance(margin, float):
        return ""
    try:
        largest = largest_margin(kind, classes, dimension)  # type: ignore[arg-type]
    except ValueError:  # no arrangement is known
        return ""
    if margin <= largest:
        return ""
    where = SPACES.get(dimension, f"in {dimension} dimensions")
    title = "The composed loss" if choice.name == COMPOSED else spec.title
    return (
        f"{title}: m = {in_unit(margin, unit)} cannot be met; {classes} classes {where} allow "
        f"{in_unit(round(largest, 2), unit)} at most."
    )


def filled(scene: Scene, k: int = -1) -> str:
    """That the classes fill the circle without any margin, in a sentence; empty if they do not.

    A margin then has little left to win, and the losses look alike.
    """
    classes, gap_L = len(scene.class_names), scene.arrays["angle_gap_L"][k]
    plain_L = [panel for panel, each in enumerate(scene.panels) if not each.has_margin]
    if scene.dimension != 2 or not plain_L or len(plain_L) == len(scene.panels):
        return ""
    apart = math.degrees(nearest_angle(polygon(classes)))
    if math.degrees(max(float(gap_L[panel]) for panel in plain_L)) < FILLED * apart:
        return ""
    return (
        f"{classes} classes on a circle leave {apart:.0f}° to each, so no mean gap can be larger, "
        "and softmax alone comes near to that: a margin has little left to win. It shows with "
        "fewer classes, or on the sphere."
    )


def all_unmet(config: RunConfig, classes: int | None = None) -> list[str]:
    """The sentences of all losses of a config."""
    count = class_count(config.data) if classes is None else classes
    if count is None:
        return []
    found = [unmet(choice, count, config.embedding) for choice in config.losses]
    return [words for words in found if words]
