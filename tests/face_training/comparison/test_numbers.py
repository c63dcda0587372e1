"""The numbers of the comparison are those of each data set's own measures and rates."""

import numpy as np
import pytest

from face_training.comparison.experiment import EXPERIMENTS
from face_training.comparison.numbers import stored_numbers
from face_training.comparison.results import stored_measures, stored_runs


def test_each_data_set_has_its_own_numbers() -> None:
    faces = stored_numbers()["faces"]
    assert list(faces) == ["synthetic", "orl"]
    for experiment in EXPERIMENTS:
        found, measures = faces[experiment.name], stored_measures(experiment)
        arc = np.mean([seed.tar[1] for seed in measures["arc_softmax"]])
        assert found["tar"]["arc_softmax"] == pytest.approx(arc)
        assert found["seeds"] == min(map(len, measures.values()))
    assert "| 1e-4 |" in faces["synthetic"]["table"]
    assert "| 1e-4 |" not in faces["orl"]["table"]
    assert "| best s" in faces["orl"]["settings"]


def test_early_is_the_first_look_of_the_runs_that_judge() -> None:
    experiment = EXPERIMENTS[0]
    early = stored_numbers()["faces"]["synthetic"]["early"]
    best = {one.row.loss: one.setting for one in experiment.plan.best(stored_runs(experiment))}
    first: dict[str, dict[int, float]] = {"arc_softmax": {}, "norm_softmax": {}}
    for run in stored_runs(experiment):
        if run.loss in first and run.setting == best[run.loss] and run.seed < 200:
            first[run.loss][run.seed] = run.tar_curve[0]
            assert run.looks[0] == early["steps"] == experiment.plan.steps // 4
    apart = [first["arc_softmax"][seed] - first["norm_softmax"][seed] for seed in range(10)]
    assert early["minus"]("arc_softmax", "norm_softmax").mean == pytest.approx(np.mean(apart))
