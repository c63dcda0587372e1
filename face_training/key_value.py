"""`table.key=value` words of a command line, which set values of a TOML table."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from face_training.toml_and_json import read_toml


def table_of(words: Sequence[str]) -> dict[str, Any]:
    """Words as a table.  Raises ValueError as `put`."""
    table: dict[str, Any] = {}
    for word in words:
        put(table, word)
    return table


def put(table: dict[str, Any], word: str, form: str = "key=value") -> None:
    """Set the value that a word gives; dots in its key lead into tables.

    Raises:
        ValueError: the word is not of this form, or leads through something that is no table.
    """
    key, equals, text = word.partition("=")
    *folders, last = key.split(".")
    if not equals or not all((*folders, last)):
        raise ValueError(f"{word!r} is not of the form {form}.")
    for folder in folders:
        table = table.setdefault(folder, {})
        if not isinstance(table, dict):
            raise ValueError(f"{word!r}: {folder} is not a table.")
    table[last] = value_of(text)


def value_of(text: str) -> Any:
    """The value as TOML, or the text itself if it is not TOML."""
    try:
        return read_toml(f"value = {text}")["value"]
    except ValueError:
        return text
