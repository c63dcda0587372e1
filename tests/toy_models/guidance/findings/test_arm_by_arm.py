"""Arms by themselves: means, intervals, support vectors at the rise, and what stuck."""

from dataclasses import replace

import numpy as np
import pytest
from scipy.stats import t

from tests.toy_models.guidance.drawn_rows import ROW
from toy_models.guidance.arms import RISE
from toy_models.guidance.cells import screen
from toy_models.guidance.findings.arm_by_arm import (
    alone,
    alone_table,
    at_the_rise,
    stuck_words,
    support_at_the_rise,
    telling_table,
    without_support,
)

CLEAN = next(cell.name for cell in screen() if not cell.wrong)
FLIPPED = next(cell.name for cell in screen() if cell.wrong)
LOOKS = (10, 40, 100)
TARS = (0.2, 0.3, 0.4)


def rows_of(cell: str, arm: str, at_the_rise: float, **more: object) -> list:
    return [
        replace(
            ROW, cell=cell, seed=seed, arm=arm, tar=tar, looks=LOOKS,
            support_curve=(1.0, at_the_rise, 0.0), **more,
        )
        for seed, tar in enumerate(TARS)
    ]  # fmt: skip


ROWS = [
    *rows_of(CLEAN, "norm", 0.002),
    *rows_of(CLEAN, "sv", 0.3, stuck=True),
    *rows_of(FLIPPED, "norm", 0.9, error=0.5, true_error=0.25),
    *rows_of(FLIPPED, "sv", 0.9),
]


def test_an_arm_has_the_mean_of_its_seeds_with_students_interval() -> None:
    one = alone(ROWS)[0]
    assert (one.cell, one.arm, one.seeds) == (CLEAN, "norm", 3)
    assert one.tar.mean == pytest.approx(0.3)
    half = t.ppf(0.975, 2) * np.std(TARS, ddof=1) / np.sqrt(3)
    assert one.tar.high - one.tar.mean == pytest.approx(half, rel=0.03)  # from 4,000 draws
    assert one.at_the_rise == pytest.approx(0.002)


def test_a_run_that_diverged_is_left_out_and_counted_by_no_arm() -> None:
    broken = replace(ROWS[0], tar=float("nan"), diverged_at=3, stuck=True)
    one = alone([broken, *ROWS[1:]])[0]
    assert (one.seeds, one.stuck) == (2, 0)
    assert one.tar.mean == pytest.approx(0.35)
    assert alone([broken, ROWS[1]]) == []


def test_the_rise_is_where_t_begins_to_grow() -> None:
    assert RISE[0] == 0.4
    assert support_at_the_rise(ROWS[0]) == 0.002  # at step 40 of 100
    assert np.isnan(support_at_the_rise(replace(ROWS[0], looks=(10, 70, 100))))


def test_settings_without_support_vectors_cannot_tell() -> None:
    assert at_the_rise(ROWS) == pytest.approx({CLEAN: 0.002, FLIPPED: 0.9})
    assert without_support(ROWS) == [CLEAN]
    assert without_support(ROWS, "sv") == []


def test_the_error_of_true_labels_stands_where_labels_are_wrong() -> None:
    _, _, clean, stuck, flipped, _ = alone_table(ROWS).splitlines()
    assert clean.endswith("| 10.0% |  | 0.2% | 0 of 3 |")
    assert stuck.endswith("| 30.0% | 3 of 3 |")
    assert flipped.endswith("| 50.0% | 25.0% | 90.0% | 0 of 3 |")


def test_what_the_settings_can_tell_is_a_row_each() -> None:
    lines = telling_table(ROWS, ("norm", "sv")).splitlines()
    assert lines[2:] == [
        f"| {CLEAN} | 0.2% | 10.0% | 0 of 3 | 3 of 3 |",
        f"| {FLIPPED} | 90.0% | 50.0% | 0 of 3 | 0 of 3 |",
    ]
    assert lines[1].count("|") == lines[2].count("|")
    assert len(telling_table(ROWS, ("norm", "arc")).splitlines()) == 2


def test_what_stuck_is_counted_by_setting_and_arm() -> None:
    assert stuck_words(ROWS) == [f"{CLEAN}: SV-Softmax 3 of 3"]
    diverged = [replace(row, diverged_at=1) for row in ROWS[3:5]]
    assert stuck_words([*ROWS[:3], *diverged, *ROWS[5:]]) == [f"{CLEAN}: SV-Softmax 1 of 3"]
