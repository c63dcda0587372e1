"""The numbers of the narrative."""

from __future__ import annotations

from typing import Any

from lessons.lesson import Shown
from lessons.numerals import by_loss

from .experiment import NAMES, Result


def numbers(result: Result, shown: Shown) -> dict[str, Any]:
    """By the names that the narrative uses."""
    return {
        "m": f"{result.config.margin:g}",
        "seeds": len(result.config.seeds),
        "accuracy": by_loss(result.accuracy_SL, NAMES, 2),
    }
