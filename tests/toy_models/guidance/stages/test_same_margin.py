"""The control of stage 3's gain: the same setting for both losses, and nothing else differs."""

from dataclasses import replace
from pathlib import Path

import pytest

from toy_models.guidance.cells import TINY
from toy_models.guidance.rows import RESULTS, Store, stored
from toy_models.guidance.running import run_control, settings
from toy_models.guidance.stages.own_settings import CONTENDERS, searches
from toy_models.guidance.stages.same_margin import (
    CELL,
    HEAT,
    LARGER,
    MARGIN,
    PUSH,
    SAME_MARGIN,
    SMALLER,
    same_margin_arms,
)

SMALL = replace(TINY, heat=1.0, channels=(2, 2, 2), steps=3)


def test_the_setting_is_what_the_searches_of_stage_3_chose() -> None:
    found = searches(stored(RESULTS / "own_settings.jsonl"), CELL.name)
    best = {one.name: state.best for one, state in zip(CONTENDERS, found, strict=True)}
    assert (best["arc"], best["sv_arc"]) == ((HEAT, SMALLER), (HEAT, LARGER))


def test_a_contrast_differs_in_the_push_or_in_the_margin_alone() -> None:
    arms = {arm.name: arm for arm in same_margin_arms()}
    assert len(arms) == 4
    assert {arm.values["scale"] for arm in arms.values()} == {HEAT * CELL.scale}
    for one, other in PUSH:
        assert (arms[one].raised, arms[other].raised) == ("t", "")
        assert arms[one].values["margin"] == arms[other].values["margin"]
    for one, other in MARGIN:
        assert arms[one].spec == arms[other].spec
        assert (arms[one].values["margin"], arms[other].values["margin"]) == (LARGER, SMALLER)
    assert {name for pair in SAME_MARGIN.contrasts for name in pair} == arms.keys()


def test_an_interrupted_stage_goes_on_to_the_same_rows(tmp_path: Path) -> None:
    def run(file: str, *, until: int = 10**9) -> Store:
        store = Store(tmp_path / file, settings("cpu"))

        def stop(line: str) -> None:
            if len(store.rows) >= until:
                raise KeyboardInterrupt

        control = replace(SAME_MARGIN, cell=SMALL, seeds=(100, 101))
        run_control(control, store, identities=24, replicates=5, progress=stop)
        return store

    whole = run("whole.jsonl")
    with pytest.raises(KeyboardInterrupt):
        run("part.jsonl", until=4)
    part = Store(tmp_path / "part.jsonl", settings("cpu"))
    # A seed is stored whole, so its differences are never of two machines.
    assert [row.seed for row in part.rows] == [100] * 4
    part = run("part.jsonl")
    assert {row.run: row for row in part.rows} == {row.run: row for row in whole.rows}
    assert len(whole.rows) == 2 * len(same_margin_arms())
    assert {row.arm for row in whole.rows} == {arm.name for arm in same_margin_arms()}
    assert all(len(row.replicates) == 5 for row in whole.rows)
