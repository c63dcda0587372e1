"""Names of measures."""

import pytest

from face_training.evaluation.outcome import Outcome, at_far


@pytest.mark.parametrize(
    ("far", "name"),
    [(1e-3, "1e-3"), (1e-6, "1e-6"), (0.1, "1e-1"), (2.5e-4, "2.5e-4"), (0.3, "3e-1")],
)
def test_a_rate_is_read_as_the_literature_writes_it(far: float, name: str) -> None:
    assert at_far("tar", far) == f"tar_at_far_{name}"


def test_only_measures_are_needed() -> None:
    outcome = Outcome(measures={"accuracy": 0.5})
    assert (outcome.scores, outcome.found_R, outcome.notes) == (None, None, ())
