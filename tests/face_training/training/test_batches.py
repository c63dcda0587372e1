"""The order of images does not depend on the ranks and can be entered anywhere."""

import torch

from face_training.ranks import Ranks
from face_training.training.batches import MirroredFaces, StepIndices, step_loader
from tests.face_training.small import SmallFaces, config


def steps(first=0, rank=0, ranks=1):
    return list(StepIndices(60, 8, 5, first, 20, rank, ranks))


def test_ranks_share_the_batch_of_one():
    one, two, other = steps(), steps(rank=0, ranks=2), steps(rank=1, ranks=2)
    assert [a + b for a, b in zip(two, other, strict=True)] == one


def test_a_run_is_entered_in_the_middle_of_an_epoch():
    assert steps(first=11) == steps()[11:]
    assert [keys[0][0] for keys in steps()] == [0] * 7 + [1] * 7 + [2] * 6


def test_an_epoch_shows_no_image_twice():
    indices = [index for keys in steps()[:7] for _, index in keys]
    assert len(set(indices)) == 56


def test_images_are_mirrored_by_seed_epoch_and_place_alone():
    faces = SmallFaces()
    shown = MirroredFaces(faces, 3, flip=True)
    mirrored = []
    for index in range(60):
        image, label = shown[0, index]
        original, expected = faces[index]
        assert label == expected
        mirrored.append(torch.equal(image, original.flip(-1)))
        assert mirrored[-1] or torch.equal(image, original)
    assert 15 < sum(mirrored) < 45
    assert torch.equal(shown[0, 7][0], MirroredFaces(faces, 3, flip=True)[0, 7][0])
    assert torch.equal(MirroredFaces(faces, 3, flip=False)[0, 7][0], faces[7][0])


def test_the_loader_brings_batches():
    images, labels = next(iter(step_loader(SmallFaces(), config("data.workers=0"), Ranks(), 2, 20)))
    assert (images.dtype, tuple(images.shape)) == (torch.uint8, (8, 3, 8, 8))
    assert labels.dtype == torch.int64
