"""BLUFR in small: the benchmark's Matlab file, and rates against a direct computation."""

from pathlib import Path

import numpy as np
import pytest
from scipy.io import savemat

from evidence.verification import Verification, unit, verify
from face_training.embeddings import Embeddings, embed, network_of
from face_training.evaluation.blufr import Trial, blufr, outcome, published_rate
from face_training.evaluation.identification import search
from face_training.evaluation.outcome import Outcome
from tests.face_training.evaluation import example
from tests.face_training.evaluation.test_bins import encoded, pictures
from tests.face_training.networks import small_network


def some_trials(labels: np.ndarray) -> tuple[Trial, ...]:
    draw = np.random.default_rng(0)
    trials = []
    for _ in range(3):
        test = np.sort(draw.permutation(len(labels))[:120])
        known = np.unique(labels[test])[:5]
        gallery = np.array([test[labels[test] == person][0] for person in known])
        trials.append(Trial(test=test, gallery=gallery, probes=np.setdiff1d(test, gallery)))
    return tuple(trials)


def test_rates_are_those_of_each_trial() -> None:
    draw = np.random.default_rng(1)
    labels = draw.integers(0, 20, 150)
    embeddings = Embeddings(
        plain_ND=draw.normal(size=(150, 5)) + 2 * draw.normal(size=(20, 5))[labels],
        mirrored_ND=draw.normal(size=(150, 5)),
    )
    trials = some_trials(labels)
    found = outcome(embeddings, labels, trials)
    summed = unit(embeddings.plain_ND + embeddings.mirrored_ND)
    rates = [published_rate(verify(summed[one.test], labels[one.test]), 1e-3) for one in trials]
    assert found.measures["vr_at_far_1e-3"] == pytest.approx(np.mean(rates))
    less = np.mean(rates) - np.std(rates, ddof=1)
    assert found.measures["vr_at_far_1e-3_less_deviation"] == pytest.approx(less)
    searches = [
        search(summed[one.gallery], labels[one.gallery], summed[one.probes], labels[one.probes])
        for one in trials
    ]
    assert found.measures["rank_1"] == pytest.approx(np.mean([one.found(1) for one in searches]))
    assert "vr_at_far_1e-5" not in found.measures  # so few pairs cannot tell


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Six people with four images each, and the benchmark's file of one trial."""
    names = [f"Per_Son{k // 4}_000{1 + k % 4}.jpg" for k in range(24)]
    for index, picture in enumerate(pictures(24)):
        person = tmp_path / names[index][:-9]
        person.mkdir(exist_ok=True)
        (person / names[index]).write_bytes(encoded(picture).tobytes())
    cells = {key: np.empty((1, 1), object) for key in ("testIndex", "galIndex", "probIndex")}
    cells["testIndex"][0, 0] = np.arange(1, 25)[:, None]
    cells["galIndex"][0, 0] = np.array([[1], [5]])
    cells["probIndex"][0, 0] = np.setdiff1d(np.arange(1, 25), [1, 5])[:, None]
    listed = np.empty((24, 1), object)
    listed[:, 0] = names
    savemat(
        tmp_path / "blufr.mat",
        {"imageList": listed, "labels": np.repeat(np.arange(6), 4)[:, None] + 1, **cells},
    )
    return tmp_path


def test_the_benchmarks_file(folder: Path) -> None:
    one = blufr(name="blufr", path=folder / "blufr.mat", images=folder)
    assert len(one.images) == 24
    assert one.trials[0].gallery.tolist() == [0, 4]
    assert one.trials[0].test.tolist() == list(range(24))
    network = network_of(small_network(size=112).eval())
    found = one.evaluate(network)
    embeddings = embed(network, one.images)
    assert found.measures == outcome(embeddings, one.labels_N, one.trials).measures
    assert 0 <= found.measures["rank_1"] <= 1


def test_what_is_wrong_is_said_in_one_sentence(folder: Path) -> None:
    path = folder / "blufr.mat"
    (folder / "Per_Son0" / "Per_Son0_0002.jpg").unlink()
    with pytest.raises(ValueError, match=r"^1 of 24 images of .* as 'Per_Son0_0002\.jpg'\.$"):
        blufr(name="b", path=path, images=folder)
    with pytest.raises(ValueError, match=r"none\.mat cannot be read: No such file"):
        blufr(name="b", path=folder / "none.mat", images=folder)
    path.write_text("text")
    with pytest.raises(ValueError, match=r"is no Matlab file with BLUFR's lists\.$"):
        blufr(name="b", path=path, images=folder)


def example_outcome() -> Outcome:
    """For the test of the protocol's row: an outcome with every measure."""
    everybody = np.arange(example.IMAGES)
    gallery = everybody[:100:4]
    trial = Trial(test=everybody, gallery=gallery, probes=np.setdiff1d(everybody, gallery))
    return outcome(example.embeddings(), example.LABELS, [trial, trial])


def matlab(genuine: list[float], impostor: list[float], far: float) -> float:
    """The benchmark's EvalROC in plain words: Matlab counts from 1 and rounds halves up."""
    falls = sorted(impostor, reverse=True)
    false_alarms = int(far * len(falls) + 0.5)
    threshold = falls[false_alarms - 1]
    return sum(score >= threshold for score in genuine) / len(genuine)


@pytest.mark.parametrize("impostors", [1000, 1499, 1500, 1501, 2000, 2600])
def test_rates_are_read_as_the_benchmarks_code_reads_them(impostors: int) -> None:
    draw = np.random.default_rng(impostors)
    genuine = draw.normal(2, 1, 400).round(2).tolist()
    others = draw.normal(0, 1, impostors).round(2).tolist()
    scores = Verification.of(np.array(genuine), np.array(others))
    assert published_rate(scores, 1e-3) == matlab(genuine, others, 1e-3)
    assert published_rate(scores, 1e-2) == matlab(genuine, others, 1e-2)


def test_a_score_between_two_impostors_is_where_the_rules_part() -> None:
    scores = Verification.of(np.array([0.9, 0.55]), np.array([0.6, 0.5, 0.4]))
    assert published_rate(scores, 1 / 3) == 0.5  # the threshold is .6 itself
    assert scores.tar_at(1 / 3) == 1  # and here anything above .5
