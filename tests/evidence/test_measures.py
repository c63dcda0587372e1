"""Measures are read off scored pairs, and survive JSON."""

import json
from dataclasses import asdict

import numpy as np
import pytest

from evidence.measures import Measures
from evidence.verification import Verification


def test_measures_are_those_of_the_scores() -> None:
    scores = Verification.of(np.array([0.9, 0.7, 0.5, 0.3]), np.array([0.6, 0.4, 0.1, 0.0]))
    found = Measures.of(scores, (0.25, 0.5), np.float32(0.5))
    assert found == Measures(tar=(0.75, 1.0), eer=0.25, accuracy=0.5)
    assert type(found.accuracy) is float
    with pytest.raises(ValueError, match=r"^FAR 0\.01 needs 100 impostor pairs or more"):
        Measures.of(scores, (0.01,), 0.5)


def test_measures_survive_json() -> None:
    measures = Measures(tar=(0.5, 0.25), eer=0.1, accuracy=0.9)
    assert Measures.from_json(json.loads(json.dumps(asdict(measures)))) == measures


@pytest.mark.parametrize("plain", [{"tar": [1]}, {"eer": 1}, {"tar": [1], "other": 2}])
def test_other_content_is_no_measures(plain: dict[str, object]) -> None:
    with pytest.raises((KeyError, TypeError)):
        Measures.from_json(plain)
