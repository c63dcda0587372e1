"""Each row of the table of protocols is true: what it gives, and how that reads."""

import re
import subprocess
import sys
from importlib import import_module

import pytest

from face_training.evaluation.outcome import Outcome
from face_training.evaluation.protocols import PROTOCOLS, Measure, measure_named


def example_outcome(protocol: str) -> Outcome:
    """That of the protocol's own test: an outcome with every measure."""
    module = PROTOCOLS[protocol].opener.partition(":")[0].rpartition(".")[2]
    test = import_module(f"tests.face_training.evaluation.test_{module}")
    found: Outcome = test.example_outcome()
    return found


@pytest.mark.parametrize("protocol", PROTOCOLS)
def test_every_protocol_says_what_it_is(protocol: str) -> None:
    row = PROTOCOLS[protocol]
    assert row.name == protocol
    assert row.about
    assert row.opening().__doc__


@pytest.mark.parametrize("protocol", PROTOCOLS)
def test_a_row_has_every_measure_of_its_protocol_and_no_other(protocol: str) -> None:
    measures, found = PROTOCOLS[protocol].measures, example_outcome(protocol).measures
    for name, value in found.items():
        (measure,) = [one for one in measures if one.named(name)]
        assert measure.unit == "" or 0 <= value <= 1, name
        assert measure_named(name) == measure.named(name)
    for measure in measures:
        assert any(measure.named(name) for name in found), measure.name


@pytest.mark.parametrize(
    ("name", "title", "unit", "better"),
    [
        ("tar_at_far_1e-3", "TAR at FAR 1e-3", "%", "higher"),
        ("tar_at_far_0.001", "TAR at FAR 0.001", "%", "higher"),
        ("vr_at_far_1e-5", "VR at FAR 1e-5", "%", "higher"),
        ("vr_at_far_1e-5_less_deviation", "VR at FAR 1e-5, mean minus deviation", "%", "higher"),
        ("dir_at_far_1e-2", "DIR at FAR 1e-2", "%", "higher"),
        ("tpir_at_fpir_0.01", "TPIR at FPIR 0.01", "%", "higher"),
        ("rank_10", "rank 10", "%", "higher"),
        ("eer", "EER", "%", "lower"),
        ("mean_norm", "mean length of the embedding", "", "neither"),
        ("accuracy_flip", "accuracy flip", "", "neither"),  # of no protocol
        ("rank_", "rank ", "", "neither"),
    ],
)
def test_a_result_reads_as_its_measure(name: str, title: str, unit: str, better: str) -> None:
    found = measure_named(name)
    assert (found.name, found.title, found.unit, found.better) == (name, title, unit, better)


def test_values_read_in_the_unit_of_the_measure() -> None:
    assert measure_named("accuracy").text(0.98765) == "98.77 %"
    assert measure_named("mean_norm").text(21.5) == "21.5000"


def test_which_way_is_better() -> None:
    higher, lower = measure_named("accuracy"), measure_named("eer")
    assert (higher.improves(0.9, 0.8), higher.improves(0.8, 0.8)) == (True, False)
    assert (lower.improves(0.1, 0.2), lower.improves(0.2, 0.2)) == (True, False)


def test_no_two_measures_share_a_name_and_differ() -> None:
    measures = {measure for row in PROTOCOLS.values() for measure in row.measures}
    assert len({measure.name for measure in measures}) == len(measures)
    assert all(re.fullmatch(r"[a-z0-9_{}]+", measure.name) for measure in measures)
    assert all(isinstance(measure, Measure) for measure in measures)


def test_the_table_needs_no_torch() -> None:
    code = (
        "import sys; from face_training.evaluation.protocols import PROTOCOLS, measure_named;"
        "measure_named('eer'); print('torch' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "False\n"
