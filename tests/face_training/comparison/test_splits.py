"""The data of the comparison: nobody is in two parts, and the seed decides who is where."""

import numpy as np

from face_training.comparison.splits import orl_split, synthetic_split


def test_nobody_is_in_two_parts() -> None:
    for split in (synthetic_split(0, identities=5, images=3, known=2, unseen=6), orl_split(0)):
        assert not set(split.train.identities) & set(split.unseen.identities)
        assert split.known.identities == split.train.identities
        trained = {image.numpy().tobytes() for image in split.train.images_N3HW}
        for other in (split.known, split.unseen):
            assert not trained & {image.numpy().tobytes() for image in other.images_N3HW}
    assert orl_split(0).train.identities != orl_split(1).train.identities


def test_everybody_has_as_many_images_as_the_split_says() -> None:
    synthetic = synthetic_split(3, identities=4, images=3, known=2, unseen=5)
    for split, trained, known, people, unseen in (
        (synthetic, 3, 2, 4, 5),
        (orl_split(3), 8, 2, 20, 20),  # 40 people of 10 portraits
    ):
        assert np.bincount(split.train.labels_N).tolist() == [trained] * people
        assert np.bincount(split.known.labels_N).tolist() == [known] * people
        assert len(split.unseen.identities) == unseen
