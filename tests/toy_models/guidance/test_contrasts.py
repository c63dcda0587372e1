"""Contrasts on rows whose truth is known: pairs, effects, chosen cells, words."""

from dataclasses import replace

import numpy as np
import pytest

from tests.toy_models.guidance.drawn_rows import (
    ROW,
    as_predicted,
    confirmation_rows,
    error_as_predicted,
    screen_rows,
)
from toy_models.guidance.cells import screen
from toy_models.guidance.contrasts import chosen_cells, contrasts, differences, screened_effects


def test_a_difference_is_paired_by_seed_and_leaves_out_what_diverged() -> None:
    rows = [
        replace(ROW, cell="a", seed=0, arm="norm", tar=0.5),
        replace(ROW, cell="a", seed=0, arm="sv", tar=0.6),
        replace(ROW, cell="a", seed=1, arm="norm", tar=0.4),
        replace(ROW, cell="a", seed=1, arm="sv", tar=float("nan"), diverged_at=7),
    ]
    values, missing = differences(rows, "a", "sv", "norm")
    np.testing.assert_allclose(values, [0.1])
    assert missing == 1


def test_the_effects_are_those_put_in() -> None:
    found = {
        one.names: one for one in screened_effects(screen_rows(as_predicted, error_as_predicted))
    }
    assert found["heat",].size == pytest.approx(-0.01, abs=0.002)
    assert found["wrong",].size == pytest.approx(-0.03, abs=0.002)
    assert found["classes",].low < 0 < found["classes",].high


def test_stage_2_takes_the_two_best_a_null_and_the_worst() -> None:
    cells = screen()
    gains = {cell: (k - 8) / 100 for k, cell in enumerate(cells)}
    chosen = chosen_cells(screen_rows(gains.__getitem__, error_as_predicted))
    assert [cell for cell, _ in chosen] == [cells[31], cells[30], cells[8], cells[0]]
    assert {margin for _, margin in chosen} == {0.25}
    with pytest.raises(ValueError, match=f"no run of the cell {cells[3].name}"):
        chosen_cells(
            [
                row
                for row in screen_rows(as_predicted, error_as_predicted)
                if row.cell != cells[3].name
            ]
        )


def test_a_contrast_says_more_less_equal_or_not_decided() -> None:
    (cell, *_) = screen()
    rows = confirmation_rows([cell], {"sv": 0.05, "factor": -0.05})
    noisy = [
        replace(row, tar=row.tar + 0.1 * (-1) ** row.seed) if row.arm == "top_k" else row
        for row in rows
    ]
    words = {(one.one, one.other): one.words for one in contrasts(noisy)}
    assert words["sv", "norm"] == "more"
    assert words["factor", "norm"] == "less"
    assert words["random", "norm"] == "equal"
    assert words["top_k", "norm"] == "not decided"


def test_a_run_that_stuck_counts_and_is_named() -> None:
    (cell, *_) = screen()
    rows = [
        replace(row, tar=0.1, stuck=True) if (row.arm, row.seed) == ("sv", 103) else row
        for row in confirmation_rows([cell], {"sv": 0.05})
    ]
    of = {(one.one, one.other): one for one in contrasts(rows)}
    one = of["sv", "norm"]
    assert one.stuck == (103,)
    assert one.interval.mean == pytest.approx((11 * 0.05 - 0.4) / 12, abs=0.002)
    assert one.mean_learned == pytest.approx(0.05, abs=0.002)
    assert of["factor", "norm"].stuck == ()
    assert of["factor", "norm"].mean_learned == of["factor", "norm"].interval.mean
    every = [replace(row, stuck=True) for row in rows]
    assert contrasts(every)[0].mean_learned is None
