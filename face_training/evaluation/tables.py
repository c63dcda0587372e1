"""A table of a configuration as the arguments of a function, checked by the function's signature.

The signature is the only list of what a table may hold: names, kinds and defaults are read off it.
"""

from __future__ import annotations

import inspect
import tomllib
from collections.abc import Callable, Mapping
from pathlib import Path
from types import UnionType
from typing import Any, TypeVar, Union, get_args, get_origin, get_type_hints

T = TypeVar("T")

#: What a value of a table must be for an argument of this type.
KINDS: Mapping[type, tuple[tuple[type, ...], str]] = {
    bool: ((bool,), "true or false"),
    int: ((int,), "a whole number"),
    float: ((int, float), "a number"),
    str: ((str,), "words in quotes"),
    Path: ((str, Path), "a path in quotes"),
}


def called(what: str, function: Callable[..., T], table: Mapping[str, Any]) -> T:
    """`function(**table)`.  Raises ValueError as `arguments` does."""
    return function(**arguments(what, function, table))


def arguments(
    what: str, function: Callable[..., object], table: Mapping[str, Any]
) -> dict[str, Any]:
    """The values of a table as a function takes them; the function is not called.

    Args:
        what: whose table it is, for the sentence of an error.
        function: its signature says which names and kinds are allowed.
        table: values by name, as TOML gives them.

    Raises:
        ValueError: a name is unknown or missing, or a value is of the wrong kind.
    """
    parameters = inspect.signature(function).parameters
    types = get_type_hints(function)
    names, open_ended = option_names(function)
    if not open_ended and (unknown := [name for name in table if name not in names]):
        raise ValueError(f"{what} knows no {unknown[0]!r}; it takes {', '.join(names)}.")
    for name in names:
        if name in table:
            _check(f"{name!r} of {what}", table[name], types.get(name))
        elif parameters[name].default is inspect.Parameter.empty:
            raise ValueError(f"{what} needs {name!r}; it takes {', '.join(names)}.")
    return {name: _made(value, types.get(name)) for name, value in table.items()}


def option_names(function: Callable[..., object]) -> tuple[list[str], bool]:
    """The names of a function's arguments, and whether it takes others as well (`**options`)."""
    parameters = inspect.signature(function).parameters.values()
    names = [one.name for one in parameters if one.kind is not inspect.Parameter.VAR_KEYWORD]
    return names, len(names) < len(parameters)


def value_of(text: str) -> Any:
    """A value from a command line: TOML, or else the text itself."""
    try:
        return tomllib.loads(f"value = {text}")["value"]
    except tomllib.TOMLDecodeError:
        return text


def _check(what: str, value: object, kind: Any) -> None:
    kind = _plain(kind)
    if get_origin(kind) is tuple:
        inner = get_args(kind)[0]
        if not isinstance(value, list | tuple):
            raise ValueError(f"{what} must be a list, not {value!r}.")
        for item in value:
            _check(f"each of {what}", item, inner)
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
