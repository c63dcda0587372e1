"""Ready recipes, and how a recipe is read.

A recipe is TOML.  On the command line `table.key=value` replaces any of its values, where the value
is TOML or else text.  Another loss takes over only what means the same to it.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from face_training.config import FaceConfig
from face_training.key_value import put
from face_training.recipes.another_loss import shared_parameters
from face_training.recipes.typed import typed
from face_training.refusals import unknown_name
from face_training.text_files import read_text
from face_training.toml_and_json import read_toml

FOLDER = Path(__file__).parent
ON_THE_COMMAND_LINE = "On the command line"


def names() -> list[str]:
    """The names of the ready recipes."""
    return sorted(file.stem for file in FOLDER.glob("*.toml"))


def read(recipe: str | Path, overrides: Sequence[str] = ()) -> FaceConfig:
    """The config of a ready recipe by name, or of a TOML file, with `key=value` replacements.

    Raises:
        ValueError: there is no such recipe, or a value in it cannot be used.
    """
    path = _found(recipe)
    text = read_text(path)
    try:
        tables = read_toml(text.content)
    except ValueError as error:
        raise ValueError(f"{path} is not TOML: {error}.") from None
    of_the_file = _refusal(tables)
    try:
        for override in sorted(overrides, key=_names_no_loss):
            own = _loss(tables)
            put(tables, override, form="table.key=value")
            if _loss(tables) != own:
                _fit_parameters(tables, own)
        return typed(FaceConfig, tables)
    except ValueError as error:
        # What the file alone does not bring about comes from the command line.
        where = path.name if str(error) == of_the_file else ON_THE_COMMAND_LINE
        raise ValueError(f"{where}: {error}") from None


def _names_no_loss(override: str) -> bool:
    return not override.startswith("head.loss=")


def _loss(tables: dict[str, Any]) -> str:
    """The name of the loss, "" where none is named."""
    head = tables.get("head")
    return str(head.get("loss", "")) if isinstance(head, dict) else ""


def _fit_parameters(tables: dict[str, Any], own: str) -> None:
    """Leave in the table of parameters what the loss `own` and the new one share."""
    head = tables["head"]
    if isinstance(head.get("parameters"), dict):
        head["parameters"] = shared_parameters(head["parameters"], own, _loss(tables))


def _refusal(tables: dict[str, Any]) -> str:
    """Why these tables are no config; nothing if they are one."""
    try:
        typed(FaceConfig, tables)
    except ValueError as error:
        return str(error)
    return ""


def _found(recipe: str | Path) -> Path:
    if isinstance(recipe, Path) or recipe.endswith(".toml"):
        if Path(recipe).is_file():
            return Path(recipe)
        raise ValueError(f"There is no file {recipe}.")
    if recipe not in names():
        raise ValueError(f"{unknown_name('recipe', recipe, names())} Or the path of a .toml file.")
    return FOLDER / f"{recipe}.toml"
