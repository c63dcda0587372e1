"""The losses of a scene as data for the browser, which fills in their equation for a sample.

K: kept steps, L: panels.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from app.drawing.described import equation
from app.scene.scene import Scene
from losses.catalogue import spec_and_values
from toy_models.config import LossChoice
from toy_models.schedule import without_slots


def equations(scene: Scene) -> list[list[dict[str, Any]]] | None:
    """For each panel its loss and the plain softmax of its warm-up; None if they are not known.

    Each has a name, a title, and the equation as `losses/slots.js` takes it, or null and a sentence
    that says why there is none.
    """
    choices = [panel.choice for panel in scene.panels]
    if scene.choices_KL is None or None in choices:
        return None
    return [[_told(choice), _told(without_slots(choice))] for choice in choices if choice]


def choices_message(choices_KL: Sequence[Sequence[LossChoice]]) -> list[list[Any] | None]:
    """Name and parameters of each loss at each step; null where nothing has changed."""
    told: list[list[Any] | None] = []
    before: Sequence[LossChoice] | None = None
    for choices_L in choices_KL:
        told.append(None if choices_L == before else [_values(choice) for choice in choices_L])
        before = choices_L
    return told


def _told(choice: LossChoice) -> dict[str, Any]:
    spec, _ = spec_and_values(choice.name, dict(choice.parameters))
    found = equation(choice)
    why = ""
    if found is None:
        why = (
            f"{spec.title} keeps a state, draws at random, or reads the length of the feature, so "
            "its terms are not worked out here. Angles and loss are those of the run."
        )
    elif not spec.normalised:
        why = (
            f"{spec.title} also reads the lengths of the class weights, which the record does not "
            "keep. Here they are 1, so the numbers differ from those of the run."
        )
    return {"name": choice.name, "title": spec.title, "equation": found, "why": why}


def _values(choice: LossChoice) -> list[Any]:
    _, values = spec_and_values(choice.name, dict(choice.parameters))
    return [choice.name, values]
