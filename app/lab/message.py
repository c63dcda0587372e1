"""The data with which the browser shows a lab."""

from __future__ import annotations

from typing import Any

from app.drawing.described import described
from app.drawing.files import file_url
from app.lab.setting import Setting
from app.look.classes import class_colour, class_symbol
from app.look.losses import looks
from toy_models.packing import centres, nearest_angle


def message(setting: Setting, classes: int, dimension: int, scene: str = "") -> dict[str, Any]:
    """A setting with its losses, its colours, and what the feasibility meter judges.

    `scene` is what the browser has sent last, if the setting is of it: it draws nothing anew then.
    """
    weights = range(len(setting.weights_C))
    centres_KD = centres(classes, dimension)
    return {
        "script": file_url("lab/browser/lab.js"),
        "setting": scene or setting.line(),
        "scene": {
            "sample": setting.sample,
            "label": setting.label,
            "weights": list(setting.weights_C),
        },
        "losses": [described(choice) for choice in setting.losses],
        "focus": setting.focus,
        "imagined": setting.imagined,
        "looks": [look.message() for look in looks([choice.name for choice in setting.losses])],
        "classColours": [class_colour(k) for k in weights],
        "classNames": [str(k) for k in weights],
        "symbols": [class_symbol(k) for k in weights],
        "arrangement": {
            "words": _where(classes, dimension),
            "nearest": nearest_angle(centres_KD),
            "cosines": (centres_KD @ centres_KD.T).clip(-1, 1).tolist(),
        },
    }


def _where(classes: int, dimension: int) -> str:
    place = "on a circle" if dimension == 2 else f"in {dimension} dimensions"
    return f"{classes} classes {place}"
