"""Both sides of the race make the same steps and end with the same weights."""

from itertools import count

import pytest

from benchmarks.harness.options import Options
from benchmarks.stacked_training import DATA, SIX, STEPS, advance, race, report
from toy_models.config import RunConfig
from toy_models.data import DataConfig
from toy_models.training import Training


@pytest.mark.parametrize("data", DATA, ids=lambda data: data.kind)
def test_same_weights(data: DataConfig) -> None:
    times, difference = race(RunConfig(data=data, losses=SIX), 3, count().__next__)
    assert difference <= 1e-5
    assert times.seconds == {"together": [1] * 3, "alone": [1] * 3}


def test_everybody_makes_the_same_number_of_steps() -> None:
    trainings = [Training(RunConfig(data=DATA[0], losses=(loss,))) for loss in SIX[:2]]
    advance(trainings)
    assert [training.step for training in trainings] == [STEPS, STEPS]


def test_report() -> None:
    (text,) = report(Options(quick=True), sources=DATA[:1])
    assert "6 losses" in text
    assert "blobs" in text
