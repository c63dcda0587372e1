"""TOML and JSON that people supply: what is nested deeply or endless is refused, as damage is.

The standard readers call themselves for each bracket, and what copies or prints a value later does
the same for each level of it.  So neither gets far with a file of brackets alone, and neither
should begin.
"""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Callable
from typing import Any

LEVELS = 32  # of tables and lists within each other; a recipe has three
_PART = r"""(?:"[^"\n]*+"|'[^'\n]*+'|(?<![\w-])[\w-]++)"""
#: A key of more parts than that.  The reader of TOML goes through all of them for each line below.
_LONG_KEY = re.compile(rf"(?:{_PART}[ \t]*+\.[ \t]*+){{{LEVELS}}}")
_ENDLESS = "a number in it has thousands of digits"
_DEEP = f"it has more than {LEVELS} tables or lists within each other"


def read_toml(text: str) -> dict[str, Any]:
    """The tables of a text.

    Raises:
        ValueError: it is no TOML, or none that is read here; the message says why, without a point.
    """
    if _LONG_KEY.search(text):
        raise ValueError(_DEEP)
    return _read(tomllib.loads, text)


def read_json(text: str | bytes) -> Any:
    """The value in a text.

    Raises:
        ValueError: it is no JSON, or none that is read here; the message says why, without a point.
    """
    return _read(json.loads, text)


def _read(reader: Callable[[Any], Any], text: str | bytes) -> Any:
    try:
        return _shallow(reader(text))
    except RecursionError:
        raise ValueError(_DEEP) from None
    except (json.JSONDecodeError, tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise ValueError(str(error).rstrip(".")) from None
    except ValueError as error:
        raise ValueError(_ENDLESS if "digits" in str(error) else str(error)) from None


def _shallow(value: Any) -> Any:
    """The same value.  Raises ValueError if it has too many levels."""
    level = [value]
    for _ in range(LEVELS):
        level = [
            item
            for found in level
            if isinstance(found, dict | list)
            for item in (found.values() if isinstance(found, dict) else found)
            if isinstance(item, dict | list)
        ]
        if not level:
            return value
    raise ValueError(_DEEP)
