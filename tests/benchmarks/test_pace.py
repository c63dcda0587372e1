"""Steps are counted right."""

from itertools import count

from benchmarks.harness.options import Options
from benchmarks.pace import CASES, paces, report
from benchmarks.stacked_training import SIX, STEPS
from toy_models.config import RunConfig
from toy_models.data import Blobs

SMALL = RunConfig(data=Blobs(per_class=40), losses=SIX, hidden=(4,))


def test_steps_of_a_turn_by_its_seconds() -> None:
    # A clock that ticks once a look: every turn lasts one second.
    assert paces(SMALL, 2, count().__next__) == (STEPS, STEPS)


def test_report() -> None:
    (text,) = report(Options(quick=True), cases=(SMALL,))
    assert "blobs  " in text
    assert "6 losses" in text


def test_cases_are_digits_and_mnist() -> None:
    assert [(case.data.kind, case.network) for case in CASES] == [
        ("digits", "mlp"),
        ("digits", "cnn"),
        ("mnist", "cnn"),
    ]
