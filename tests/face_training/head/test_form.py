"""Dense or in chunks: decided by memory and device."""

import pytest
import torch

from face_training.head.form import (
    FASTER_ON_GPU,
    ChunkSettings,
    choose,
    classes_of_a_step,
    dense_bytes,
    memory_of,
)

CPU = torch.device("cpu")


def chosen(wanted="auto", samples=64, classes=1000):
    return choose(wanted, samples=samples, classes=classes, embedding=512, device=CPU)


def test_what_is_asked_for_is_taken():
    assert chosen("dense").form == "dense"
    assert chosen("chunked").in_words() == "in chunks of classes: as the recipe asks"
    with pytest.raises(ValueError, match="A head is auto, dense, chunked, not 'sparse'"):
        chosen("sparse")


def test_on_a_cpu_a_small_head_is_dense_and_one_that_does_not_fit_is_not():
    small = chosen()
    assert small.form == "dense"
    assert small.why.startswith("the dense form needs 0.0045 GiB beyond weights and gradients")
    classes = memory_of(CPU) // dense_bytes(64, 1, 512, torch.float32)
    large = chosen(classes=classes)
    assert large.form == "chunked"
    assert large.why.endswith("over a quarter of this device's memory")
    assert chosen(classes=classes // 5).form == "dense"


def test_on_a_gpu_many_classes_are_faster_in_chunks():
    # A device without a memory of its own: only the number of classes decides.
    gpu = torch.device("meta")
    found = [
        choose("auto", samples=64, classes=classes, embedding=8, device=gpu).form
        for classes in (FASTER_ON_GPU - 1, FASTER_ON_GPU)
    ]
    assert found == ["dense", "chunked"]


def test_chunks_are_nearly_even():
    settings = ChunkSettings()
    for samples, classes in ((64, 100_000), (256, 85_742), (1, 5), (1024, 93_431), (10**7, 100)):
        width = settings.width(samples, classes, CPU)
        chunks = -(-classes // width)
        assert width % 64 == 0
        assert chunks * width - classes < 64 * chunks
        assert samples * width <= 2**19 or width == 64
    assert ChunkSettings(classes=7).width(1, 100, CPU) == 7


def test_sampled_classes_of_a_rank():
    assert classes_of_a_step(1001, 4, 1.0) == 251
    assert classes_of_a_step(100_000, 4, 0.1) == 2550
    assert classes_of_a_step(10, 1, 0.999) == 10


@pytest.mark.parametrize(("compile", "expected"), [(None, False), (True, True), (False, False)])
def test_compiled_on_a_gpu_unless_asked_otherwise(compile, expected):
    assert ChunkSettings(compile=compile).is_compiled(CPU) == expected
    assert ChunkSettings().is_compiled(torch.device("cuda"))
