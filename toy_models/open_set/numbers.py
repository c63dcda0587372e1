"""The numbers of the open-set experiment, for sentences about it."""

from __future__ import annotations

from typing import Any

from evidence.numbers import numbers
from toy_models.open_set.results import (
    longer_is_worse,
    measures_at_one_scale,
    settings,
    stored_measures,
)


def stored_numbers() -> dict[str, Any]:
    """Those of the stored results.  Raises ValueError as `stored_measures`."""
    return {
        "open_set": {
            **numbers(stored_measures()),
            "settings": settings(),
            "longer_is_worse": longer_is_worse(),
        },
        "open_set_one_scale": numbers(measures_at_one_scale()),
    }
