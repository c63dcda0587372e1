"""Own settings: what is tried, what is chosen, and that it is judged on other seeds."""

from dataclasses import replace
from pathlib import Path

import pytest

from evidence.best_setting import Setting
from evidence.ladders import SCALES
from losses import LOSSES
from tests.toy_models.guidance.drawn_rows import ROW
from toy_models.guidance.arms import T
from toy_models.guidance.cells import TINY, Cell, screen
from toy_models.guidance.report import own_settings_text
from toy_models.guidance.rows import Row, Store
from toy_models.guidance.running import run_own_settings, settings
from toy_models.guidance.stages.own_settings import (
    CONTENDERS,
    OWN_CONTRASTS,
    TUNING_SEEDS,
    Contender,
    best_arms,
    judged,
    measured,
    own_cells,
    searches,
    wanted_arms,
)

CELL = replace(TINY, heat=1.0, channels=(2, 2, 2), steps=3)
NORM, SV, AM, ARC, SV_ARC = CONTENDERS


def hill(one: Contender, setting: Setting, seed: int) -> float:
    """Every loss has its top at s = 0.5 s_A; margins at the second value; Arc is best by .1."""
    height = {"norm": 0.5, "sv": 0.5, "am": 0.51, "arc": 0.6, "sv_arc": 0.6}[one.name]
    ends = (0.5, one.ladders[1].values[1]) if len(setting) > 1 else (0.5,)
    return height - sum(abs(a - b) for a, b in zip(setting, ends, strict=True)) + seed % 2 / 100


def climbed(cell: Cell) -> list[Row]:
    """The rows of a search over `hill`, until it is over."""
    rows: list[Row] = []
    while arms := wanted_arms(rows, cell):
        for arm in arms:
            for one in CONTENDERS:
                if (setting := one.setting(arm.name)) is not None:
                    rows += [
                        replace(
                            ROW, cell=cell.name, seed=seed, arm=arm.name,
                            tar=hill(one, setting, seed),
                        )
                        for seed in TUNING_SEEDS
                    ]  # fmt: skip
    return rows


def test_an_arm_carries_its_setting_in_its_name_and_its_values() -> None:
    arm = SV_ARC.arm(CELL, (0.8, 0.3))
    assert arm.name == "sv_arc s0.8 m0.3"
    assert SV_ARC.setting(arm.name) == (0.8, 0.3)
    assert ARC.setting(arm.name) is None
    assert arm.values == {"scale": 0.8 * CELL.scale, "margin": 0.3, "t": T}
    assert (arm.raised, arm.spec) == ("t", LOSSES["sv_arc_softmax"])
    assert NORM.arm(CELL, (2.0,)).values == {"scale": 2 * CELL.scale}


def test_each_loss_climbs_to_its_own_top() -> None:
    rows = climbed(CELL)
    found = dict(zip(CONTENDERS, searches(rows, CELL.name), strict=True))
    assert found[NORM].best == found[SV].best == (0.5,)
    assert found[AM].best == (0.5, 0.1)
    assert found[ARC].best == found[SV_ARC].best == (0.5, 0.2)
    assert [arm.name for arm in best_arms(rows, CELL)] == [
        "norm s0.5", "sv s0.5", "am s0.5 m0.1", "arc s0.5 m0.2", "sv_arc s0.5 m0.2",
    ]  # fmt: skip


def test_a_setting_counts_with_all_its_seeds_and_a_run_that_diverged_as_0() -> None:
    of_cell = replace(ROW, cell=CELL.name, arm="norm s0.5", tar=0.6)
    one, other = (replace(of_cell, seed=seed) for seed in TUNING_SEEDS)
    assert measured([one], CELL.name, NORM) == {}
    assert measured([one, other], CELL.name, NORM) == {(0.5,): 0.6}
    broken = replace(other, tar=float("nan"), diverged_at=3)
    assert measured([one, broken], CELL.name, NORM) == {(0.5,): 0.3}


def test_a_search_that_stopped_at_an_end_is_named() -> None:
    low = [
        replace(ROW, cell=CELL.name, seed=seed, arm=one.arm(CELL, setting).name, tar=tar)
        for one in CONTENDERS
        for s in SCALES.values
        for m in (one.ladders[1].values if len(one.ladders) > 1 else (None,))
        for setting in [(s,) if m is None else (s, m)]
        for seed in TUNING_SEEDS
        for tar in [0.5 - s / 10 - abs((m or 0) - 0.2)]
    ]
    ends = [f"{one.title} in {CELL.name} at s = 0.2 s_A" for one in CONTENDERS]
    assert f"so that a better one may lie beyond: {'; '.join(ends)}." in own_settings_text(low)


def test_only_other_seeds_at_the_best_setting_judge() -> None:
    rows = climbed(CELL)
    judges = [
        replace(ROW, cell=CELL.name, seed=seed, arm=arm, tar=tar + seed / 1e5)
        for seed in (100, 101, 102)
        for arm, tar in (("norm s0.5", 0.4), ("arc s0.5 m0.2", 0.5), ("norm s0.8", 0.9))
    ]
    found = judged(rows + judges)
    assert {(row.seed, row.arm) for row in found} == {
        (seed, arm) for seed in (100, 101, 102) for arm in ("norm", "arc")
    }
    text = own_settings_text(rows + judges)
    assert f"| {CELL.name} | Arc | s0.5 m0.2 | 7 |  | 0.501 |" in text
    assert f"| {CELL.name} | Arc minus softmax | +0.1000 |" in text
    assert "No best value is the first or the last that could be chosen." in text
    assert "could be chosen" not in own_settings_text(rows[:1])  # still searching


def test_stage_3_takes_the_best_and_the_worst_cell_with_s_as_a_unit() -> None:
    best, second, null, worst = screen()[:4]
    assert own_cells([best, second, null, worst]) == [
        replace(best, heat=1.0),
        replace(worst, heat=1.0),
    ]
    assert {name for pair in OWN_CONTRASTS for name in pair} == {one.name for one in CONTENDERS}


def test_an_interrupted_search_goes_on_to_the_same_rows(tmp_path: Path) -> None:
    def run(file: str, *, until: int = 10**9) -> Store:
        store = Store(tmp_path / file, settings("cpu"))

        def stop(line: str) -> None:
            if len(store.rows) >= until:
                raise KeyboardInterrupt

        run_own_settings(
            [CELL], store, seeds=(100,), tuning=(200,), identities=24, replicates=5, progress=stop
        )
        return store

    whole = run("whole.jsonl")
    with pytest.raises(KeyboardInterrupt):
        run("part.jsonl", until=16)
    part = run("part.jsonl")
    assert {row.run: row for row in part.rows} == {row.run: row for row in whole.rows}
    finals = [row for row in whole.rows if row.seed == 100]
    assert len(finals) == len(CONTENDERS)
    assert all(len(row.replicates) == 5 for row in finals)
    assert {len(row.looks) for row in whole.rows if row.seed == 200} == {2}
