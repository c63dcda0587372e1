"""Runs of a comparison that were not trained for: their best settings are known."""

from collections.abc import Sequence

from evidence.ladders import ladders_of
from evidence.table_1 import ROWS
from evidence.tuned import Plan, Tuned, TunedRun

OF = {row.loss: row for row in ROWS}
TWO = (OF["norm_softmax"], OF["arc_softmax"])
PLAN = Plan(steps=4, longer=6, seeds=(0, 1), tuning_seeds=(200, 201), rows=TWO)


def drawn(one: Tuned, seed: int, steps: int, rates: int = 3) -> TunedRun:
    """Its top is at s = 2 s_A and at the margin where the search starts; no two are equal."""
    middle = [ladder.start for ladder in ladders_of(one.row)]
    away = abs(one.setting[0] - 2) / 10 + sum(
        abs(m - start) for m, start in zip(one.setting[1:], middle[1:], strict=True)
    )
    tar = 0.5 - away / 10 + seed / 1e4 + steps / 1e6 + 0.01 * (len(one.row.loss) % 7)
    return TunedRun(
        loss=one.row.loss, setting=one.setting, seed=seed, steps=steps,
        tar=(tar + 0.1, tar, tar - 0.1)[:rates], eer=0.1, accuracy=0.9,
        looks=(steps // 2, steps), tar_curve=(tar / 2, tar),
    )  # fmt: skip


def drawn_runs(plan: Plan, rates: int = 3) -> list[TunedRun]:
    """All runs that a plan makes."""
    runs: list[TunedRun] = []

    def make(tuned: Sequence[Tuned], seeds: Sequence[int], steps: int) -> None:
        runs.extend(drawn(one, seed, steps, rates) for seed in seeds for one in tuned)

    while tuned := plan.wanted(runs):
        make(tuned, plan.tuning_seeds, plan.steps)
    chosen = plan.best(runs)
    make(chosen, plan.seeds, plan.steps)
    make(chosen, plan.tuning_seeds, plan.longer)
    return runs
