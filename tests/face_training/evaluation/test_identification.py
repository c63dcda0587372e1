"""Searches against a loop over probes."""

import numpy as np
import pytest

from evidence.verification import unit
from face_training.evaluation.identification import Search, joined, mean_over, search


def some(seed: int) -> tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray]:
    draw = np.random.default_rng(seed)
    gallery, probes = draw.normal(size=(30, 4)), draw.normal(size=(200, 4))
    return unit(gallery), draw.integers(0, 20, 30), unit(probes), draw.integers(0, 30, 200)


@pytest.mark.parametrize("rows", [7, 1024])
@pytest.mark.parametrize("seed", range(3))
def test_a_loop(seed: int, rows: int) -> None:
    gallery, gallery_ids, probes, probe_ids = some(seed)
    ranks, scores, false = [], [], []
    for probe, person in zip(probes, probe_ids, strict=True):
        found = [float(probe @ entry) for entry in gallery]
        own = [score for score, one in zip(found, gallery_ids, strict=True) if one == person]
        others = [score for score, one in zip(found, gallery_ids, strict=True) if one != person]
        if own:
            ranks.append(1 + sum(score > max(own) for score in others))
            scores.append(max(own))
        else:
            false.append(max(found))
    result = search(gallery, gallery_ids, probes, probe_ids, rows=rows)
    assert result.rank_M.tolist() == ranks
    np.testing.assert_allclose(result.score_M, scores, atol=1e-12)
    np.testing.assert_allclose(result.false_U, false, atol=1e-12)
    for rank in (1, 5, 30):
        assert result.found(rank) == np.mean(np.array(ranks) <= rank)
    assert result.cmc(3).tolist() == [result.found(rank) for rank in (1, 2, 3)]
    for far in (0.05, 0.2):
        best = max(
            np.mean([rank == 1 and score >= t for rank, score in zip(ranks, scores, strict=True)])
            for t in [*scores, *false, 2.0]
            if np.mean(np.array(false) >= t) <= far
        )
        assert result.found_at(far) == pytest.approx(best, abs=1e-12)


def test_of_equal_scores_the_own_person_comes_first() -> None:
    found = search(np.eye(2), np.array([0, 1]), np.array([[0.5, 0.5]]), np.array([1]))
    assert found.rank_M.tolist() == [1]


def test_averages_over_galleries() -> None:
    one = Search(
        rank_M=np.array([1, 2, 7]),
        score_M=np.array([0.9, 0.8, 0.7]),
        false_U=np.linspace(0, 0.85, 20),
    )
    other = Search(
        rank_M=np.array([1, 1, 1]),
        score_M=np.array([0.9, 0.8, 0.7]),
        false_U=np.linspace(0, 0.75, 20),
    )
    found = mean_over([one, other], (0.01, 0.1))
    assert found == pytest.approx(
        {
            "rank_1": (1 / 3 + 1) / 2,
            "rank_5": (2 / 3 + 1) / 2,
            "rank_10": 1.0,
            "tpir_at_fpir_0.1": (1 / 3 + 1) / 2,  # 0.01 needs a hundred strangers
        }
    )


def test_no_mated_probe() -> None:
    found = search(np.eye(2), np.array([0, 1]), np.eye(2), np.array([5, 6]))
    with pytest.raises(ValueError, match=r"^No probe's person is in the gallery\.$"):
        found.found(1)


@pytest.mark.parametrize("rows", [7, 1024])
@pytest.mark.parametrize("seed", range(3))
def test_joined_galleries_as_insightface_counts(seed: int, rows: int) -> None:
    """Its script in plain loops: false pairs of all probes are counted, for each query."""
    draw = np.random.default_rng(seed)
    gallery = unit(draw.normal(size=(25, 4)))
    people = draw.integers(0, 25, 60)
    probes = unit(gallery[people] + 0.5 * draw.normal(size=(60, 4)))
    ids = draw.permutation(1000)[:25]  # the subjects
    found = joined(gallery, ids, probes, ids[people], (0.01, 0.1, 20), rows=rows)
    similarity = probes @ gallery.T
    own = [similarity[i, person] for i, person in enumerate(people)]
    false = sorted(
        (similarity[i, g] for i, person in enumerate(people) for g in range(25) if g != person),
        reverse=True,
    )
    for rank in (1, 5, 10):
        top = np.argsort(-similarity, axis=1)[:, :rank]
        hits = [person in row for person, row in zip(people, top, strict=True)]
        assert found[f"joined_rank_{rank}"] == np.mean(hits)
    assert found["joined_tpir_at_0.01"] == np.mean(np.array(own) > false[0])  # the highest of 60
    assert found["joined_tpir_at_0.1"] == np.mean(np.array(own) > false[5])  # the sixth
    assert found["joined_tpir_at_20"] == np.mean(np.array(own) > false[1199])


def test_strangers_and_doubles_cannot_be_joined() -> None:
    gallery = np.eye(3)
    assert joined(gallery, np.array([0, 1, 2]), np.eye(3)[:1], np.array([7]), (0.1,)) == {}
    assert joined(gallery, np.array([0, 0, 2]), np.eye(3)[:1], np.array([0]), (0.1,)) == {}
