"""Dense or in chunks: decided by memory and device."""

import pytest
import torch

from face_training.head.form import (
    FASTER_FROM,
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


def test_few_classes_are_faster_dense_and_many_in_chunks():
    small = chosen()
    assert small.form == "dense"
    takes = "the dense form takes 4.6 MiB beyond weights and gradients"
    assert small.in_words() == f"dense: faster here below 16,000 classes; {takes}"
    assert chosen(classes=FASTER_FROM["cpu"] - 1).form == "dense"
    large = chosen(classes=FASTER_FROM["cpu"])
    assert large.form == "chunked"
    assert large.in_words().startswith("in chunks of classes: faster here from 16,000 classes on;")


def test_what_does_not_fit_is_in_chunks_however_few_the_classes_are():
    samples = memory_of(CPU) // dense_bytes(1, 1000, 0, torch.float32) // 2
    large = chosen(samples=samples)
    assert large.form == "chunked"
    assert large.why.endswith("over a quarter of this device's memory")
    assert chosen(samples=samples // 5).form == "dense"


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


@pytest.mark.parametrize("classes", [-5, 0.5, "70", True])
def test_the_classes_of_a_chunk_are_a_whole_number(classes):
    with pytest.raises(ValueError, match="The classes of a chunk are a whole number"):
        ChunkSettings(classes=classes)
