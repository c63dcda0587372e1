"""A table of a configuration as the arguments of a function, checked by the function's signature.

The signature is the only list of what a table may hold: names, kinds and defaults are read off it.
Checking opens no file, so that all tables of a recipe can be checked before the first is opened.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable, Mapping
from pathlib import Path
from types import UnionType
from typing import Any, TypeVar, Union, get_args, get_origin, get_type_hints

from face_training.data import SOURCES, Faces

T = TypeVar("T")


class SourceTable(dict[str, Any]):
    """A table with a `source`, a name of `face_training.data.SOURCES`, and its options."""


#: What a value of a table must be for an argument of this type.
KINDS: Mapping[type, tuple[tuple[type, ...], str]] = {
    bool: ((bool,), "true or false"),
    int: ((int,), "a whole number"),
    float: ((int, float), "a number"),
    str: ((str,), "words in quotes"),
    Path: ((str, Path), "a path in quotes"),
}


def called(what: str, function: Callable[..., T], table: Mapping[str, Any]) -> T:
    """`function(**table)`, after `check_arguments`."""
    check_arguments(what, function, table)
    types = get_type_hints(function)
    return function(**{name: _made(value, types.get(name)) for name, value in table.items()})


def check_arguments(what: str, function: Callable[..., object], table: Mapping[str, Any]) -> None:
    """Check that the function takes this table; `what` says in an error whose table it is.

    A function with further `**options` takes those of the data source that its `source` names.

    Raises:
        ValueError: a name is unknown or missing, or a value is of the wrong kind.
    """
    parameters = inspect.signature(function).parameters
    types = get_type_hints(function)
    names, open_ended = argument_names(function)
    if not open_ended and (unknown := [name for name in table if name not in names]):
        raise ValueError(f"{what} knows no {unknown[0]!r}; it takes {', '.join(names)}.")
    for name in names:
        if name in table:
            _check(f"{name!r} of {what}", table[name], types.get(name))
        elif parameters[name].default is inspect.Parameter.empty:
            raise ValueError(f"{what} needs {name!r}; it takes {', '.join(names)}.")
    if open_ended and "source" in names:
        own = [name for name in names if name != "source"]
        check_source(what, {name: value for name, value in table.items() if name not in own})


def argument_names(function: Callable[..., object]) -> tuple[list[str], bool]:
    """The names of a function's arguments, and whether it takes others as well (`**options`)."""
    parameters = inspect.signature(function).parameters.values()
    names = [one.name for one in parameters if one.kind is not inspect.Parameter.VAR_KEYWORD]
    return names, len(names) < len(parameters)


def open_source(what: str, table: Mapping[str, Any]) -> Faces:
    """The faces that a table with a `source` and its options names, after `check_source`."""
    check_source(what, table)
    source = table["source"]
    return called(f"source {source!r} of {what}", SOURCES[source], _options_of(table))


def check_source(what: str, table: Mapping[str, Any]) -> None:
    """Check a table with a `source` and its options.

    Raises:
        ValueError: there is no such source, or it does not take these options.
    """
    source = table.get("source")
    if not isinstance(source, str) or source not in SOURCES:
        raise ValueError(
            f"{what[0].upper()}{what[1:]} has the unknown source {source!r}; "
            f"there are {', '.join(SOURCES)}."
        )
    check_arguments(f"source {source!r} of {what}", SOURCES[source], _options_of(table))


def _options_of(table: Mapping[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in table.items() if key != "source"}


def _check(what: str, value: object, kind: Any) -> None:
    kind = _plain(kind)
    if get_origin(kind) is tuple:
        inner = get_args(kind)[0]
        if not isinstance(value, list | tuple):
            raise ValueError(f"{what} must be a list, not {value!r}.")
        for item in value:
            _check(f"each of {what}", item, inner)
    elif kind is SourceTable:
        if not isinstance(value, Mapping):
            raise ValueError(f"{what} must be a table with a source: {', '.join(SOURCES)}.")
        check_source(what, value)
    elif kind in KINDS:
        allowed, words = KINDS[kind]
        # A boolean is an int to Python, and never a number to a person.
        if not isinstance(value, allowed) or (isinstance(value, bool) and kind is not bool):
            raise ValueError(f"{what} must be {words}, not {value!r}.")


def _made(value: Any, kind: Any) -> Any:
    kind = _plain(kind)
    if get_origin(kind) is tuple:
        return tuple(value)
    return Path(value) if kind is Path else value


def _plain(kind: Any) -> Any:
    """`X` of `X | None`; what may be of several kinds is left to the function."""
    if get_origin(kind) in (Union, UnionType):
        kinds = [one for one in get_args(kind) if one is not type(None)]
        return kinds[0] if len(kinds) == 1 else None
    return kind
