"""The order of images does not depend on the ranks and can be entered anywhere."""

from dataclasses import dataclass

import numpy as np
import pytest
import torch

from face_training.data.encoded import EncodedFaces
from face_training.ranks import Ranks
from face_training.training.batches import Batches, StepKeys, step_loader
from tests.face_training.data.pictures import png
from tests.face_training.small import SmallFaces, config


def keys(first=0, rank=0, ranks=1, flip=True):
    found = StepKeys(60, 8, 5, first, 20, rank, ranks, flip)
    return [(k.indices_b.tolist(), k.mirrored_b.tolist()) for k in found]


def test_ranks_share_the_batch_of_one():
    one, two, other = keys(), keys(rank=0, ranks=2), keys(rank=1, ranks=2)
    pairs = zip(two, other, strict=True)
    assert [(a[0] + b[0], a[1] + b[1]) for a, b in pairs] == one


def test_a_run_is_entered_in_the_middle_of_an_epoch():
    assert len(keys()) == 20
    assert keys(first=11) == keys()[11:]


def test_an_epoch_shows_no_image_twice():
    indices = [index for step, _ in keys()[:7] for index in step]
    assert len(set(indices)) == 56


def test_half_of_the_images_are_mirrored_and_not_always_the_same():
    flags = {}
    for step, (indices, mirrored) in enumerate(keys()):
        for index, flag in zip(indices, mirrored, strict=True):
            flags[step // 7, index] = flag
    assert 0.35 < np.mean(list(flags.values())) < 0.65
    both = [index for index in range(60) if (0, index) in flags and (1, index) in flags]
    assert len({flags[0, index] == flags[1, index] for index in both}) == 2
    assert not any(flag for _, mirrored in keys(flip=False) for flag in mirrored)


@pytest.mark.parametrize("channels_last", [True, False])
def test_a_batch_is_the_images_of_its_keys(channels_last):
    faces = SmallFaces()
    for step in StepKeys(60, 8, 5, 0, 3):
        images, labels, broken = Batches(faces, channels_last)[step]
        assert broken == []
        assert images.is_contiguous(
            memory_format=torch.channels_last if channels_last else torch.contiguous_format
        )
        for place, (index, flag) in enumerate(zip(step.indices_b, step.mirrored_b, strict=True)):
            image, label = faces[index]
            assert torch.equal(images[place], image.flip(-1) if flag else image)
            assert labels[place] == label


def test_the_loader_brings_batches():
    images, labels = next(iter(step_loader(SmallFaces(), config("data.workers=0"), Ranks(), 2, 20)))
    assert (images.dtype, tuple(images.shape)) == (torch.uint8, (8, 3, 8, 8))
    assert labels.dtype == torch.int64


def test_a_process_of_its_own_brings_the_same_batches():
    with_process = step_loader(SmallFaces(), config("data.workers=1"), Ranks(), 2, 6)
    without = step_loader(SmallFaces(), config("data.workers=0"), Ranks(), 2, 6)
    for (images, labels), (images_0, labels_0) in zip(with_process, without, strict=True):
        assert torch.equal(images, images_0)
        assert torch.equal(labels, labels_0)
        assert images.is_contiguous(memory_format=torch.channels_last)


@dataclass(frozen=True)
class HalfBroken(EncodedFaces):
    """Pictures of which some cannot be read."""

    broken: tuple[int, ...] = (3, 4)
    identities: tuple[str, ...] = ("a", "b", "c")

    @property
    def labels_N(self):
        return np.arange(12) // 4

    def __len__(self):
        return 12

    def encoded(self, index):
        return (b"broken" if index in self.broken else png(index)), f"picture {index}"


@pytest.mark.parametrize("workers", [0, 1])
def test_a_broken_image_is_a_sentence_from_any_process(workers):
    """Another process made a traceback of it."""
    settings = config(f"data.workers={workers}", "training.batch=12")
    with pytest.raises(ValueError, match=r"^picture [34] is no image, or a broken one\.$"):
        next(step_loader(HalfBroken(), settings, Ranks(), 0, 1))


@pytest.mark.parametrize("workers", [0, 1])
def test_the_next_image_takes_the_place_of_a_broken_one(workers):
    settings = config(f"data.workers={workers}", "training.batch=12", "data.skip_broken=2")
    skipped = []
    loader = step_loader(HalfBroken(), settings, Ranks(), 0, 1, skipped.extend)
    _, labels = next(loader)
    assert sorted(labels.tolist()) == [0, 0, 0, 1, 1, 1, 1, 1, 2, 2, 2, 2]  # 3 became 5
    assert {place for place, _ in skipped} == {3, 4}
    assert (3, "picture 3 is no image, or a broken one.") in skipped


def test_a_set_of_broken_images_ends_the_reading():
    settings = config("data.workers=0", "training.batch=12", "data.skip_broken=9")
    loader = step_loader(HalfBroken(tuple(range(12))), settings, Ranks(), 0, 1)
    with pytest.raises(ValueError, match=r"^100 images in a row cannot be read\. picture"):
        next(loader)
