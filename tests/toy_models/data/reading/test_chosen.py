"""The label and the numbers that are taken, and every refusal with its place."""

from __future__ import annotations

import pytest

from tests.toy_models.data.reading.written import PLAIN, rows, with_comma, written
from toy_models.config import LossChoice, RunConfig
from toy_models.data import Table


def bad(line: int, old: str, new: str) -> str:
    """The semicolon table with something else in a line of the file."""
    lines = written(rows(with_comma), ";").splitlines()
    assert old in lines[line - 1]
    lines[line - 1] = lines[line - 1].replace(old, new)
    return "sep=;\n" + "\n".join(lines) + "\n"


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        (bad(3, "-2,5", ""), "A value is missing in column 'height', line 4."),
        (bad(3, "-2,5", "#N/A"), "A value is missing in column 'height', line 4."),
        (bad(4, "Größe A", ""), "A value is missing in column 'label', line 5."),
        (bad(3, "-2,5", "tall"), "Column 'height', line 4 holds 'tall', which is not a number."),
        (
            bad(3, "-2,5", "2.5"),
            "Column 'height', line 4 holds '2.5', which is not a number with a comma as the "
            "decimal sign.",
        ),
        (bad(3, "-2,5", "-2;5"), "Line 4 of the CSV has 5 values, not 4."),
        (bad(3, "-2,5;", ""), "Line 4 of the CSV has 3 values, not 4."),
        (bad(3, "-2,5", '"-2,5'), "The CSV cannot be read: unexpected end of data."),
        (
            "city;x;label\n" + "Bonn;1;a\nKöln;2;b\n" * 4,
            "Column 'city' holds text, such as 'Bonn' in line 2; leave it out, or take it for the "
            "label.",
        ),
        ("", "The CSV needs a line of column names and at least one row of values."),
        ("\n;;;\n", "The CSV needs a line of column names and at least one row of values."),
    ],
)
def test_what_cannot_be_read_is_refused_with_its_line_in_the_file(text: str, sentence: str) -> None:
    with pytest.raises(ValueError) as refusal:  # noqa: PT011  (the whole sentence is compared)
        Table.from_bytes(text.encode(), label="label")
    assert str(refusal.value) == sentence


def test_gaps_and_text_are_left_out_by_choice() -> None:
    text = "city;x;y;label\n" + "".join(f"Bonn;{k},5;;a\nKöln;{k};1;b\n" for k in range(4))
    table = Table.from_bytes(
        (text + "Ulm;9;9;a\n" * 4).encode("cp1252"), leave_out=["city"], skip_gaps=True
    )
    assert table.text == "x,y,label\n" + "".join(f"{k}.0,1.0,b\n" for k in range(4)) + (
        "9.0,9.0,a\n" * 4
    )
    assert table.reading is not None
    assert table.reading.left_out == (
        "column 'city'",
        "4 rows with a gap (lines 2, 4, 6, 8)",
    )


def test_a_column_to_leave_out_must_be_there() -> None:
    with pytest.raises(ValueError, match=r"^The CSV has no column 'width' to leave out\.$"):
        Table.from_bytes(PLAIN.encode(), leave_out=["width"])


@pytest.mark.parametrize(
    ("header", "row", "label"),
    [
        ("kind,x,Class", "a{k},{k},c{half}", "Class"),
        ("kind,x,y", "c{half},{k},{k}", "kind"),
        ("kind,sort,x", "c{half},d{half},{k}", "sort"),
        ("digit,x,y", "{half},{k},{k}.5", "digit"),
        ("x,y,digit", "{half},{k},{half}", "digit"),
    ],
)
def test_the_likely_label(header: str, row: str, label: str) -> None:
    body = "\n".join(row.format(k=k, half=k // 4) for k in range(8))
    others = [name for name in header.split(",") if name in ("kind", "sort") and name != label]
    table = Table.from_bytes(f"{header}\n{body}\n".encode(), leave_out=others)
    assert table.label == label


def test_how_a_table_was_read_is_no_part_of_it() -> None:
    read = Table.from_bytes(PLAIN.encode("utf-16"))
    same = Table(text=read.text)
    assert (read.reading, same.reading) != (None, None)
    assert (read, hash(read)) == (same, hash(same))
    config = RunConfig(data=read, losses=(LossChoice.of("norm_softmax"),))
    assert RunConfig.from_json(config.to_json()) == config
