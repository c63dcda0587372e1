"""The head in chunks of classes equals the dense head, and never holds batch by classes."""

import itertools
import math
from dataclasses import replace

import numpy as np
import pytest
import torch
import torch.nn.functional as F
from torch.distributed.tensor import DTensor
from torch.utils._python_dispatch import TorchDispatchMode

from benchmarks.harness.memory import peak_bytes
from face_training.head.form import ChunkSettings
from face_training.head.head import Head
from losses import LOSSES, build, compose
from losses.equation import Loss
from losses.parameters import number
from tests.face_training.processes import in_processes

BATCH, EMBEDDING = 16, 6
#: On 4 ranks: 4, 4, 4 and 1 classes; and 2, 2, 1 and none.
CLASSES = (13, 5)
COMPOSED = ("am none topk", "arc focal sv", "npc hard curricular", "circle none arcneg")


SEVERAL_CENTRES = ("sv_arc_softmax with centres", "softmax with centres")


def losses_to_try(names=()):
    """These, or every loss of the catalogue and some that are composed, by name.

    At a scale at which all terms count.
    """
    for name in names or (*LOSSES, *COMPOSED, *SEVERAL_CENTRES):
        if name in SEVERAL_CENTRES:
            yield name, with_centres(name.split()[0])
        elif name in COMPOSED:
            yield name, compose(*name.split(), scale=8.0)
        else:
            scale = {"scale": 8.0} if "scale" in LOSSES[name].parameters else {}
            yield name, build(name, **scale)


def with_centres(name):
    """A loss of the catalogue with three centres of each class."""
    spec = replace(LOSSES[name], centres=number("K", "centres of a class", 3.0, 1, 10))
    scale = {"scale": 8.0} if "scale" in spec.parameters else {}
    return Loss(spec, spec.checked(scale))


def inputs(classes):
    generator = torch.Generator().manual_seed(3)
    embeddings = 8 * torch.randn(BATCH, EMBEDDING, generator=generator, dtype=torch.float64)
    return embeddings, torch.randint(classes, (BATCH,), generator=generator)


def step(loss, classes, ranks=None, *, form, share=1.0, width=0, compile=None):
    """Loss, gradients, observations and states of two steps."""
    chunks = ChunkSettings(classes=width, compile=compile)
    head = Head(
        loss, classes, EMBEDDING, ranks,
        sample=share, seed=1, dtype=torch.float64, form=form, chunks=chunks,
    )  # fmt: skip
    head.observing = True
    embeddings, labels = inputs(classes)
    own = slice(0, BATCH)
    if ranks is not None:
        own = slice(*(BATCH // ranks.count * place for place in (ranks.rank, ranks.rank + 1)))
    embeddings = embeddings[own].clone().requires_grad_()
    for _ in range(2):  # the first one's gradients stay, the second's are added
        value = head(embeddings, labels[own])
        value.backward()
    weight = head.weight.grad
    return {
        "loss": value.detach(),
        "embeddings": embeddings.grad,
        "weights": weight.full_tensor() if isinstance(weight, DTensor) else weight,
        **{name: tensor for name, tensor in vars(head.observed).items()},
        **head.loss.state_dict(),
    }


def assert_same(found, expected, case):
    assert set(found) == set(expected)
    for key, values in expected.items():
        message = f"{case}: {key}"
        np.testing.assert_allclose(found[key], values, rtol=1e-12, atol=1e-12, err_msg=message)


@pytest.mark.parametrize("share", [1.0, 0.3])
@pytest.mark.parametrize("width", [1, 5, 13])
def test_every_loss_in_chunks_equals_the_dense_form(share, width):
    names = [name for name, _ in losses_to_try()]
    for name, dense, chunked in zip(names, losses_to_try(), losses_to_try(), strict=True):
        expected = step(dense[1], 13, form="dense", share=share)
        found = step(chunked[1], 13, form="chunked", share=share, width=width)
        assert_same(found, expected, name)


def test_the_cosine_with_a_class_is_the_largest_with_its_centres():
    head = Head(with_centres("arc_softmax"), 13, EMBEDDING, dtype=torch.float64)
    embeddings, labels = inputs(13)
    unit = F.normalize(embeddings) @ F.normalize(head.weight.detach(), dim=-1).flatten(0, 1).T
    expected = unit.view(BATCH, 13, 3).amax(-1)
    for form in ("dense", "chunked"):
        head.form, head.chunks = form, ChunkSettings(classes=5)
        batch = head.batch(embeddings, labels)
        torch.testing.assert_close(batch.cos_BC, expected, rtol=1e-12, atol=1e-12)
        own = expected.gather(1, labels.unsqueeze(1)).squeeze(1)
        torch.testing.assert_close(batch.cos_y_B, own, rtol=1e-12, atol=1e-12)


def on_ranks(ranks, folder, names):
    for classes, share in itertools.product(CLASSES, (1.0, 0.3)):
        for name, loss in losses_to_try(names):
            found = step(loss, classes, ranks, form="chunked", share=share, width=3)
            np.savez(folder / f"{name} {classes} {share} {ranks.rank}.npz", **found)


def compare_on_ranks(count, tmp_path, names):
    in_processes(on_ranks, count, tmp_path, names)
    for classes, share in itertools.product(CLASSES, (1.0, 0.3)):
        for name, loss in losses_to_try(names):
            expected = {
                key: values.numpy()
                for key, values in step(loss, classes, form="dense", share=share).items()
            }
            # DDP and FSDP will average over the ranks.
            shares = np.split(count * expected.pop("embeddings"), count)
            for rank, embeddings in enumerate(shares):
                case = f"{name} {classes} {share} {rank}"
                with np.load(tmp_path / f"{case}.npz") as found:
                    assert_same(dict(found), {**expected, "embeddings": embeddings}, case)


#: With guidance, with a state, with passes of their own, without normalisation, composed.
SOME = (
    "sv_arc_softmax", "curricularface", "npcface", "adacos", "softmax", "arc focal sv",
    "am none topk", *SEVERAL_CENTRES,
)  # fmt: skip


@pytest.mark.parametrize("count", [2, pytest.param(4, marks=pytest.mark.slow)])
def test_chunks_on_shards_equal_one_dense_process(count, tmp_path):
    compare_on_ranks(count, tmp_path, SOME)


@pytest.mark.slow
@pytest.mark.parametrize("count", [2, 4])
def test_every_loss_in_chunks_on_shards_equals_one_dense_process(count, tmp_path):
    compare_on_ranks(count, tmp_path, ())


class LargestTensor(TorchDispatchMode):
    """The largest number of elements that any operation gave."""

    def __init__(self):
        super().__init__()
        self.elements = 0

    def __torch_dispatch__(self, function, types, args=(), kwargs=None):
        result = function(*args, **(kwargs or {}))
        for made in result if isinstance(result, tuple | list) else [result]:
            if isinstance(made, torch.Tensor):
                self.elements = max(self.elements, made.numel())
        return result


@pytest.mark.parametrize("name", ["sv_arc_softmax", "npcface", "adacos", "softmax"])
@pytest.mark.parametrize("share", [1.0, 0.3])
def test_nothing_grows_with_batch_times_classes(name, share):
    batch, classes = 512, 1500
    head = Head(
        build(name), classes, 4, sample=share, form="chunked", chunks=ChunkSettings(classes=32)
    )
    head.observing = True
    embeddings = torch.randn(batch, 4, requires_grad=True)
    with LargestTensor() as largest:
        head(embeddings, torch.arange(batch) % classes).backward()
    chunk = (2 if name == "npcface" else 1) * batch * 32
    assert largest.elements <= max(chunk, batch * math.ceil(classes / 32))


def test_the_weights_are_neither_copied_nor_normalised():
    classes, embedding = 4000, 16
    head = Head(
        build("sv_arc_softmax"), classes, embedding,
        form="chunked", chunks=ChunkSettings(classes=64),
    )  # fmt: skip
    embeddings = torch.randn(4, embedding, requires_grad=True)
    with LargestTensor() as forward:
        value = head(embeddings, torch.arange(4))
    views = classes * embedding  # the weights themselves, taken out of the graph
    assert forward.elements == views
    made = []

    class Made(TorchDispatchMode):
        def __torch_dispatch__(self, function, types, args=(), kwargs=None):
            result = function(*args, **(kwargs or {}))
            if isinstance(result, torch.Tensor) and result.numel() == views:
                made.append(result.untyped_storage().data_ptr())
            return result

    with Made():
        value.backward()
    assert head.weight.grad is not None
    assert set(made) <= {
        head.weight.untyped_storage().data_ptr(), head.weight.grad.untyped_storage().data_ptr()
    }  # fmt: skip


@pytest.mark.slow
@pytest.mark.parametrize("name", ["sv_arc_softmax", "npcface"])
def test_memory_at_200_000_classes(name):
    """At most 64 MB at the peak, beyond the weights and their gradient, with a batch of 256."""
    classes, embedding = 200_000, 32
    head = Head(build(name), classes, embedding, form="chunked")
    head.observing = True
    embeddings = torch.randn(256, embedding, requires_grad=True)
    labels = torch.arange(256)
    gradient = 4 * classes * embedding
    beyond = peak_bytes(lambda: head(embeddings, labels).backward(), "cpu") - gradient
    assert 0 < beyond < 64e6


def test_float32_far_from_the_boundary():
    """s = 64, m = .35, cos_y = .7, best rival .3, 85,742 classes: loss .0409 in float64."""
    classes = 85_742
    generator = torch.Generator().manual_seed(0)
    # As in 512 dimensions, and one rival that is near.
    rivals = 0.045 * torch.randn(classes, generator=generator, dtype=torch.float64)
    cosines = torch.cat([torch.tensor([0.7, 0.3]), rivals[2:].clamp(max=0.3)])
    weight = torch.stack([cosines, (1 - cosines.square()).sqrt()], 1)
    found = {}
    for dtype, form in ((torch.float64, "dense"), (torch.float32, "chunked")):
        loss = build("am_softmax", scale=64.0, margin=0.35)
        head = Head(loss, classes, 2, dtype=dtype, form=form)
        with torch.no_grad():
            head.weight.copy_(weight)
        embeddings = torch.tensor([[1.0, 0.0]], dtype=dtype, requires_grad=True)
        value = head(embeddings, torch.tensor([0]))
        value.backward()
        found[form] = float(value.detach()), head.weight.grad.double()
    assert found["dense"][0] == pytest.approx(0.041, abs=0.001)
    assert found["chunked"][0] == pytest.approx(found["dense"][0], abs=1e-6)
    torch.testing.assert_close(found["chunked"][1], found["dense"][1], rtol=1e-4, atol=1e-6)


@pytest.mark.parametrize("dtype", [torch.bfloat16, torch.float32])
def test_weights_in_half_precision(dtype):
    """Gradients arrive in the dtype of the weights; cosines and loss are float32."""
    embeddings, labels = inputs(13)
    found = []
    for form in ("dense", "chunked"):
        head = Head(build("sv_arc_softmax"), 13, EMBEDDING, dtype=dtype, form=form)
        head.loss.float()
        x = embeddings.float().requires_grad_()
        value = head(x, labels)
        value.backward()
        assert value.dtype == torch.float32
        assert head.weight.grad.dtype == dtype
        found.append((value.detach(), F.normalize(head.weight.grad.float().flatten(), dim=0)))
    rounding = {torch.bfloat16: 0.1, torch.float32: 1e-4}[dtype]
    torch.testing.assert_close(found[1][0], found[0][0], rtol=rounding, atol=0)
    assert float(found[0][1] @ found[1][1]) > 1 - rounding
