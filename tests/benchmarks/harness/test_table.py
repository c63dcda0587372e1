"""Plain-text tables."""

from benchmarks.harness.table import table


def test_columns_are_aligned() -> None:
    assert table(("", "ms"), [("a", "10.5"), ("longer", "2")]) == (
        "          ms\n"
        "a       10.5\n"
        "longer     2"
    )  # fmt: skip


def test_no_rows() -> None:
    assert table(("a", "b"), []) == "a  b"
