"""No loss waits for a GPU in its forward pass, but for two: so the others can be captured.

The tensors are fake ones that claim to be on a GPU; what reads a value of such a tensor, or copies
one from the CPU, fails or is seen.
"""

import pytest
import torch
from torch._subclasses.fake_tensor import FakeTensor, FakeTensorMode
from torch.utils._python_dispatch import TorchDispatchMode

from face_training.head.form import ChunkSettings
from face_training.head.head import Head
from losses import build
from losses.catalogue import LOSSES

WAIT = ("elasticface", "adacos")  # draws on the CPU; reads its scale

FAKE = FakeTensorMode()


def on_a_gpu(tensor):
    made = torch.empty(tuple(tensor.shape), dtype=tensor.dtype, device="meta")
    return FakeTensor(FAKE, made, torch.device("cuda:0"))


class Copies(TorchDispatchMode):
    """Fails where a tensor goes from one device to another."""

    def __torch_dispatch__(self, func, types, args=(), kwargs=None):
        result = func(*args, **(kwargs or {}))
        if "copy" in str(func):
            devices = {
                each.device.type for each in (*args, result) if isinstance(each, torch.Tensor)
            }
            assert len(devices) < 2, f"{func} between {devices}"
        return result


def forward(name, observing, form):
    chunks = ChunkSettings(classes=16, compile=False)
    head = Head(build(name), 40, 16, form=form, chunks=chunks).train()
    head.observing = observing
    for module in head.modules():
        for key, value in [*module.named_buffers(recurse=False)]:
            setattr(module, key, on_a_gpu(value))
    weight = on_a_gpu(head.weight)
    del head.weight
    head.weight = weight
    embeddings, labels = on_a_gpu(torch.empty(8, 16)), on_a_gpu(torch.empty(8, dtype=torch.long))
    with torch.no_grad(), FAKE, Copies():
        head(embeddings, labels)


@pytest.mark.parametrize("form", ["dense", "chunked"])
@pytest.mark.parametrize("name", LOSSES)
def test_nothing_waits(name, form):
    for observing in (False, True):
        if name in WAIT:
            with pytest.raises(Exception):  # noqa: B017, PT011  # the kind depends on torch's build
                forward(name, observing, form)
        else:
            forward(name, observing, form)
