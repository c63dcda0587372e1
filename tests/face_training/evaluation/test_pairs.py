"""Pairs from a `.bin` and from a list are the same pairs, and the measures those of the folds."""

from pathlib import Path

import numpy as np
import pytest

from evidence.verification import unit
from face_training.embeddings import Embeddings, embed, network_of
from face_training.evaluation.bins import write_bin
from face_training.evaluation.folds import distances, ten_folds
from face_training.evaluation.outcome import Outcome
from face_training.evaluation.pairs import from_bin, from_list, outcome
from tests.face_training.evaluation import example
from tests.face_training.evaluation.test_bins import encoded, pictures
from tests.face_training.networks import small_network

SAME = [True, False] * 10


def embeddings(seed: int = 0) -> Embeddings:
    draw = np.random.default_rng(seed)
    plain, mirrored = draw.normal(size=(2, 40, 5)).astype(np.float32)
    return Embeddings(plain_ND=plain, mirrored_ND=mirrored)


def test_the_measures_are_those_of_the_folds() -> None:
    some, even = embeddings(), np.arange(0, 40, 2)
    found = outcome(some, even, even + 1, np.array(SAME))
    summed, plain = unit(some.plain_ND + some.mirrored_ND), unit(some.plain_ND)
    flipped = ten_folds(distances(summed[::2], summed[1::2]), np.array(SAME))
    without = ten_folds(distances(plain[::2], plain[1::2]), np.array(SAME))
    assert found.measures["accuracy"] == flipped.accuracy
    assert found.measures["accuracy_deviation"] == flipped.deviation
    assert found.measures["accuracy_no_flip"] == without.accuracy != flipped.accuracy
    assert found.measures["accuracy_low"] < flipped.right / 20 < found.measures["accuracy_high"]
    assert found.measures["tar_at_far_1e-3"] == flipped.tar_F.mean()
    assert found.measures["mean_norm"] == some.mean_norm
    assert found.notes == ()
    assert found.scores is not None
    assert (len(found.scores.genuine_G), len(found.scores.impostor_I)) == (10, 10)


def test_a_list_whose_folds_hold_one_kind_says_so() -> None:
    even = np.arange(0, 40, 2)
    found = outcome(embeddings(), even, even + 1, np.sort(SAME)[::-1])
    assert found.notes[0].startswith("A fold holds pairs of one kind only")


def test_a_bin_and_a_list_of_the_same_pairs(tmp_path: Path) -> None:
    images = [encoded(one).tobytes() for one in pictures(12)]
    lines, both, same = [], [], []
    for index, image in enumerate(images):
        (tmp_path / f"{index}.png").write_bytes(image)
    for pair in range(20):
        first, second = pair % 12, (5 * pair + 1) % 12
        lines.append(f"{first}.png {second}.png {pair % 2}\n")
        both += [images[first], images[second]]
        same.append(pair % 2 == 1)
    (tmp_path / "list.txt").write_text("".join(lines))
    write_bin(tmp_path / "some.bin", both, same)
    network = network_of(small_network(size=112).eval())
    listed = from_list(name="a", path=tmp_path / "list.txt", images=tmp_path, layout="files")
    binned = from_bin(name="a", path=tmp_path / "some.bin")
    assert len(listed.images) == 12  # each once, however many pairs it is in
    assert len(binned.images) == 40
    one, other = listed.evaluate(network).measures, binned.evaluate(network).measures
    assert one == pytest.approx(other, abs=0.05)  # the mean norm weighs repeated images
    assert one["accuracy"] == other["accuracy"]


def example_outcome() -> Outcome:
    """For the test of the protocol's row: an outcome with every measure."""
    first = np.arange(0, 100)
    second = np.where(first % 2, first ^ 1, first + 8)
    same = example.LABELS[first] == example.LABELS[second]
    return outcome(example.embeddings(), first, second, same)


def test_pairs_of_broken_images_are_left_out_and_said(tmp_path: Path) -> None:
    images = [encoded(one).tobytes() for one in pictures(40)]
    images[5] = images[30] = b"broken"
    for index, image in enumerate(images):
        (tmp_path / f"{index}.png").write_bytes(image)
    lines = [f"{2 * k}.png {2 * k + 1}.png {int(k % 2 == 0)}\n" for k in range(20)]
    (tmp_path / "list.txt").write_text("".join(lines))
    write_bin(tmp_path / "b.bin", [encoded(one).tobytes() for one in pictures(40)], SAME)
    network = network_of(small_network(size=112).eval())
    found = from_list(
        name="a", path=tmp_path / "list.txt", images=tmp_path, layout="files", skip_broken=2
    )
    assert len(found.same_P) == 18
    assert len(found.images) == 38
    whole = from_bin(name="b", path=tmp_path / "b.bin", skip_broken=2)
    assert len(whole.same_P) == 20
    kept = np.delete(np.arange(20), [2, 15])
    some = embed(network, found.images).unit_ND()
    all_of = embed(network, whole.images).unit_ND()
    np.testing.assert_allclose(some[found.first_P], all_of[2 * kept], atol=1e-5)
    np.testing.assert_allclose(some[found.second_P], all_of[2 * kept + 1], atol=1e-5)
    note = found.evaluate(network).notes[0]
    assert note.startswith("2 of 20 pairs are left out, for an image of theirs cannot be read: ")
    assert "5.png is no image" in note
    with pytest.raises(ValueError, match=r"^2 images of evaluation set 'a' cannot be read, and"):
        from_list(
            name="a", path=tmp_path / "list.txt", images=tmp_path, layout="files", skip_broken=1
        )
