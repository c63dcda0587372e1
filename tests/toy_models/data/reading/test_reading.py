"""One table as many programs write it: the same numbers every time, and a word on how it was read.

Each case is made from the same rows, whose values are known.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Callable

import numpy as np
import pytest

from toy_models.config import LossChoice, RunConfig
from toy_models.data import Table

#: The second and third numbers tell decimals from thousands; the words have letters beyond ASCII.
NUMBERS = np.array([[k - 3.5, 1000 + k * 250.25, -0.125 * k] for k in range(12)])
LABELS = tuple(f"Größe {'ABC'[k // 3 % 2]}" for k in range(12))
NAMES = ("height", "größte Breite", "depth")


def number(value: float, decimal: str = ".", thousands: str = "") -> str:
    """As a spreadsheet shows it."""
    text = f"{value:,.4f}".rstrip("0").rstrip(".")
    return text.translate({ord(","): thousands, ord("."): decimal})


def rows(show: Callable[[float], str] = number) -> list[list[str]]:
    """A line of names, and the rows with the label last."""
    body = [
        [*map(show, values), label] for values, label in zip(NUMBERS.tolist(), LABELS, strict=True)
    ]
    return [[*NAMES, "label"], *body]


def written(cells: list[list[str]], separator: str = ",", end: str = "\n", quote: int = 0) -> str:
    """The text of a file."""
    to = io.StringIO()
    csv.writer(to, delimiter=separator, lineterminator=end, quoting=quote).writerows(cells)  # type: ignore[arg-type]
    return to.getvalue()


def with_comma(value: float) -> str:
    return number(value, ",")


def first_to_front(cells: list[list[str]]) -> list[list[str]]:
    return [[row[-1], *row[:-1]] for row in cells]


def ends(cells: list[list[str]], *more: str) -> list[list[str]]:
    return [[*row, *more] for row in cells]


def counted(cells: list[list[str]], name: str, start: int = 0) -> list[list[str]]:
    return [[name if at == 0 else str(at - 1 + start), *row] for at, row in enumerate(cells)]


def as_float(cell: str) -> float:
    """A number of the plain form, which may have commas between thousands."""
    return float(cell.replace(",", "").replace("\u2212", "-"))


PLAIN = written(rows())
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
    assert tuple(row[at].strip() for row in body) == LABELS
    values = [[as_float(cell) for k, cell in enumerate(row) if k != at] for row in body]
    np.testing.assert_array_equal(values, NUMBERS)
    if name != "no names":
        assert (*names[:at], *names[at + 1 :]) == NAMES
    plain, same = Table(text=PLAIN).load(3), table.load(3)
    np.testing.assert_array_equal(same.inputs_NI, plain.inputs_NI)
    assert same.class_names == plain.class_names


def test_a_plain_file_is_kept_as_it_is() -> None:
    assert Table.from_bytes(PLAIN.encode()) == Table(text=PLAIN)
    own_digits = "x,label\n1.50,a\n1e3,b\n"
    assert Table.from_bytes(own_digits.encode()).text == own_digits


def test_a_column_that_counts_is_a_feature_if_its_name_does_not_say_otherwise() -> None:
    text = "x,label\n" + "".join(f"{k},{'ab'[k % 2]}\n" for k in range(8))
    assert Table.from_bytes(text.encode()).load(0).inputs_NI.shape == (6, 1)


def test_numbers_for_names_stay_names() -> None:
    text = "0,1,2\n" + "".join(f"{k}.5,{k * k},{k % 2}\n" for k in range(8))
    table = Table.from_bytes(text.encode())
    assert (table.text, table.label) == (text, "2")


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


def test_the_reader_can_choose_the_decimal_sign_and_whether_there_are_names() -> None:
    text = "1,5;2\n" + "".join(f"{k},234;{k % 2}\n" for k in range(1, 9))
    table = Table.from_bytes(text.encode(), "column 2", named=False, decimal=",")
    assert table.text.splitlines()[:3] == ["column 1,column 2", "1.5,2", "1.234,1"]


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


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", "The file is no text, so it cannot be a CSV."),
        (b"PK\x03\x04\x14\x00", "The file is no text, so it cannot be a CSV."),
        (b"\xff\xfex\x00,\x00\x00\xd8", "The file begins as UTF-16 text and breaks off at byte 4;"),
    ],
)
def test_bytes_that_are_no_text_are_refused(content: bytes, sentence: str) -> None:
    with pytest.raises(ValueError, match=sentence):
        Table.from_bytes(content)


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
