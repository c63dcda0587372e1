"""A small open-set experiment, and runs that were not trained for."""

from collections.abc import Sequence

from evidence.best_setting import Setting
from evidence.table_1 import ROWS, Row
from toy_models.data import Faces
from toy_models.open_set.experiment import Experiment, OpenSetRun
from toy_models.open_set.results import best, wanted

SMALL = Experiment(
    faces=Faces(identities=5, images=6, size=16),
    unseen_identities=72,
    unseen_images=2,
    embedding=8,
    hidden=(4, 8),
    steps=4,
    longer=6,
    seeds=(0, 1),
    tuning_seeds=(200,),
)
OF = {row.loss: row for row in ROWS}
TWO = (OF["norm_softmax"], OF["arc_softmax"])


def drawn(loss: str, setting: Setting, seed: int, steps: int) -> OpenSetRun:
    """A run with its top at s = 2 s_A and, if there is one, the middle margin; no two are equal."""
    away = abs(setting[0] - 2) / 10 + sum(abs(m - 0.3) for m in setting[1:]) / 10
    tar = 0.5 - away + seed / 1e4 + steps / 1e6 + 0.01 * (len(loss) % 7)
    return OpenSetRun(
        loss=loss, setting=setting, seed=seed, steps=steps, tar=(tar + 0.1, tar, tar - 0.1),
        eer=0.1, accuracy=0.9, looks=(steps,), tar_curve=(tar,),
    )  # fmt: skip


def drawn_runs(experiment: Experiment, rows: Sequence[Row] = ROWS) -> list[OpenSetRun]:
    """All runs that the experiment makes."""
    runs: list[OpenSetRun] = []
    steps = experiment.steps
    while tuned := wanted(experiment, runs, rows):
        for seed in experiment.tuning_seeds:
            runs += [drawn(one.row.loss, one.setting, seed, steps) for one in tuned]
    for one in best(experiment, runs, rows):
        runs += [drawn(one.row.loss, one.setting, seed, steps) for seed in experiment.seeds]
        runs += [
            drawn(one.row.loss, one.setting, seed, experiment.longer)
            for seed in experiment.tuning_seeds
        ]
    return runs
