"""Tables of plain values into frozen dataclasses, and back."""

from __future__ import annotations

import types
from collections.abc import Mapping
from dataclasses import MISSING, fields, is_dataclass
from typing import Any, TypeVar, get_args, get_origin, get_type_hints

from face_training.refusals import did_you_mean

T = TypeVar("T")

_WORDS = {int: "a whole number", float: "a number", bool: "true or false", str: "a text"}


def typed(kind: type[T], table: Mapping[str, Any], where: str = "") -> T:
    """An instance of the dataclass `kind` from a table, and of those inside it.

    Raises:
        ValueError: an unknown or a missing key, or a value of the wrong kind; the sentence says
            where, and which known key is nearest.
    """
    known = {item.name: item for item in fields(kind)}  # type: ignore[arg-type]
    for key in table:
        if key not in known:
            place = f" in [{where}]" if where else ""
            raise ValueError(
                f"Unknown key {key!r}{place}{did_you_mean(key, known)} Allowed: {', '.join(known)}."
            )
    hints = get_type_hints(kind)
    values = {}
    for name, item in known.items():
        inner = f"{where}.{name}" if where else name
        if name in table:
            values[name] = _converted(hints[name], table[name], inner)
        elif item.default is MISSING and item.default_factory is MISSING:
            raise ValueError(f"{inner} is missing.")
    return kind(**values)


def plain(instance: Any) -> Any:
    """A dataclass as tables, lists and numbers: the inverse of `typed`."""
    if is_dataclass(instance):
        return {item.name: plain(getattr(instance, item.name)) for item in fields(instance)}
    if isinstance(instance, Mapping):
        return {key: plain(value) for key, value in instance.items()}
    if isinstance(instance, list | tuple):
        return [plain(value) for value in instance]
    return instance


def _converted(kind: Any, value: Any, where: str) -> Any:
    if is_dataclass(kind):
        if not isinstance(value, Mapping):
            first = fields(kind)[0].name
            raise ValueError(
                f"{where} must be a table, not {value!r}; its values are set one by one, as "
                f"{where}.{first}=..."
            )
        return typed(kind, value, where)  # type: ignore[arg-type]
    origin = get_origin(kind)
    if origin is tuple:
        if not isinstance(value, list | tuple):
            raise ValueError(f"{where} must be a list, not {value!r}.")
        return tuple(_converted(get_args(kind)[0], item, where) for item in value)
    if origin is not None and issubclass(origin, Mapping):
        if not isinstance(value, Mapping):
            raise ValueError(f"{where} must be a table, not {value!r}.")
        return types.MappingProxyType(dict(value))
    if kind is float and type(value) is int:
        return float(value)
    if type(value) is not kind:
        raise ValueError(f"{where} must be {_WORDS[kind]}, not {value!r}.")
    return value
