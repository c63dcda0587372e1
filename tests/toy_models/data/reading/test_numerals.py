"""The decimal sign and the thousands of a file's numbers."""

from __future__ import annotations

import numpy as np
import pytest

from tests.toy_models.data.reading.written import written
from toy_models.data import Table
from toy_models.data.reading import numerals
from toy_models.data.reading.numerals import looks_like_a_number, plain_numbers, value


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


def test_a_column_is_read_at_once_as_cell_by_cell() -> None:
    cells = ["1", " -2.5 ", "+.5", "1e3", "0.1", "7."]
    numbers_N = plain_numbers(cells)
    assert numbers_N is not None
    assert numbers_N.tolist() == [value(cell, ".") for cell in cells]


@pytest.mark.parametrize(
    "odd", ["", "nan", "inf", "1,5", "1,000.5", "\u22121", "one", "1e999", "1_000"]
)
def test_a_column_with_another_cell_is_not_read_at_once(odd: str) -> None:
    assert plain_numbers(["1", odd, "2"]) is None


def test_no_cell_of_an_ordinary_table_is_asked_for_its_decimal_sign(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    asked: list[str] = []

    def asks(cell: str) -> bool:
        asked.append(cell)
        return numerals.looks_like_a_number(cell)

    monkeypatch.setattr("toy_models.data.reading.sheet.looks_like_a_number", asks)
    body = [[f"{k / 7}", f"{k}", "ab"[k % 2]] for k in range(40)]
    table = Table.from_bytes(written([["x", "y", "label"], *body], ",").encode())
    assert set(asked) <= {"x", "y", "label", "a", "b"}
    assert np.isfinite(table.load(0).inputs_NI).all()
