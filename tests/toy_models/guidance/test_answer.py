"""The answer on rows whose truth is known: effects, contrasts, chosen cells, and every fate."""

from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pytest

from toy_models.guidance.answer import (
    chosen_cells,
    contrasts,
    differences,
    fates,
    nothing_is_missing,
    screened_effects,
    text,
)
from toy_models.guidance.cells import Cell, screen
from toy_models.guidance.predictions import CONTRASTS, PREDICTIONS
from toy_models.guidance.rows import Row

ROW = Row(
    cell="", seed=0, arm="", tar=0.5, tar_family=0.1, eer=0.1, error=0.1, true_error=0.1,
    equivalent_margin=0.25, nearest_weight=40.0, looks=(1,), tar_curve=(0.5,),
    support_curve=(0.5,), flips_curve=(0.0,),
)  # fmt: skip
NOISE = 0.002


def screen_rows(gain: Callable[[Cell], float], error: Callable[[Cell], float]) -> list[Row]:
    """Four seeds of every cell; softmax at .5, SV at .5 and what it gains."""
    draw = np.random.default_rng(0)
    rows = []
    for cell in screen():
        for seed in range(4):
            of_seed = replace(ROW, cell=cell.name, seed=seed, error=error(cell))
            tar = 0.5 + gain(cell) + NOISE * draw.standard_normal()
            rows += [replace(of_seed, arm="norm"), replace(of_seed, arm="sv", tar=tar)]
    return rows


def confirmation_rows(cells: list[Cell], gains: dict[str, float]) -> list[Row]:
    """Twelve seeds; every arm at .5 and what it gains."""
    draw = np.random.default_rng(1)
    names = {name for pair in CONTRASTS for name in pair}
    return [
        replace(
            ROW, cell=cell.name, seed=seed, arm=arm,
            tar=0.5 + gains.get(arm, 0.0) + NOISE * draw.standard_normal(),
        )
        for cell in cells
        for seed in range(100, 112)
        for arm in sorted(names)
    ]  # fmt: skip


def as_predicted(cell: Cell) -> float:
    """What theory says: a gain where s is cool, none where it is hot, a loss by wrong labels."""
    gain = 0.04 if cell.heat < 1 else 0.0
    return gain - (0.06 if cell.wrong and cell.heat < 1 else 0.0)


def error_as_predicted(cell: Cell) -> float:
    return 0.1 if cell.heat < 1 else 0.0


def fate_of(key: str, first: list[Row], second: list[Row]) -> str:
    return next(fate.fate for fate in fates(first, second) if fate.key == key)


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
    found = {fate.key: fate.fate for fate in fates(first, [])}
    assert found == dict.fromkeys((one.key for one in PREDICTIONS), "open")


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


def test_the_text_counts_what_did_not_converge_and_what_is_missing() -> None:
    rows = screen_rows(as_predicted, error_as_predicted)
    rows[1] = replace(rows[1], tar=float("nan"), diverged_at=17)
    rows[2] = replace(rows[2], stuck=True)
    answer = text(rows, [])
    assert "Of 256 runs 1 diverged and 1 stuck." in answer
    assert "diverged at step 17" in answer
    cells = [cell.name for cell in screen()]
    assert nothing_is_missing(rows, range(4), cells) == "No cell and no seed is missing."
    assert nothing_is_missing(rows[8:], range(4), cells).startswith("4 of 128 pairs")
