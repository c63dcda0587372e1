"""TOML and JSON come as they are; what is deep, endless or damaged is refused in a sentence."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from face_training import recipes
from face_training.bundle.bundle import read_info
from face_training.toml_and_json import LEVELS, read_json, read_toml

DEEP = f"it has more than {LEVELS} tables or lists within each other"
RECIPE = (recipes.FOLDER / "smoke.toml").read_text()


def test_what_is_plain_comes_as_it_is() -> None:
    assert read_toml(RECIPE) == tomllib.loads(RECIPE)
    lists: Any = 1.5
    for _ in range(LEVELS):
        lists = [lists]
    assert read_json(json.dumps({"a": lists[0]})) == {"a": lists[0]}
    assert read_json(json.dumps(lists)) == lists


@pytest.mark.parametrize(
    ("read", "text", "sentence"),
    [
        (read_json, "[" * 100_000, DEEP),
        (read_json, '{"a":' * 100_000, DEEP),
        (read_json, "[" * 33 + "]" * 33, DEEP),
        (read_json, "9" * 5000, "a number in it has thousands of digits"),
        (read_json, "{,}", "Expecting property name"),
        (read_json, b"\xff\xfe\x00", "'utf-"),
        (read_toml, "a = " + "[" * 100_000, DEEP),
        (read_toml, "a = " + "{a = " * 5000, DEEP),
        (read_toml, "a" + ".a" * 5000 + " = 1", DEEP),
        (read_toml, "[" + "'a' . " * 5000 + "a]", DEEP),
        (read_toml, "a = " + "[" * 33 + "]" * 33, DEEP),
        (read_toml, "a = " + "9" * 5000, "a number in it has thousands of digits"),
        (read_toml, "a = ", "Invalid value"),
    ],
    ids=range(13),
)
def test_other_files_are_refused_with_the_reason(
    read: Callable[[Any], Any], text: str | bytes, sentence: str
) -> None:
    with pytest.raises(ValueError, match=f"^{sentence}") as refused:
        read(text)
    assert len(str(refused.value)) < 250


def test_a_text_with_points_is_no_long_key() -> None:
    line = "title = " + json.dumps(". ".join(["word"] * 20)) + "\nscales = [" + "0.5, " * 99 + "]"
    assert read_toml(line)["scales"] == [0.5] * 99


def test_a_long_key_and_many_lines_below_it_do_not_take_the_square() -> None:
    """A hundred kilobytes, which took minutes: all parts of the key, again for each line."""
    lines = "\n".join(f"k{n}=1" for n in range(8_000))
    with pytest.raises(ValueError, match=DEEP):
        read_toml(f"[{'a.' * 25_000}a]\n{lines}")


@pytest.mark.parametrize("content", ["a = " + "[" * 9999, "a" + ".a" * 9999 + " = 1"])
def test_a_recipe_of_brackets_is_one_sentence(tmp_path: Path, content: str) -> None:
    (tmp_path / "deep.toml").write_text(content)
    with pytest.raises(ValueError, match=rf"deep\.toml is not TOML: {DEEP}\.$"):
        recipes.read(tmp_path / "deep.toml")


def test_a_bundle_of_brackets_is_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "bundle.json").write_text("[" * 9999)
    with pytest.raises(ValueError, match=rf"bundle\.json cannot be used: {DEEP}\.$"):
        read_info(tmp_path / "bundle.json")
