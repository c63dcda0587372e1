"""The settings as the query of an address, and the part of an address that cannot be had.

Streamlit reads an address into the widgets by itself: each is bound to its key.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from urllib.parse import urlencode

from app.controls.control import Values
from app.controls.settings import controls, widgets_of
from toy_models.config import RunConfig

NO_CSV = "A link cannot carry a CSV file of your own: whoever opens it must choose the file again."


def query_of(config: RunConfig) -> str:
    """The address's query that opens the Playground on this config.  Raises as `widgets_of`."""
    return urlencode(texts(widgets_of(config)), doseq=True)


def texts(values: Values) -> dict[str, list[str]]:
    """Widget values as an address has them."""
    rows = {row.key: row.widget for row in controls(values)}
    return {key: rows[key].texts(value) for key, value in values.items()}


def refused(asked: Mapping[str, Sequence[str]], values: Values) -> list[str]:
    """Keys whose widget has another value than the address asks for."""
    held = texts(values)
    return sorted(
        key for key, wanted in asked.items() if key in held and not _agree(wanted, held[key])
    )


def _agree(wanted: Sequence[str], held: Sequence[str]) -> bool:
    return len(wanted) == len(held) and all(map(_same, wanted, held))


def _same(text: str, other: str) -> bool:
    if text.lower() == other.lower():
        return True
    try:
        return abs(float(text) - float(other)) <= 1e-9 * max(1.0, abs(float(other)))
    except ValueError:
        return False
