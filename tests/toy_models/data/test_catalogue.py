"""The catalogue of data sets: names, order, and its table."""

from __future__ import annotations

import dataclasses
import subprocess
import sys

import pytest

from toy_models.data import DATA_SETS, Blobs, Digits, Faces, Families, Mnist, Table
from toy_models.data.__main__ import markdown
from toy_models.data.option import options_of


def test_the_data_sets_by_name_in_the_order_of_a_list() -> None:
    assert list(DATA_SETS.items())[:6] == [
        ("digits", Digits),
        ("blobs", Blobs),
        ("mnist", Mnist),
        ("faces", Faces),
        ("families", Families),
        ("csv", Table),
    ]
    assert all(kind == data.kind for kind, data in DATA_SETS.items())


@pytest.mark.parametrize("data", DATA_SETS.values(), ids=list(DATA_SETS))
def test_each_is_a_frozen_dataclass_with_a_title_of_its_own(data: type) -> None:
    assert data.__dataclass_params__.frozen  # type: ignore[attr-defined]
    assert [other.title for other in DATA_SETS.values()].count(data.title) == 1  # type: ignore[attr-defined]


def test_no_two_options_share_a_key() -> None:
    keys = [option.key for data in DATA_SETS.values() for option in options_of(data)]
    assert len(set(keys)) == len(keys) > 5


def test_the_table_has_every_data_set_with_every_option() -> None:
    _, _, *rows = markdown().splitlines()
    for line, data in zip(rows, DATA_SETS.values(), strict=True):
        assert line.startswith(f"| `{data.kind}` | {data.title} | ")
        for option in options_of(data):
            assert f"`{option.name}`" in line
    assert "`spread` Spread in radians, 0.2 (0.01 to 1.5)" in rows[1]
    printed = subprocess.run(
        [sys.executable, "-m", "toy_models.data"], capture_output=True, text=True, check=True
    )
    assert printed.stdout == f"{markdown()}\n"


def test_options_are_fields() -> None:
    for data in DATA_SETS.values():
        names = {field.name for field in dataclasses.fields(data)}
        assert {option.name for option in options_of(data)} <= names
