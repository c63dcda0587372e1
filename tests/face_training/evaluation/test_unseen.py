"""The open-set protocol against the toys' direct computation."""

import re

import numpy as np
import pytest

from evidence.verification import verify
from face_training.data import SOURCES
from face_training.embeddings import Embeddings, ImagesOf, embed, network_of
from face_training.evaluation.outcome import Outcome
from face_training.evaluation.unseen import outcome, unseen
from tests.face_training.evaluation import example
from tests.face_training.networks import small_network

FACES = {"source": "synthetic", "identities": 12, "images": 3, "first": 100, "size": 112}


def test_rates_are_those_of_all_pairs() -> None:
    network = network_of(small_network(size=112).eval())
    found = unseen(name="unseen", fars=(0.01, 0.1), **FACES).evaluate(network)
    faces = SOURCES["synthetic"](identities=12, images=3, first=100)
    embeddings = embed(network, ImagesOf(faces))
    direct = verify(embeddings.plain_ND + embeddings.mirrored_ND, faces.labels_N)
    assert found.measures == {
        "tar_at_far_1e-2": direct.tar_at(0.01),
        "tar_at_far_1e-1": direct.tar_at(0.1),
        "eer": direct.eer(),
        "mean_norm": embeddings.mean_norm,
    }
    assert found.scores is not None
    assert len(found.scores.genuine_G) == 12 * 3


def test_the_flip_counts() -> None:
    draw = np.random.default_rng(0)
    plain, mirrored = draw.normal(size=(2, 40, 4))
    labels = np.arange(40) // 4
    embeddings = Embeddings(plain_ND=plain, mirrored_ND=mirrored)
    found = outcome(embeddings, labels, (0.1,)).measures["tar_at_far_1e-1"]
    assert found == verify(plain + mirrored, labels).tar_at(0.1)


@pytest.mark.parametrize(("images", "fars"), [(3, (0.01,)), (8, (0.01, 0.001))])
def test_without_rates_they_are_those_that_can_be_told(
    images: int, fars: tuple[float, ...]
) -> None:
    assert unseen(name="u", **{**FACES, "images": images}).fars == fars


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"source": "photos"}, "Evaluation set 'u' has the unknown source 'photos'; there are "),
        ({"pictures": 3}, "source 'synthetic' of evaluation set 'u' knows no 'pictures'; it takes"),
        ({"images": 1}, "Evaluation set 'u' needs two images of one identity and two identities"),
        ({"fars": (1e-3,)}, "Evaluation set 'u' has 594 impostor pairs, so its false accept rates"),
        ({"fars": (1.0,)}, "Evaluation set 'u' has 594 impostor pairs, so its false accept rates"),
    ],
)
def test_what_is_wrong_is_said_in_one_sentence(changes: dict[str, object], sentence: str) -> None:
    with pytest.raises(ValueError, match="^" + re.escape(sentence)):
        unseen(name="u", **{**FACES, **changes})


def example_outcome() -> Outcome:
    """For the test of the protocol's row: an outcome with every measure."""
    return outcome(example.embeddings(), example.LABELS, (1e-2, 1e-3))
