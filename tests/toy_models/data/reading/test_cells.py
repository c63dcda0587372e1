"""What separates the cells of a text."""

from __future__ import annotations

import pytest

from toy_models.data.reading.cells import split


@pytest.mark.parametrize(
    ("text", "separator"),
    [
        ("a,b\n1,2\n", ","),
        ("a;b\n1,5;2,5\n", ";"),
        ("1,5;2,5;3,5\n1,5;2,5;3,5\n", ";"),
        ("a\tb\n1,5\t2,5\n", "\t"),
        ("a|b\n1|2\n", "|"),
        ('a,b\n"1;2",3\n"4;5",6\n', ","),
        ("label\na\n", ","),
        ("sep=:\na:b\n", ":"),
    ],
)
def test_the_separator(text: str, separator: str) -> None:
    assert split(text)[1] == separator


def test_rows_have_the_line_on_which_they_begin() -> None:
    assert list(split('sep=;\na;b\n\n"1\n2";3\r4;5\n')[0]) == [
        (2, ["a", "b"]),
        (4, ["1\n2", "3"]),
        (6, ["4", "5"]),
    ]
