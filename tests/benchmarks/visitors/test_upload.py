"""The tables that ask for much are what the app takes."""

from __future__ import annotations

import pytest

from benchmarks.visitors.upload import large_table, long_names
from toy_models.data import Table
from toy_models.data.names import LONGEST
from toy_models.data.reading.sheet import MAX_COLUMNS, MAX_ROWS

LIMIT = 20 * 2**20  # bytes of an upload


def test_a_large_table_is_just_below_the_limits() -> None:
    content = large_table(3)
    lines = content.count(b"\n")
    assert 0.85 * LIMIT < len(content) < LIMIT
    assert lines - 1 <= MAX_ROWS
    assert content.splitlines()[0].count(b",") + 1 <= MAX_COLUMNS
    assert large_table(4) != content


@pytest.mark.parametrize("characters", [10, 3000])
def test_classes_have_long_names(characters: int) -> None:
    content = long_names(characters, rows=80)
    data = Table.from_bytes(content).load(seed=0)
    assert len(content) > 80 * characters
    assert len(data.class_names) == 8
    assert max(map(len, data.class_names)) == min(characters + 1, LONGEST)
