"""The numbers of the comparison are those of each data set's own measures and rates."""

import numpy as np
import pytest

from face_training.comparison.experiment import EXPERIMENTS
from face_training.comparison.numbers import stored_numbers
from face_training.comparison.results import stored_measures


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
