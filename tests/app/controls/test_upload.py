"""A CSV of the reader's own: what is read, and a sentence for each faulty file."""

from __future__ import annotations

import numpy as np
import pytest
from streamlit.testing.v1 import AppTest

from app.controls.upload import EXAMPLE
from tests.patience import SECONDS
from toy_models.data import Table

GOOD = "x,y,label\n" + "".join(f"{k},{k * k % 7},{'ab'[k % 2]}\n" for k in range(8))


def script() -> None:
    import streamlit as st

    from app.controls.upload import choose_table

    st.session_state.pop("chosen", None)
    try:
        st.session_state.chosen = choose_table()
    except ValueError as error:
        st.warning(str(error))


@pytest.fixture
def page() -> AppTest:
    return AppTest.from_function(script, default_timeout=SECONDS).run()


def chosen(page: AppTest) -> Table:
    assert not page.exception
    assert not page.warning
    table: Table = page.session_state.chosen
    return table


def with_csv(page: AppTest, content: str | bytes) -> AppTest:
    encoded = content if isinstance(content, bytes) else content.encode()
    page.file_uploader(key="csv").upload("own.csv", encoded, "text/csv").run()
    assert not page.exception
    return page


def refusal(page: AppTest) -> str:
    """The one sentence with which the data are refused."""
    assert not page.exception
    assert "chosen" not in page.session_state
    (warning,) = page.warning
    sentence: str = warning.value
    assert sentence.endswith(".")
    assert "\n" not in sentence
    return sentence


def test_no_file_yet_is_said_and_shown_by_an_example(page: AppTest) -> None:
    assert refusal(page) == "Choose a CSV file to train on it."
    assert page.code[0].value == EXAMPLE


def test_a_csv_is_taken_with_its_label_column(page: AppTest) -> None:
    assert chosen(with_csv(page, GOOD)) == Table(text=GOOD, label="label")


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (
            GOOD.replace("3,2,b", "3,two,b"),
            "Column 'y', line 5 holds 'two', which is not a number.",
        ),
        (GOOD.replace("3,2,b", "3,,b"), "A value is missing in column 'y', line 5."),
        (GOOD.replace("3,2,b", "3,2,"), "A value is missing in column 'label', line 5."),
        (GOOD.replace(",b", ",a"), "Column 'label' has one class only; two or more are needed."),
        (GOOD.replace("3,2,b", "3,2"), "Line 5 of the CSV has 2 values, not 3."),
        ("", "The CSV needs a line of column names and at least one row of values."),
        ("\n\n\n", "The CSV needs a line of column names and at least one row of values."),
        ("x,y,label\n", "The CSV needs a line of column names and at least one row of values."),
        (b"\x89PNG\r\n\x1a\n\x00", "The file is no text, so it cannot be a CSV."),
        (GOOD.replace("3,2,b", '3,"2,b'), "The CSV cannot be read: unexpected end of data."),
    ],
    ids=lambda value: value if isinstance(value, str) and value.endswith(".") else "",
)
def test_a_csv_that_cannot_be_used_is_refused_with_a_sentence(
    page: AppTest, content: str | bytes, sentence: str
) -> None:
    assert refusal(with_csv(page, content)) == sentence


@pytest.mark.parametrize(
    "content",
    ["x" * 200_000 + "\n1\n", '"' + "x\n" * 100_000],
    ids=["a name without end", "a quote without end"],
)
def test_a_csv_that_cannot_be_split_is_refused_with_a_sentence(page: AppTest, content: str) -> None:
    assert refusal(with_csv(page, content)).startswith("The CSV cannot be read: ")


@pytest.mark.parametrize(
    "content",
    ["\ufeff" + GOOD, "\n\n" + GOOD, GOOD.replace("\n", "\r").replace(",", ";").encode("utf-16")],
    ids=["byte order mark", "empty lines first", "semicolons, UTF-16 and old line ends"],
)
def test_what_spreadsheets_write_is_read(page: AppTest, content: str | bytes) -> None:
    found, plain = chosen(with_csv(page, content)).load(0), Table(text=GOOD).load(0)
    np.testing.assert_array_equal(found.inputs_NI, plain.inputs_NI)
    assert found.class_names == plain.class_names


def test_how_it_was_read_is_said_and_can_be_chosen_otherwise(page: AppTest) -> None:
    rows = [f"{k + 1}.125;{k * k % 7};{'ab'[k % 2]};Bonn" for k in range(8)]
    with_csv(page, "x;y;label;city\n" + "\n".join(rows) + "\n;1;a;Bonn\n")
    assert refusal(page) == "A value is missing in column 'x', line 10."
    page.toggle(key="csv_skip_gaps").set_value(True).run()
    assert refusal(page) == (
        "Column 'city' holds text, such as 'Bonn' in line 2; leave it out, or take it for the "
        "label."
    )
    page.multiselect(key="csv_leave_out").set_value(["city"]).run()
    assert chosen(page).load(0).inputs_NI.shape == (6, 2)
    assert page.caption[-1].value == (
        "Read as UTF-8 text with semicolons between the values and a point as the decimal sign. "
        "Left out: column 'city', 1 row with a gap (line 10)."
    )
    page.segmented_control(key="csv_decimal").set_value("1,5").run()
    numbers = [float(row.split(",")[0]) for row in chosen(page).text.splitlines()[1:]]
    assert numbers == [1125, 2125, 3125, 4125, 5125, 6125, 7125, 8125]


def test_encoding_separator_and_counts_can_be_chosen_otherwise(page: AppTest) -> None:
    rows = [f"{k}|{k * k % 7};{('яблоко', 'груша')[k % 2]}" for k in range(8)]
    with_csv(page, ("id|x;label\n" + "\n".join(rows) + "\n").encode("koi8-r"))
    page.selectbox(key="csv_encoding").set_value("Cyrillic, KOI8-R").run()
    page.selectbox(key="csv_separator").set_value("semicolons").run()
    assert "Column 'id|x' holds text" in refusal(page)
    with_csv(page, "\n".join(["id;x;label", *rows]).replace("|", ";").encode("koi8-r"))
    assert chosen(page).load(0).inputs_NI.shape == (6, 1)
    assert chosen(page).load(0).class_names == ("груша", "яблоко")
    page.toggle(key="csv_counting").set_value(True).run()
    assert chosen(page).load(0).inputs_NI.shape == (6, 2)


def test_without_a_column_named_label_the_last_is_taken_and_any_can_be_chosen(
    page: AppTest,
) -> None:
    text = "kind,x,n\n" + "".join(f"{k % 2 + 5},{k},{k % 2}\n" for k in range(8))
    with_csv(page, text)
    assert page.selectbox(key="csv_label").options == ["kind", "x", "n"]
    assert chosen(page) == Table(text=text, label="n")
    page.selectbox(key="csv_label").set_value("kind").run()
    assert chosen(page) == Table(text=text, label="kind")


def test_empty_lines_before_the_names_do_not_hide_the_columns(page: AppTest) -> None:
    text = "\n\nx,fruit\n" + "".join(f"{k},{'ab'[k % 2]}\n" for k in range(8))
    assert chosen(with_csv(page, text)) == Table(text=text, label="fruit")


def test_another_file_brings_its_own_columns(page: AppTest) -> None:
    with_csv(page, GOOD)
    text = "x,fruit\n" + "".join(f"{k},{'ab'[k % 2]}\n" for k in range(8))
    page.file_uploader(key="csv").set_value(("other.csv", text.encode(), "text/csv")).run()
    assert chosen(page) == Table(text=text, label="fruit")
    page.file_uploader(key="csv").clear().run()
    assert refusal(page) == "Choose a CSV file to train on it."


def test_a_file_is_read_once_however_often_the_page_runs(page: AppTest) -> None:
    first = chosen(with_csv(page, GOOD))
    page.run()
    assert chosen(page) is first
    page.selectbox(key="csv_label").set_value("x").run()
    sentence = refusal(page)
    page.run()
    assert refusal(page) == sentence
