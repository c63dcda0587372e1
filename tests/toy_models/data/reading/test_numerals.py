"""The decimal sign and the thousands of a file's numbers."""

from __future__ import annotations

import pytest

from tests.toy_models.data.reading.written import written
from toy_models.data import Table
from toy_models.data.reading.numerals import looks_like_a_number


@pytest.mark.parametrize(
    ("cell", "separator", "expected", "said"),
    [
        ("1,234", ";", 1.234, "“1,234” was read as 1.234"),
        ("1,234", ",", 1234, "“1,234” was read as 1234"),
        ("1.234", ";", 1.234, ""),
        ("1,234,567", ";", 1234567, ""),
        ("1.234.567", ";", 1234567, ""),
        ("1,23", ";", 1.23, ""),
        ("0,125", ";", 0.125, ""),
        (",5", ";", 0.5, ""),
        ("1,5e3", ";", 1500, ""),
    ],
)
def test_the_numbers_of_a_file_decide_the_decimal_sign(
    cell: str, separator: str, expected: float, said: str
) -> None:
    text = written([["x", "label"], *([cell, label] for label in "aaaabbbb")], separator)
    table = Table.from_bytes(text.encode())
    assert float(table.text.splitlines()[1].split(",")[0].strip('"')) == expected or (
        table.text == text and expected == 1234
    )
    assert table.reading is not None
    assert ("was read as" in table.reading.words) == bool(said)
    assert said in table.reading.words


@pytest.mark.parametrize("gap", ["-", "\u2013", "?", ".", "<NA>", "#REF!", "-nan", "1.#QNAN"])
def test_signs_for_nothing_are_gaps_and_no_zeros(gap: str) -> None:
    lines = [f"{gap if k == 3 else k * 0.5},{'ab'[k % 2]}" for k in range(12)]
    content = "\n".join(["x,label", *lines]).encode()
    with pytest.raises(ValueError, match=r"A value is missing in column 'x', line 5\."):
        Table.from_bytes(content)
    assert len(Table.from_bytes(content, skip_gaps=True).text.splitlines()) == 12


@pytest.mark.parametrize("word", ["e5", "E12", "+", "1_000", ",", "e-3"])
def test_words_that_look_a_little_like_numbers_are_words(word: str) -> None:
    assert not looks_like_a_number(word)
