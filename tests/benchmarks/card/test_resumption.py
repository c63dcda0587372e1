"""A training that forgets something when it continues is found."""

import pytest

from benchmarks.card.resumption import DeterministicResumption
from face_training.training.model import Model

TRUE = Model.tensors


@pytest.mark.slow
def test_a_forgotten_momentum(monkeypatch):
    monkeypatch.setattr(
        Model,
        "tensors",
        lambda model: {k: v for k, v in TRUE(model).items() if not k.startswith("optimiser")},
    )
    twice, resumed = DeterministicResumption("cpu", quick=True).agreements()
    assert twice.holds
    assert not resumed.holds
    assert 1e-6 < resumed.error < 1
