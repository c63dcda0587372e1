"""Columns that count the rows."""

from __future__ import annotations

import pytest

from toy_models.data import Table
from toy_models.data.reading.counting import is_index


@pytest.mark.parametrize(
    ("name", "cells", "expected"),
    [
        ("ID", "312", True),
        ("PassengerId", "123", True),
        ("Sample No.", "123", True),
        ("humid", ["20", "30", "50"], False),
        ("id", "124", False),
        ("id", "112", False),
        ("height", "123", False),
        ("id", ["1.5", "2.5", "3.5"], False),
        ("id", ["9" * 5000], False),
    ],
)
def test_a_name_and_a_count_make_an_index(name: str, cells: str, expected: bool) -> None:
    assert is_index(name, list(cells), first=False, named=True) is expected


def test_a_count_without_names_is_left_out_or_taken_by_choice() -> None:
    text = "".join(f"{k},{k * k % 7}.5,{'ab'[k % 2]}\n" for k in range(8)).encode()
    table = Table.from_bytes(text)
    assert table.reading is not None
    assert table.reading.left_out == ("column 1, which counts the rows",)
    assert table.load(0).inputs_NI.shape == (6, 1)
    assert Table.from_bytes(text, counting=True).load(0).inputs_NI.shape == (6, 2)


def test_decimal_commas_between_commas_are_no_index() -> None:
    text = "x,label\n" + "".join(f"{k // 2},5,{'ab'[k % 2]}\n" for k in range(8))
    with pytest.raises(ValueError, match="Line 2 of the CSV has 3 values, not 2"):
        Table.from_bytes(text.encode())


def test_a_column_that_counts_is_a_feature_if_its_name_does_not_say_otherwise() -> None:
    text = "x,label\n" + "".join(f"{k},{'ab'[k % 2]}\n" for k in range(8))
    assert Table.from_bytes(text.encode()).load(0).inputs_NI.shape == (6, 1)
