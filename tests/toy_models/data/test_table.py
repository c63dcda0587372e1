"""A table: what is read, how it is scaled, and every sentence with which it is refused."""

import numpy as np
import pytest

from toy_models.data import Dataset, Table
from toy_models.data.table import MAX_CHARACTERS

GOOD = [f"{k},{k * k % 7},{'ab'[k % 2]}" for k in range(8)]


def csv_of(*rows: str, header: str = "x,y,label") -> str:
    return "\n".join((header, *rows)) + "\n"


def with_row(row: str) -> str:
    """A good table with this as its row 3, which is line 4."""
    return csv_of(*GOOD[:2], row, *GOOD[3:])


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("", "The CSV needs a line of column names and at least one row of values."),
        ("\n\n", "The CSV needs a line of column names and at least one row of values."),
        (csv_of(), "The CSV needs a line of column names and at least one row of values."),
        (csv_of(*GOOD, header="x,x,label"), "two columns named 'x'; names must differ."),
        (csv_of(*GOOD, header="x, x ,label"), "two columns named 'x'; names must differ."),
        (
            csv_of(*GOOD, header="x,y,class"),
            "The CSV has no column 'label' for the labels. Its columns: x, y, class.",
        ),
        (
            csv_of(*GOOD).replace(",", ";"),
            "The CSV has semicolons between its values; separate with commas, and write decimals "
            "with a point.",
        ),
        (csv_of("a", "b", header="label"), "The CSV has no number column beside 'label'."),
        (with_row("1,a"), "Line 4 of the CSV has 2 values, not 3."),
        (with_row("1"), "Line 4 of the CSV has 1 value, not 3."),
        (with_row("1,2,a,9"), "Line 4 of the CSV has 4 values, not 3."),
        (with_row("1,,a"), "A value is missing in column 'y', line 4."),
        (with_row("  ,2,a"), "A value is missing in column 'x', line 4."),
        (with_row("1,NaN,a"), "A value is missing in column 'y', line 4."),
        (with_row("1,null,a"), "A value is missing in column 'y', line 4."),
        (with_row("1,NA,a"), "A value is missing in column 'y', line 4."),
        (with_row("1,2, "), "A value is missing in column 'label', line 4."),
        (with_row("1,two,a"), "Column 'y', line 4 holds 'two', which is not a number."),
        (
            with_row('"1,5",2,a'),
            "Column 'x', line 4 holds '1,5', which is not a number with a point as the decimal "
            "sign.",
        ),
        (with_row("1,inf,a"), "Column 'y', line 4 is infinite; numbers must be finite."),
        (with_row("1,-1e999,a"), "Column 'y', line 4 is infinite; numbers must be finite."),
        (with_row("1,-2e200,a"), "Column 'y', line 4 holds -2e+200; the largest size is 1e+100."),
        (csv_of(*(f"{k},1,a" for k in range(9))), "Column 'label' has one class only; two"),
        (csv_of(*GOOD, "1,2,c"), "Class 'c' has 1 row; each class needs 4 or more."),
        (csv_of(*GOOD, *["1,2,c"] * 3), "Class 'c' has 3 rows; each class needs 4 or more."),
        (
            csv_of(*(f"1,2,{k}" for k in range(101))),
            "Column 'label' has 101 classes; at most 100 are allowed.",
        ),
        (with_row('1,"2,a'), "The CSV cannot be read: unexpected end of data."),
        (with_row('1,"2"3,a'), "The CSV cannot be read: "),
        (
            csv_of(header=",".join(["label", *(f"x{k}" for k in range(1000))])) + "1\n",
            "The CSV has 1,001 columns; 1,000 are allowed.",
        ),
        (
            csv_of(*["1,2,a"] * 20_001),
            "The CSV has 20,001 rows; at most 20,000 are allowed.",
        ),
    ],
)
def test_a_bad_table_is_refused_with_the_place(text: str, sentence: str) -> None:
    with pytest.raises(ValueError) as refusal:  # noqa: PT011  (the whole sentence is compared)
        Table(text=text).load(0)
    assert sentence in str(refusal.value)
    assert str(refusal.value).endswith(".")
    assert "\n" not in str(refusal.value)


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("x,label\ntwo,a\n1,a\n", 2),
        ("\n\nx,label\n\n1,a\n\ntwo,a\n", 7),
        ("x,label\r\n1,a\r\ntwo,a\r\n", 3),
        ('x,label\n1,"a\nb"\ntwo,"a\nb"\n', 4),
        ('x,"la\nbel"\ntwo,a\n1,a\n', 3),
    ],
    ids=["plain", "empty lines", "CRLF", "a value of two lines", "a name of two lines"],
)
def test_the_line_is_the_one_on_which_the_row_begins(text: str, line: int) -> None:
    label = "la\nbel" if "la\nbel" in text else "label"
    with pytest.raises(ValueError, match=rf"^Column 'x', line {line} holds 'two', which is not"):
        Table(text=text, label=label).load(0)


def test_a_text_that_is_too_long_is_refused_before_it_is_read() -> None:
    Table(text="x" * MAX_CHARACTERS)
    with pytest.raises(
        ValueError,
        match=r"^The CSV has 20,000,001 characters; at most 20,000,000 are allowed\.$",
    ):
        Table(text="x" * (MAX_CHARACTERS + 1))


def test_the_values_are_those_of_the_text() -> None:
    data = Table(text=csv_of(*GOOD)).load(0)
    train = np.concatenate([data.inputs_NI, data.test_inputs_MI])
    labels = np.concatenate([data.labels_N, data.test_labels_M])
    # Scaling keeps ratios of differences: put the columns back on 0 to 7 and 0 to 4.
    x = (train[:, 0] - train[:, 0].min()) / np.ptp(train[:, 0]) * 7
    y = (train[:, 1] - train[:, 1].min()) / np.ptp(train[:, 1]) * 4
    order = x.argsort()
    np.testing.assert_allclose(x[order], np.arange(8), atol=1e-5)
    np.testing.assert_allclose(y[order], np.arange(8) ** 2 % 7, atol=1e-5)
    np.testing.assert_array_equal(labels[order], np.arange(8) % 2)
    assert data.class_names == ("a", "b")


def test_the_training_part_has_mean_0_and_deviation_1() -> None:
    draw = np.random.default_rng(0)
    rows = [f"{a},{b},{'ab'[k % 2]}" for k, (a, b) in enumerate(draw.normal(5, 9, (40, 2)))]
    data = Table(text=csv_of(*rows)).load(0)
    np.testing.assert_allclose(data.inputs_NI.mean(0), 0, atol=1e-6)
    np.testing.assert_allclose(data.inputs_NI.std(0), 1, atol=1e-6)


def test_the_test_part_does_not_change_the_scaling() -> None:
    rows = [f"{k % 5},{k},{'ab'[k % 2]}" for k in range(40)]
    plain = Table(text=csv_of(*rows)).load(0)
    mean, std = np.arange(40)[_train_rows(plain)].mean(), np.arange(40)[_train_rows(plain)].std()
    tested = next(k for k in range(40) if k not in _train_rows(plain))
    rows[tested] = f"{tested % 5},1000000,{'ab'[tested % 2]}"
    moved = Table(text=csv_of(*rows)).load(0)
    np.testing.assert_array_equal(moved.inputs_NI, plain.inputs_NI)
    assert moved.test_inputs_MI.max() == pytest.approx((1_000_000 - mean) / std, rel=1e-5)


def _train_rows(data: Dataset) -> np.ndarray:
    """Which rows, numbered in column y, are in the training part."""
    both = np.concatenate([data.inputs_NI[:, 1], data.test_inputs_MI[:, 1]])
    rows: np.ndarray = np.searchsorted(np.sort(both), data.inputs_NI[:, 1])
    return rows


@pytest.mark.parametrize("value", ["0.1", "7.7", "0", "1e15"])
def test_a_column_of_one_value_becomes_0(value: str) -> None:
    rows = [f"{k},{value},{'ab'[k % 2]}" for k in range(40)]
    data = Table(text=csv_of(*rows)).load(0)
    np.testing.assert_allclose(data.inputs_NI[:, 1], 0, atol=1e-12)
    np.testing.assert_allclose(data.test_inputs_MI[:, 1], 0, atol=1e-12)


def test_a_quarter_of_each_class_is_for_testing() -> None:
    rows = [f"{k},0,{name}" for k, name in enumerate("a" * 40 + "b" * 12 + "c" * 4)]
    data = Table(text=csv_of(*rows)).load(0)
    assert np.bincount(data.test_labels_M).tolist() == [10, 3, 1]
    assert np.bincount(data.labels_N).tolist() == [30, 9, 3]


@pytest.mark.parametrize(
    "text",
    [
        csv_of(*(f" {row.replace(',', ' , ')} " for row in GOOD), header=" x , y,  label "),
        "\ufeff" + csv_of(*GOOD),
        csv_of(*GOOD).replace("\n", "\r\n"),
        csv_of(*GOOD).replace("\n", "\n\n"),
        csv_of(*(",".join(f'"{cell}"' for cell in row.split(",")) for row in GOOD)),
        csv_of(*GOOD).rstrip("\n"),
    ],
    ids=["spaces", "byte order mark", "CRLF", "empty lines", "quotes", "no last newline"],
)
def test_what_does_not_matter(text: str) -> None:
    plain, same = Table(text=csv_of(*GOOD)).load(0), Table(text=text).load(0)
    np.testing.assert_array_equal(same.inputs_NI, plain.inputs_NI)
    np.testing.assert_array_equal(same.labels_N, plain.labels_N)
    assert same.class_names == plain.class_names


def test_a_byte_order_mark_before_the_label_column() -> None:
    text = "\ufefflabel,x\n" + "".join(f"{'ab'[k % 2]},{k}\n" for k in range(8))
    assert Table(text=text).load(0).class_names == ("a", "b")


def test_the_label_column_is_by_name_and_may_hold_numbers() -> None:
    rows = [f"{k % 2 + 5},{k},x" for k in range(8)]
    with pytest.raises(ValueError, match="'note' holds text, such as 'x' in line 2"):
        Table(text=csv_of(*rows, header="class,y,note"), label="class").load(0)
    rows = [f"{k % 2 + 5},{k},{k}" for k in range(8)]
    data = Table(text=csv_of(*rows, header="class,y,note"), label="class").load(0)
    assert data.class_names == ("5", "6")
    assert data.inputs_NI.shape[1] == 2
