"""Ready recipes, and how a recipe is read.

A recipe is TOML.  On the command line `table.key=value` replaces any of its values, where the value
is TOML or else text.
"""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from face_training.config import FaceConfig
from face_training.key_value import put
from face_training.recipes.typed import typed
from face_training.refusals import unknown_name

FOLDER = Path(__file__).parent


def names() -> list[str]:
    """The names of the ready recipes."""
    return sorted(file.stem for file in FOLDER.glob("*.toml"))


def read(recipe: str | Path, overrides: Sequence[str] = ()) -> FaceConfig:
    """The config of a ready recipe by name, or of a TOML file, with `key=value` replacements.

    Raises:
        ValueError: there is no such recipe, or a value in it cannot be used.
    """
    path = _found(recipe)
    try:
        tables: dict[str, Any] = tomllib.loads(path.read_text())
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise ValueError(f"{path} is not TOML: {error}.") from None
    except OSError as error:
        raise ValueError(f"{path} cannot be read: {error.strerror}.") from None
    for override in overrides:
        put(tables, override, form="table.key=value")
    try:
        return typed(FaceConfig, tables)
    except ValueError as error:
        raise ValueError(f"{path.name}: {error}") from None


def _found(recipe: str | Path) -> Path:
    if isinstance(recipe, Path) or recipe.endswith(".toml"):
        if Path(recipe).is_file():
            return Path(recipe)
        raise ValueError(f"There is no file {recipe}.")
    if recipe not in names():
        raise ValueError(f"{unknown_name('recipe', recipe, names())} Or the path of a .toml file.")
    return FOLDER / f"{recipe}.toml"
