"""The numbers for sentences are those of the stored measures."""

import numpy as np
import pytest

from toy_models.open_set.numbers import stored_numbers
from toy_models.open_set.results import stored_measures, text


def test_they_are_those_of_the_stored_measures() -> None:
    found, measures = stored_numbers()["open_set"], stored_measures()
    assert found["table"] == text(measures)
    arc = np.mean([seed.tar[1] for seed in measures["arc_softmax"]])
    assert found["tar"]["arc_softmax"] == pytest.approx(arc)
    assert sorted(found["rank"].values()) == list(range(1, len(measures) + 1))
