"""Each row of the table of protocols is true: what it gives, and how that reads."""

import re
import subprocess
import sys
from collections.abc import Callable, Mapping

import numpy as np
import pytest

from face_training.embeddings import Embeddings
from face_training.evaluation import blufr, ijb, pairs, unseen
from face_training.evaluation.distractors import against
from face_training.evaluation.outcome import Outcome
from face_training.evaluation.protocols import PROTOCOLS, Measure, measure_named
from tests.face_training.networks import Pictures

IMAGES = 240
LABELS = np.arange(IMAGES) // 4


def embeddings() -> Embeddings:
    """Sixty people with four images each, near one another."""
    draw = np.random.default_rng(0)
    centres = draw.normal(size=(IMAGES // 4, 8))[LABELS]
    plain, mirrored = centres + draw.normal(size=(2, IMAGES, 8))
    return Embeddings(plain_ND=plain, mirrored_ND=mirrored)


def of_unseen() -> Outcome:
    return unseen.outcome(embeddings(), LABELS, (1e-2, 1e-3))


def of_pairs() -> Outcome:
    first = np.arange(0, 100)
    second = np.where(first % 2, first ^ 1, first + 8)
    return pairs.outcome(embeddings(), first, second, LABELS[first] == LABELS[second])


def of_blufr() -> Outcome:
    gallery = np.arange(0, 100, 4)
    probes = np.setdiff1d(np.arange(IMAGES), gallery)
    trial = blufr.Trial(test=np.arange(IMAGES), gallery=gallery, probes=probes)
    return blufr.outcome(embeddings(), LABELS, [trial, trial])


def of_ijb() -> Outcome:
    templates = np.arange(IMAGES)
    first, second = np.triu_indices(IMAGES, k=1)
    pairs_P3 = np.stack([first, second, LABELS[first] == LABELS[second]], axis=1)
    gallery = ijb.Gallery(templates=templates[:100:4], subjects=LABELS[:100:4])
    return ijb.outcome(
        embeddings(),
        ijb.Ijb(
            name="ijb",
            images=Pictures(IMAGES),
            scores_N=np.ones(IMAGES),
            templates_N=templates,
            media_N=np.zeros(IMAGES, int),
            pairs_P3=pairs_P3,
            galleries=(gallery, gallery),
            probes=ijb.Gallery(templates=templates[1::2], subjects=LABELS[1::2]),
        ),
    )


def of_distractors() -> Outcome:
    unit_ND = embeddings().unit_ND()
    others = np.random.default_rng(1).normal(size=(100, 8))
    return against(unit_ND, LABELS, [others], 100)


OUTCOMES: Mapping[str, Callable[[], Outcome]] = {
    "open_set": of_unseen,
    "bin": of_pairs,
    "pairs": of_pairs,
    "blufr": of_blufr,
    "ijb": of_ijb,
    "distractors": of_distractors,
}


@pytest.mark.parametrize("protocol", PROTOCOLS)
def test_every_protocol_says_what_it_is(protocol: str) -> None:
    row = PROTOCOLS[protocol]
    assert row.name == protocol
    assert row.about
    assert row.opening().__doc__


@pytest.mark.parametrize("protocol", PROTOCOLS)
def test_a_row_has_every_measure_of_its_protocol_and_no_other(protocol: str) -> None:
    measures, found = PROTOCOLS[protocol].measures, OUTCOMES[protocol]().measures
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
