"""Every prediction: held, failed and open, on rows whose truth is known."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from tests.toy_models.guidance.drawn_rows import (
    as_predicted,
    confirmation_rows,
    error_as_predicted,
    screen_rows,
)
from toy_models.guidance.cells import Cell, screen
from toy_models.guidance.findings.fates import NOT_YET, fates, nothing_to_push
from toy_models.guidance.predictions import PREDICTIONS
from toy_models.guidance.rows import Row


def fate_of(key: str, first: list[Row], second: list[Row]) -> str:
    return next(fate.fate for fate in fates(first, second) if fate.key == key)


def test_predictions_that_come_true_have_held() -> None:
    first = screen_rows(as_predicted, error_as_predicted)
    cool = next(cell for cell in screen() if cell.heat < 1 and not cell.wrong)
    flipped = next(cell for cell in screen() if cell.heat < 1 and cell.wrong)
    gains = {"sv": 0.04, "hotter": 0.03, "oracle": 0.08}
    second = confirmation_rows([cool, flipped], gains)
    assert [fate.fate for fate in fates(first, second)] == ["held"] * 6


@pytest.mark.parametrize(
    ("key", "gain", "gains"),
    [
        ("where", lambda cell: 0.04 if cell.heat > 1 else 0.0, {}),
        ("equal", lambda cell: -0.03, {}),
        ("flips", lambda cell: 0.03 if cell.wrong else 0.0, {}),
        ("random", as_predicted, {"random": 0.03}),
        ("hotter", as_predicted, {"sv": 0.04, "hotter": 0.01}),
        ("with_margin", as_predicted, {"sv_arc": -0.03}),
    ],
)
def test_predictions_that_do_not_come_true_have_failed(
    key: str, gain: Callable[[Cell], float], gains: dict[str, float]
) -> None:
    first = screen_rows(gain, error_as_predicted)
    second = confirmation_rows([screen()[0], screen()[5]], gains)
    assert fate_of(key, first, second) == "failed"


def test_without_rows_that_decide_a_prediction_is_open() -> None:
    first = screen_rows(lambda cell: 0.0, lambda cell: 0.1)
    open_ones = fates(first, [])
    found = {fate.key: fate.fate for fate in open_ones}
    assert found == dict.fromkeys((one.key for one in PREDICTIONS), "open")
    assert all(NOT_YET in fate.why for fate in open_ones[2:])


def test_an_equality_names_the_settings_that_had_nothing_to_push() -> None:
    first = screen_rows(as_predicted, error_as_predicted)
    cells = [screen()[0], screen()[5]]
    second = [
        replace(
            row, looks=(40, 100),
            support_curve=(0.001 if (row.cell, row.arm) == (cells[0].name, "norm") else 0.5, 0.0),
        )
        for row in confirmation_rows(cells, {})
    ]  # fmt: skip
    why = {fate.key: (fate.fate, fate.why) for fate in fates(first, second)}
    assert why["random"][0] == "held"
    assert "; in 1 of 2 settings next to no support vector is left" in why["random"][1]
    assert "support" not in why["with_margin"][1]  # Arc had something to push in both
    assert nothing_to_push(first, second)["random"] == (1, 2)
    assert nothing_to_push(first, second)["with_margin"] == (0, 2)


def test_an_equality_of_stage_1_counts_the_settings_that_had_nothing_to_push() -> None:
    """All hot settings are learned; half of them have no support vector left at the rise."""
    first = [
        replace(row, looks=(40, 100), support_curve=(0.5 * (" w0.15 " in row.cell), 0.0))
        for row in screen_rows(as_predicted, lambda cell: 0.0 if cell.heat > 1 else 0.1)
    ]
    assert nothing_to_push(first, [])["equal"] == (8, 16)
