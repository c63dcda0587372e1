"""Rank 1 and TAR with distractors, against everything at once."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from evidence.verification import Verification, unit
from face_training.embeddings import ImagesOf, embed, network_of
from face_training.evaluation.distractors import (
    Slice,
    against,
    mates,
    with_distractors,
    without_noise,
)
from face_training.evaluation.outcome import Outcome
from tests.face_training.data.pictures import black, png
from tests.face_training.evaluation import example
from tests.face_training.networks import Pictures, UnitLength, small_network


def some(seed: int, *, ties: bool = False) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    draw = np.random.default_rng(seed)
    people = np.array([0, 3, 3, 1, 0, 1, 3, 3, 2])
    centres = draw.normal(size=(4, 6))
    probes = unit(centres[people] + 0.6 * draw.normal(size=(9, 6)))
    others = unit(draw.normal(size=(1000, 6)))
    if ties:
        others[::10] = probes[1]
    return probes.astype(np.float32), people, others.astype(np.float32)


def direct(
    probes: np.ndarray, people: np.ndarray, others: np.ndarray
) -> tuple[list[int], list[float]]:
    """Rank and score of every ordered pair, by loops."""
    ranks, genuine = [], []
    for probe in range(len(probes)):
        for mate in range(len(probes)):
            if probe != mate and people[probe] == people[mate]:
                score = probes[mate] @ probes[probe]
                ranks.append(1 + int((others @ probes[probe] > score).sum()))
                genuine.append(float(score))
    return ranks, genuine


@pytest.mark.parametrize("block", [1, 64, 999, 5000])
@pytest.mark.parametrize("ties", [False, True])
def test_blocks_find_what_all_at_once_finds(block: int, ties: bool) -> None:
    probes, people, others = some(0, ties=ties)
    blocks = (others[start : start + block] for start in range(0, 1000, block))
    found = against(probes, people, blocks, 1000, fars=(0.1, 1e-2, 1e-3, 1e-9))
    ranks, genuine = direct(probes, people, others)
    assert found.found_R is not None
    np.testing.assert_allclose(
        found.found_R, [np.mean(np.array(ranks) <= rank) for rank in range(1, 11)]
    )
    impostors = np.sort((probes @ others.T).ravel())[::-1]
    whole = Verification(genuine_G=np.sort(genuine)[::-1], impostor_I=impostors)
    assert found.measures["rank_1"] == pytest.approx(np.mean(np.array(ranks) == 1))
    for far, name in ((0.1, "1e-1"), (1e-2, "1e-2"), (1e-3, "1e-3")):
        assert found.measures[f"tar_at_far_{name}"] == whole.tar_at(far)
    assert "tar_at_far_1e-9" not in found.measures


def test_mates_are_ordered_pairs() -> None:
    probes, people, _ = some(1)
    found = mates(probes, people)
    assert len(found.probe_M) == 2 + 2 + 12
    assert sorted(found.score_M) == pytest.approx(sorted(direct(probes, people, probes[:1])[1]))
    with pytest.raises(ValueError, match=r"^A search needs two images of one person, at least\.$"):
        mates(probes[:3], np.arange(3))


def test_a_count_that_is_not_true() -> None:
    probes, people, others = some(0)
    with pytest.raises(
        ValueError, match=r"^There are 1,000 distractors where 999 were expected\.$"
    ):
        against(probes, people, [others], 999)


def test_noisy_probes_become_the_centre_of_the_others() -> None:
    probes, people, _ = some(0)
    is_noisy = np.zeros(9, bool)
    is_noisy[[1, 7]] = True
    found = without_noise(probes, people, is_noisy)
    centre = probes[[2, 6]].mean(0)
    np.testing.assert_allclose(found[[1, 7]], [centre / np.linalg.norm(centre)] * 2, rtol=1e-6)
    np.testing.assert_array_equal(found[~is_noisy], probes[~is_noisy])
    is_noisy[8] = True
    with pytest.raises(ValueError, match=r"^Every image of person 2 is in the noise list\.$"):
        without_noise(probes, people, is_noisy)


def test_slices() -> None:
    pictures = Pictures(9)
    part = Slice(pictures, 3, 7)
    assert len(part) == 4
    assert (part[1] == pictures[4]).all()


def test_a_set_of_images() -> None:
    probes = {"source": "synthetic", "identities": 5, "images": 3}
    others = {"source": "synthetic", "identities": 20, "images": 4, "first": 50, "seed": 1}
    one = with_distractors(name="far", probes=probes, distractors=others)
    network = network_of(small_network(size=112).eval())
    found = replace(one, block=32).evaluate(network)
    assert found.measures == pytest.approx(one.evaluate(network).measures)
    both = [embed(network, ImagesOf(faces)).unit_ND() for faces in (one.probes, one.distractors)]
    ranks, _ = direct(both[0], one.probes.labels_N, both[1])
    assert found.measures["rank_1"] == pytest.approx(np.mean(np.array(ranks) == 1))
    sentence = r"^'probes' of evaluation set 'far' has the unknown source None; there are "
    with pytest.raises(ValueError, match=sentence):
        with_distractors(name="far", probes={}, distractors=others)


def example_outcome() -> Outcome:
    """For the test of the protocol's row: an outcome with every measure."""
    others = np.random.default_rng(1).normal(size=(100, 8))
    return against(example.embeddings().unit_ND(), example.LABELS, [others], 100)


def test_a_distractor_without_finite_numbers_is_refused_and_named(tmp_path: Path) -> None:
    """It would beat no mate, but leave a NaN among the scores of every probe."""
    for k in range(6):
        file = tmp_path / f"person {k // 2}" / f"{k}.png"
        file.parent.mkdir(exist_ok=True)
        file.write_bytes(png(k) if k != 5 else black())
    probes = {"source": "synthetic", "identities": 3, "images": 2}
    others = {"source": "image_folder", "path": str(tmp_path)}
    one = with_distractors(name="far", probes=probes, distractors=others)
    network = network_of(UnitLength(small_network(size=112)).eval())
    with pytest.raises(ValueError, match=r"^1 of 2 embeddings are not .*person 2/5\.png\."):
        replace(one, block=2).evaluate(network)
