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
    """`function(**table)`.

    Raises:
        ValueError: a name is unknown or missing, or a value is of the wrong kind; `what` says in
            the sentence whose table it is.
    """
    parameters = inspect.signature(function).parameters.values()
    types = get_type_hints(function)
    named = [one for one in parameters if one.kind is not inspect.Parameter.VAR_KEYWORD]
    open_ended = len(named) < len(parameters)
    names = [one.name for one in named]
    if not open_ended and (unknown := [name for name in table if name not in names]):
        raise ValueError(f"{what} knows no {unknown[0]!r}; it takes {', '.join(names)}.")
    for one in named:
        if one.name in table:
            _check(f"{one.name!r} of {what}", table[one.name], types.get(one.name))
        elif one.default is inspect.Parameter.empty:
            raise ValueError(f"{what} needs {one.name!r}; it takes {', '.join(names)}.")
    return function(**{name: _made(value, types.get(name)) for name, value in table.items()})


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
