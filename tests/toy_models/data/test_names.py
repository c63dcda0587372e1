"""Names are cut, and stay different."""

from __future__ import annotations

from toy_models.data.names import LONGEST, cut


def test_what_is_short_stays() -> None:
    names = ("apple", "x" * LONGEST)
    assert cut(names) == names


def test_long_names_that_begin_alike_stay_different() -> None:
    start = "x" * 100_000
    found = cut([start + "a", start + "b", "y", "x" * (LONGEST - 1) + "…"])
    assert all(len(name) <= LONGEST for name in found)
    assert len(set(found)) == 4
    assert found[2:] == ("y", "x" * (LONGEST - 1) + "…")
