"""A comparison at best settings: which runs choose, which judge, what is missing, going on."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from evidence.measures import Measures
from evidence.run_store import RunStore
from evidence.tuned import Plan, Tuned, TunedRun, of_curve, of_diverged
from tests.evidence.tuned_runs import OF, PLAN, drawn, drawn_runs

ARC = Tuned(OF["arc_softmax"], (2.0, 0.3))


def test_a_loss_at_a_setting_has_a_name_and_parameters() -> None:
    assert ARC.name == "arc_softmax s2 m0.3"
    assert ARC.parameters(unit=6.5) == {"scale": 13.0, "margin": 0.3}


def test_the_settings_are_chosen_on_seeds_that_judge_nothing() -> None:
    runs = drawn_runs(PLAN)
    assert [one.name for one in PLAN.best(runs)] == ["norm_softmax s2", "arc_softmax s2 m0.3"]
    tempting = [replace(drawn(ARC, 0, 4), setting=(0.5, 0.3), tar=(1.0, 1.0, 1.0))]
    assert PLAN.best(runs + tempting) == PLAN.best(runs)
    with pytest.raises(ValueError, match=r"do not judge: \[1\]"):
        replace(PLAN, tuning_seeds=(1, 200))


def test_judged_are_the_best_settings_in_the_order_of_the_seeds() -> None:
    runs = drawn_runs(PLAN)
    measures = PLAN.judged(list(reversed(runs)), "this --run")
    assert {loss: len(seeds) for loss, seeds in measures.items()} == {
        "norm_softmax": 2,
        "arc_softmax": 2,
    }
    assert measures["arc_softmax"] == [drawn(ARC, seed, 4).measures for seed in (0, 1)]


def test_what_is_missing_is_named() -> None:
    runs = [run for run in drawn_runs(PLAN) if (run.loss, run.seed) != ("arc_softmax", 1)]
    words = r"1 are missing: arc_softmax s2 m0\.3 with seed 1 is the first; `this --run` goes on"
    with pytest.raises(ValueError, match=words):
        PLAN.judged(runs, "this --run")
    with pytest.raises(ValueError, match=r"2 are missing: the choice of Softmax's setting is"):
        PLAN.judged([], "this --run")


def test_it_makes_what_is_missing_and_goes_on_after_an_interruption(tmp_path: Path) -> None:
    calls: list[int] = []

    def train(tuned: Sequence[Tuned], seed: int, steps: int) -> list[TunedRun]:
        calls.append(len(tuned))
        if len(calls) == 3:
            raise KeyboardInterrupt
        return [drawn(one, seed, steps) for one in tuned]

    def store() -> RunStore[TunedRun]:
        return RunStore(tmp_path / "some.jsonl", {"a": 1}, TunedRun)

    with pytest.raises(KeyboardInterrupt):
        PLAN.run(store(), train, at_once=2)
    lines: list[str] = []
    PLAN.run(store(), train, at_once=2, progress=lines.append)
    assert sorted(store().rows, key=repr) == sorted(drawn_runs(PLAN), key=repr)
    assert max(calls) == 2
    assert len(lines) == len(store().rows) - 4
    assert lines[-1].startswith("seed 201  6 steps  arc_softmax s2 m0.3")
    made = len(calls)
    PLAN.run(store(), train)
    assert len(calls) == made


def drawn_all(tuned: Sequence[Tuned], seed: int, steps: int) -> list[TunedRun]:
    return [drawn(one, seed, steps) for one in tuned]


def test_several_processes_make_the_same_runs(tmp_path: Path) -> None:
    store: RunStore[TunedRun] = RunStore(tmp_path / "some.jsonl", {}, TunedRun)
    PLAN.run(store, drawn_all, at_once=2, processes=2)
    assert sorted(store.rows, key=repr) == sorted(drawn_runs(PLAN), key=repr)


def test_a_row_is_what_the_last_look_saw() -> None:
    early, late = (Measures(tar=(tar, tar / 2), eer=0.1, accuracy=0.9) for tar in (0.2, 0.6))
    row = of_curve(ARC, 7, 40, [(10, early), (40, late)])
    assert row.measures == late
    assert (row.looks, row.tar_curve) == ((10, 40), (0.1, 0.3))
    assert row.run == ("arc_softmax", (2.0, 0.3), 7, 40)
    broken = of_diverged(ARC, 7, 40, rates=2)
    assert broken.diverged
    assert broken.tar == (0.0, 0.0)


def test_a_plan_has_all_of_table_1() -> None:
    assert len(Plan(steps=1, longer=2, seeds=(0,), tuning_seeds=(1,)).rows) == 13
