"""One table as many programs write it: the same numbers each time, and a word on how."""

from __future__ import annotations

import csv
import io

import numpy as np
import pytest

from tests.toy_models.data.reading.written import (
    LABELS,
    NAMES,
    NUMBERS,
    PLAIN,
    counted,
    ends,
    first_to_front,
    number,
    rows,
    with_comma,
    written,
)
from toy_models.data import Table
from toy_models.data.reading import plain_sheet, read_sheet
from toy_models.data.reading.sheet import MAX_ROWS


def as_float(cell: str) -> float:
    """A number of the plain form, which may have commas between thousands."""
    return float(cell.replace(",", "").replace("\u2212", "-"))


def unspaced() -> list[list[str]]:
    """No name or label has a space in it."""
    return [[cell.replace(" ", "") for cell in row] for row in rows()]


EMPTY = ["", "", "", ""]
CASES: dict[str, tuple[str | bytes, str]] = {
    "plain": (PLAIN, "UTF-8 text with commas between the values and a point"),
    "semicolons": (written(rows(), ";"), "semicolons between the values and a point"),
    "tabs": (written(rows(), "\t"), "tabs between the values and a point"),
    "bars": (written(rows(), "|"), "bars between the values and a point"),
    "decimal commas": (written(rows(with_comma), ";"), "semicolons between the values and a comma"),
    "decimal commas, tabs": (
        written(rows(with_comma), "\t"),
        "tabs between the values and a comma",
    ),
    "decimal commas, quoted": (written(rows(with_comma)), "commas between the values and a comma"),
    "decimal commas, all quoted": (
        written(rows(with_comma), quote=csv.QUOTE_ALL),
        "commas between the values and a comma",
    ),
    "all quoted": (written(rows(), quote=csv.QUOTE_ALL), "a point as the decimal sign"),
    "thousands": (written(rows(lambda v: number(v, ".", ","))), "a point as the decimal sign"),
    "thousands of Germany": (
        written(rows(lambda v: number(v, ",", ".")), ";"),
        "a comma as the decimal sign",
    ),
    "thousands of Switzerland": (
        written(rows(lambda v: number(v, ".", "’")), ";"),
        "a point as the decimal sign",
    ),
    "thousands of France": (
        written(rows(lambda v: number(v, ",", "\u202f")), ";"),
        "a comma as the decimal sign",
    ),
    "the typographer's minus": (PLAIN.replace("-", "\u2212"), "a point as the decimal sign"),
    "UTF-16": (PLAIN.encode("utf-16"), "UTF-16 text"),
    "UTF-16, most significant byte first": (
        b"\xfe\xff" + PLAIN.encode("utf-16-be"),
        "UTF-16 text",
    ),
    "UTF-16 without a mark": (PLAIN.encode("utf-16-le"), "UTF-16 text"),
    "Unicode text of a spreadsheet": (
        written(rows(with_comma), "\t", "\r\n").encode("utf-16"),
        "UTF-16 text with tabs between the values and a comma",
    ),
    "UTF-32": (PLAIN.encode("utf-32"), "UTF-32 text"),
    "cp1252": (written(rows(with_comma), ";", "\r\n").encode("cp1252"), "cp1252 text"),
    "a byte-order mark": (b"\xef\xbb\xbf" + PLAIN.encode(), "UTF-8 text"),
    "CRLF": (written(rows(), end="\r\n"), "UTF-8 text"),
    "the line ends of an old Mac": (written(rows(), end="\r"), "UTF-8 text"),
    "sep=": ("sep=;\r\n" + written(rows(with_comma), ";", "\r\n"), "semicolons between"),
    "quoted sep= after a mark": ('\ufeff"sep=\t"\n' + written(rows(), "\t"), "tabs between"),
    "an empty last column": (written(ends(rows(), "")), "Left out: empty column 5."),
    "two empty last columns": (
        written(ends(rows(), "", "")),
        "Left out: empty column 5, empty column 6.",
    ),
    "a separator after each row": (
        PLAIN.replace("\n", ",\n").replace("label,", "label"),
        "a point",
    ),
    "a named column without values": (
        written([[*row, "remarks" if at == 0 else ""] for at, row in enumerate(rows())]),
        "Left out: empty column 'remarks'.",
    ),
    "empty rows": (written([*rows()[:4], EMPTY, *rows()[4:], EMPTY, EMPTY]), "3 empty rows."),
    "empty lines": (PLAIN.replace("\n", "\n\n"), "a point"),
    "the label first": (written(first_to_front(rows())), "a point"),
    "an index of pandas": (
        written(counted(rows(), "")),
        "Left out: column 1, which counts the rows.",
    ),
    "an index of R": (
        written(counted(rows(), "", start=1)).removeprefix(","),
        "Left out: column 1, which counts the rows.",
    ),
    "an index with a name": (
        written(counted(rows(), "Unnamed: 0")),
        "Left out: column 'Unnamed: 0', which counts the rows.",
    ),
    "a shuffled index": (
        written([[str(7 * at) if at else "", *row] for at, row in enumerate(rows())]),
        "Left out: column 1, which counts the rows.",
    ),
    "an index behind": (written(ends(rows(), counting="sample_id")), "column 'sample_id', which"),
    "an index in whole floats": (
        written(
            [[row[0] + ".0" * (at > 0), *row[1:]] for at, row in enumerate(counted(rows(), ""))]
        ),
        "Left out: column 1, which counts the rows.",
    ),
    "two indices": (
        written(counted(counted(rows(), "Unnamed: 0"), "Unnamed: 0.1")),
        "column 'Unnamed: 0.1', which counts the rows, column 'Unnamed: 0', which counts the rows.",
    ),
    "blanks": (written(unspaced(), " "), "blanks between the values and a point"),
    "blanks in columns": (
        "\n".join("".join(f"{cell:>16}" for cell in row) for row in unspaced()) + "\n",
        "blanks between the values and a point",
    ),
    "what DOS ends with": (PLAIN.encode() + b"\x1a", "UTF-8 text"),
    "no names": (written(rows()[1:]), "the first row has no names."),
    "spaces": (PLAIN.replace(",", " , "), "a point"),
}


@pytest.mark.parametrize("name", CASES)
def test_every_program_s_table_has_the_same_numbers(name: str) -> None:
    content, words = CASES[name]
    table = Table.from_bytes(content if isinstance(content, bytes) else content.encode())
    assert table.reading is not None
    assert words in table.reading.words
    assert table.label == ("column 4" if name == "no names" else "label")
    found = list(csv.reader(io.StringIO(table.text, newline="")))
    names = [cell.strip() for cell in found[0]]
    at = names.index(table.label)
    body = [row for row in found[1:] if row]
    labels = tuple(row[at].strip() for row in body)
    blanks = name.startswith("blanks")
    assert labels == tuple(label.replace(" ", "") if blanks else label for label in LABELS)
    values = [[as_float(cell) for k, cell in enumerate(row) if k != at] for row in body]
    np.testing.assert_array_equal(values, NUMBERS)
    if name != "no names":
        plain_names = [known.replace(" ", "") if blanks else known for known in NAMES]
        assert [*names[:at], *names[at + 1 :]] == plain_names
    plain, same = Table(text=PLAIN).load(3), table.load(3)
    np.testing.assert_array_equal(same.inputs_NI, plain.inputs_NI)
    assert same.class_names == plain.class_names or blanks


def test_any_sign_can_be_chosen_between_the_values() -> None:
    text = "x^y^label\n" + "".join(f"{k},5^{k * k}^{'ab'[k % 2]}\n" for k in range(8))
    table = Table.from_bytes(text.encode(), separator="^")
    assert table.text.splitlines()[2] == "1.5,1.0,b"


def test_a_plain_file_is_kept_as_it_is() -> None:
    assert Table.from_bytes(PLAIN.encode()) == Table(text=PLAIN)
    own_digits = "x,label\n1.50,a\n1e3,b\n"
    assert Table.from_bytes(own_digits.encode()).text == own_digits


def test_numbers_for_names_stay_names() -> None:
    text = "0,1,2\n" + "".join(f"{k}.5,{k * k},{k % 2}\n" for k in range(8))
    table = Table.from_bytes(text.encode())
    assert (table.text, table.label) == (text, "2")


def test_the_reader_can_choose_the_decimal_sign_and_whether_there_are_names() -> None:
    text = "1,5;2\n" + "".join(f"{k},234;{k % 2}\n" for k in range(1, 9))
    table = Table.from_bytes(text.encode(), "column 2", named=False, decimal=",")
    assert table.text.splitlines()[:3] == ["column 1,column 2", "1.5,2", "1.234,1"]


def test_of_too_many_rows_the_rest_is_only_counted() -> None:
    text = "x,label\n" + "1,a\n" * (MAX_ROWS + 5)
    sentence = f"The CSV has {MAX_ROWS + 5:,} rows; at most {MAX_ROWS:,} are allowed."
    for read in (read_sheet, plain_sheet):
        with pytest.raises(ValueError, match=f"^{sentence}$"):
            read(text)


def test_empty_rows_are_counted_and_not_held() -> None:
    text = "x,label\n" + "1,a\n" * 8 + ",\n" * 50_000
    sheet = read_sheet(text)
    assert len(sheet.rows) == 8
    assert sheet.reading.left_out == ("50,000 empty rows",)
