"""Tables are checked by the signature of what they are for."""

import re
from pathlib import Path
from typing import Any

import pytest

from face_training.evaluation.tables import called


def made(
    *,
    name: str,
    path: Path,
    count: int = 1,
    share: float = 0.5,
    fars: tuple[float, ...] | None = None,
    flip: bool = True,
) -> tuple[Any, ...]:
    return name, path, count, share, fars, flip


def open_ended(*, name: str, **options: Any) -> tuple[str, dict[str, Any]]:
    return name, options


def test_values_arrive_as_the_function_wants_them() -> None:
    found = called("it", made, {"name": "a", "path": "x/y", "fars": [0.1, 1], "share": 1})
    assert found == ("a", Path("x/y"), 1, 1, (0.1, 1), True)


def several(*, path: str | Path, count: int | None = None) -> tuple[Any, ...]:
    return path, count


def test_what_may_be_of_several_kinds_is_left_to_the_function() -> None:
    assert called("it", several, {"path": "a", "count": 3}) == ("a", 3)
    with pytest.raises(ValueError, match=r"^'count' of it must be a whole number, not 'x'\.$"):
        called("it", several, {"path": "a", "count": "x"})


def test_further_names_go_on_if_the_function_takes_them() -> None:
    assert called("it", open_ended, {"name": "a", "more": 3}) == ("a", {"more": 3})


@pytest.mark.parametrize(
    ("table", "sentence"),
    [
        ({"name": "a"}, "it needs 'path'; it takes name, path, count, share, fars, flip."),
        ({"nome": "a"}, "it knows no 'nome'; it takes name, path, count, share, fars, flip."),
        ({"name": 3}, "'name' of it must be words in quotes, not 3."),
        ({"name": "a", "path": 3}, "'path' of it must be a path in quotes, not 3."),
        (
            {"name": "a", "path": "b", "count": 1.5},
            "'count' of it must be a whole number, not 1.5.",
        ),
        (
            {"name": "a", "path": "b", "count": True},
            "'count' of it must be a whole number, not True.",
        ),
        ({"name": "a", "path": "b", "share": "c"}, "'share' of it must be a number, not 'c'."),
        ({"name": "a", "path": "b", "flip": 1}, "'flip' of it must be true or false, not 1."),
        ({"name": "a", "path": "b", "fars": 0.1}, "'fars' of it must be a list, not 0.1."),
        (
            {"name": "a", "path": "b", "fars": ["c"]},
            "each of 'fars' of it must be a number, not 'c'.",
        ),
    ],
)
def test_what_is_wrong_is_said_in_one_sentence(table: dict[str, Any], sentence: str) -> None:
    with pytest.raises(ValueError, match="^" + re.escape(sentence) + "$"):
        called("it", made, table)
