"""The ready recipes, and the reading of any recipe.

A recipe is TOML; on the command line any of its values can be replaced by `table.key=value`,
where the value is TOML too, or else taken as text.
"""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from face_training.config import Config
from face_training.recipes.typed import typed
from face_training.suggestion import nearest

FOLDER = Path(__file__).parent


def names() -> list[str]:
    """The ready recipes."""
    return sorted(file.stem for file in FOLDER.glob("*.toml"))


def read(recipe: str | Path, overrides: Sequence[str] = ()) -> Config:
    """The config of a ready recipe by name, or of a TOML file, with `key=value` replacements.

    Raises:
        ValueError: there is no such recipe, or something in it cannot be used; one sentence.
    """
    path = _found(recipe)
    try:
        tables: dict[str, Any] = tomllib.loads(path.read_text())
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise ValueError(f"{path} is not TOML: {error}.") from None
    except OSError as error:
        raise ValueError(f"{path} cannot be read: {error.strerror}.") from None
    for override in overrides:
        _replace(tables, override)
    try:
        return typed(Config, tables)
    except ValueError as error:
        raise ValueError(f"{path.name}: {error}") from None


def _found(recipe: str | Path) -> Path:
    if isinstance(recipe, Path) or recipe.endswith(".toml"):
        if Path(recipe).is_file():
            return Path(recipe)
        raise ValueError(f"There is no file {recipe}.")
    if recipe not in names():
        raise ValueError(
            f"There is no recipe {recipe!r}{nearest(recipe, names())} "
            f"Recipes: {', '.join(names())}; or the path of a .toml file."
        )
    return FOLDER / f"{recipe}.toml"


def _replace(tables: dict[str, Any], override: str) -> None:
    key, equals, text = override.partition("=")
    *folders, last = key.split(".")
    if not equals or not all((*folders, last)):
        raise ValueError(f"{override!r} is not of the form table.key=value.")
    place: Any = tables
    for folder in folders:
        place = place.setdefault(folder, {})
        if not isinstance(place, dict):
            raise ValueError(f"{override!r}: {folder} is not a table of the recipe.")
    place[last] = _value(text)


def _value(text: str) -> Any:
    try:
        return tomllib.loads(f"value = {text}")["value"]
    except tomllib.TOMLDecodeError:
        return text
