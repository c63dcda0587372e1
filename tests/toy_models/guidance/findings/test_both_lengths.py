"""A difference at both lengths: over the same seeds, and its sign against stage 3's."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

import pytest

from tests.toy_models.guidance.drawn_rows import ROW
from tests.toy_models.guidance.stages.test_longer import SMALL, searched
from toy_models.guidance.findings.both_lengths import (
    Lengths,
    both_lengths,
    lengths_table,
    levels,
    levels_table,
    numbers_of_lengths,
    pairs_of_runs,
)
from toy_models.guidance.predictions import CONFIRMATION_SEEDS
from toy_models.guidance.rows import Row
from toy_models.guidance.stages.longer import LONGER_CONTRASTS, longer, longer_arms

#: A little that differs from seed to seed, so that intervals have a width.
NOISE = {seed: (seed % 3 - 1) * 1e-4 for seed in CONFIRMATION_SEEDS}
SEEDS = (100, 101, 102)


def runs(
    cell: str, gains: Mapping[str, float], seeds: Sequence[int], **values: object
) -> list[Row]:
    """The five losses at their settings: TAR .4 and what a loss gains."""
    return [
        replace(
            ROW, cell=cell, seed=seed, arm=arm.name,
            tar=0.4 + gains.get(arm.name.split()[0], 0) + (len(arm.name) % 5) * NOISE[seed],
            **values,  # type: ignore[arg-type]
        )
        for seed in seeds
        for arm in longer_arms(searched(), SMALL)
    ]  # fmt: skip


OWN = [
    *searched(),
    *runs(
        SMALL.name, {"sv": 0.01, "arc": 0.05, "sv_arc": 0.05}, CONFIRMATION_SEEDS,
        looks=(1, 3), tar_curve=(0.1, 0.4), error=0.4, true_error=0.3,
    ),
]  # fmt: skip
LONG = runs(
    longer(SMALL).name, {"sv": -0.02, "arc": 0.04, "sv_arc": 0.06}, SEEDS,
    looks=(2, 6), tar_curve=(0.1, 0.4), error=0.2, true_error=0.1,
)  # fmt: skip


@pytest.fixture(scope="module")
def found() -> dict[tuple[str, str], Lengths]:
    return {(one.one, one.other): one for one in both_lengths(OWN, LONG, [SMALL])}


def test_every_contrast_is_there_at_both_lengths_over_the_same_seeds(
    found: dict[tuple[str, str], Lengths],
) -> None:
    assert tuple(found) == LONGER_CONTRASTS
    one = found["sv", "norm"]
    assert one.cell == SMALL.name
    assert one.judged.interval.mean == pytest.approx(0.01, abs=1e-3)
    assert len(one.judged.differences) == len(CONFIRMATION_SEEDS)
    assert one.short.differences == one.judged.differences[: len(SEEDS)]
    assert one.long.interval.mean == pytest.approx(-0.02, abs=1e-3)
    assert one.change.mean == pytest.approx(-0.03, abs=1e-6)
    assert one.change.low == pytest.approx(one.change.high, abs=1e-9)  # the same in each seed


def test_the_sign_is_that_of_stage_3_with_all_its_seeds(
    found: dict[tuple[str, str], Lengths],
) -> None:
    assert (found["sv", "norm"].words, found["sv", "norm"].kept) == ("turns", 0)
    assert (found["arc", "norm"].words, found["arc", "norm"].kept) == ("stays", len(SEEDS))
    # SV-Arc and Arc differed by noise about 0.
    assert found["sv_arc", "arc"].words == "had none"


def test_a_seed_that_turns_is_counted() -> None:
    long = [
        replace(row, tar=0.3) if row.seed == 101 and row.arm.startswith("arc") else row
        for row in LONG
    ]
    (one,) = [x for x in both_lengths(OWN, long, [SMALL]) if (x.one, x.other) == ("arc", "norm")]
    assert one.kept == 2
    assert one.words == "turns"  # by the mean: +.04, -.1, +.04
    assert one.change.low < one.change.mean < one.change.high


def test_a_seed_in_which_a_loss_diverged_has_no_change() -> None:
    long = [
        replace(row, tar=float("nan"), diverged_at=2)
        if row.seed == 100 and row.arm.startswith("sv s")
        else row
        for row in LONG
    ]
    by_pair = {(one.one, one.other): one for one in both_lengths(OWN, long, [SMALL])}
    assert len(by_pair["sv", "norm"].long.differences) == 2
    assert by_pair["sv", "norm"].long.missing == 1
    assert by_pair["sv", "norm"].change.mean == pytest.approx(-0.03, abs=1e-6)
    assert len(by_pair["arc", "norm"].long.differences) == 3


def test_other_seeds_and_cells_are_left_out() -> None:
    elsewhere = replace(LONG[0], cell="elsewhere", seed=111)
    before, short, after = pairs_of_runs(OWN, [*LONG, elsewhere], SMALL)
    assert {row.seed for row in before} == {*CONFIRMATION_SEEDS}
    assert {row.seed for row in short} == {row.seed for row in after} == {*SEEDS}
    assert {row.cell for row in after} == {SMALL.name}
    assert {row.arm for row in after} == {row.arm for row in short}


def test_levels_are_means_over_the_same_seeds() -> None:
    stuck = [replace(row, stuck=row.arm.startswith("arc") and row.seed == 100) for row in LONG]
    found = levels(OWN, stuck, [SMALL])
    short, long = found[SMALL.name, "arc"]
    assert (short.steps, long.steps) == (3, 6)
    assert [short.tar, long.tar] == pytest.approx([0.45, 0.44], abs=1e-3)
    assert [short.error, long.error] == pytest.approx([0.4, 0.2])
    assert [short.true_error, long.true_error] == pytest.approx([0.3, 0.1])
    assert (short.stuck, long.stuck) == (0, 1)
    assert f"| {SMALL.name} | Arc | 3, 6 | 0.450, 0.440 | 40.0%, 20.0% | 30.0%, 10.0% | 0, 1 |" in (
        levels_table(found)
    )


def test_the_table_says_what_became_of_the_sign() -> None:
    table = lengths_table(both_lengths(OWN, LONG, [SMALL]))
    line = next(line for line in table.splitlines() if " SV-Softmax minus softmax " in line)
    assert line.endswith("| turns | 0 of 3 |")
    assert "| -0.0300 (-0.0300 to -0.0300) |" in line
    other = next(line for line in table.splitlines() if " SV-Arc minus Arc " in line)
    assert "| had none |" in other


def test_the_numbers_are_found_by_cell_and_loss() -> None:
    long = [replace(row, stuck=row.arm.startswith("arc")) for row in LONG]
    found = numbers_of_lengths(OWN, long, [SMALL])
    assert found["of"][f"{SMALL.name}: arc - norm"].words == "stays"
    assert found["level"][f"{SMALL.name}: sv"]["long"].tar == pytest.approx(0.38, abs=1e-3)
    assert found["level"][f"{SMALL.name}: sv"]["short"].steps == SMALL.steps
    assert (found["seeds"], found["runs"], found["diverged"], found["stuck"]) == (3, 15, 0, 3)
