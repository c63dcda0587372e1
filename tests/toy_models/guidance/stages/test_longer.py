"""Stage 5: the losses of stage 3 at their settings, and the steps alone differ."""

from dataclasses import replace
from pathlib import Path

import pytest

from tests.toy_models.guidance.drawn_rows import ROW
from toy_models.guidance.cells import TINY, cell_of
from toy_models.guidance.predictions import CONFIRMATION_SEEDS
from toy_models.guidance.rows import RESULTS, Row, Store, stored
from toy_models.guidance.running import run_longer, settings
from toy_models.guidance.stages.longer import (
    LONGER_CONTRASTS,
    LONGER_SEEDS,
    TIMES,
    longer,
    longer_arms,
)
from toy_models.guidance.stages.own_settings import CONTENDERS, TUNING_SEEDS, best_arms

CELLS = [
    cell_of(name) for name in ("K1000 d64 c64 s1 w0 f0.3 n600", "K1000 d8 c32 s1 w0.15 f0.7 n1800")
]
SMALL = replace(TINY, heat=1.0, channels=(2, 2, 2), steps=3)


def searched() -> list[Row]:
    """A search of stage 3 in SMALL that is over: each loss is best in the middle of its ladders."""
    return [
        replace(ROW, cell=SMALL.name, seed=seed, arm=one.arm(SMALL, setting).name, tar=tar)
        for seed in TUNING_SEEDS
        for one in CONTENDERS
        for setting, tar in settings_about(tuple(ladder.start for ladder in one.ladders))
    ]


def settings_about(best: tuple[float, ...]) -> list[tuple[tuple[float, ...], float]]:
    scales = [((s, *best[1:]), 0.5 if s == best[0] else 0.1) for s in (0.5, 0.8, 1.25)]
    margins = [(best[0], m) for m in (0.1, 0.2, 0.3, 0.35, 0.45)] if len(best) > 1 else []
    return scales + [(setting, 0.1) for setting in margins if setting != best]


def test_the_steps_alone_differ_from_stage_3() -> None:
    rows = stored(RESULTS / "own_settings.jsonl")
    for cell in CELLS:
        long = longer(cell)
        assert long.steps == TIMES * cell.steps
        assert replace(long, steps=cell.steps) == cell
        arms = longer_arms(rows, cell)
        assert list(arms) == best_arms(rows, cell)
        assert [arm.name.split()[0] for arm in arms] == [one.name for one in CONTENDERS]


def test_its_seeds_are_those_that_judge_stage_3_from_the_first_on() -> None:
    assert CONFIRMATION_SEEDS[: len(LONGER_SEEDS)] == LONGER_SEEDS
    assert len(LONGER_SEEDS) > 1


def test_its_contrasts_are_of_its_losses() -> None:
    assert {name for pair in LONGER_CONTRASTS for name in pair} <= {one.name for one in CONTENDERS}


def test_a_search_that_is_not_over_has_no_longer_training() -> None:
    rows = [row for row in searched() if not row.arm.startswith("arc s0.8 m0.2")]
    with pytest.raises(ValueError, match=r"1 of 5 losses have none yet in K20 .*own_settings"):
        longer_arms(rows, SMALL)


def test_a_seed_of_a_cell_is_stored_whole_and_an_interrupted_stage_goes_on(tmp_path: Path) -> None:
    store = Store(tmp_path / "longer.jsonl", settings("cpu"))
    how = {"seeds": (100, 101), "identities": 24, "replicates": 5}

    def stop(line: str) -> None:
        if store.rows:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        run_longer(searched(), [SMALL], store, progress=stop, **how)  # type: ignore[arg-type]
    store.refresh()
    assert [row.arm.split()[0] for row in store.rows] == [one.name for one in CONTENDERS]
    begun = store.rows
    run_longer(searched(), [SMALL], store, **how)  # type: ignore[arg-type]
    assert store.rows[: len(begun)] == begun
    assert [row.seed for row in store.rows] == [100] * 5 + [101] * 5
    assert {row.cell for row in store.rows} == {longer(SMALL).name}
    assert all(row.looks[-1] == TIMES * SMALL.steps for row in store.rows)
    assert all(len(row.replicates) == 5 for row in store.rows)
