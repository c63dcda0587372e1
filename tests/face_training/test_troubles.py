"""Errors of the machine and of other software, in their own words, and what is said of them."""

import errno

import numpy as np
import onnxruntime
import pytest
import torch
from onnx import TensorProto, helper
from torch import nn

from face_training.troubles import what_to_do

SHARED = "The shared memory, in which processes"
SAID = [
    (
        RuntimeError(
            "unable to allocate shared memory(shm) for file </torch_2_1_3>: No space left on device"
        ),
        SHARED,
    ),
    (
        RuntimeError(
            "DataLoader worker (pid 7) is killed by signal: Bus error. It is possible that "
            "dataloader's workers are out of shared memory. Please try to raise your shared memory "
            "limit."
        ),
        SHARED,
    ),
    (RuntimeError("unable to write to file </torch_1_2>: No space left on device (28)"), SHARED),
    (OSError(errno.ENOSPC, "No space left on device", "/dev/shm/torch_1"), SHARED),
    (
        RuntimeError("DataLoader worker (pid 123) is killed by signal: Killed. "),
        "A process that reads images was ended from outside (DataLoader worker (pid 123) is killed",
    ),
    (RuntimeError("DataLoader worker (pid(s) 123) exited unexpectedly"), "A process that reads"),
    (OSError(errno.EMFILE, "Too many open files"), "Too many files are open: raise the limit"),
    (RuntimeError("received 0 items of ancdata"), "Too many files are open"),
    (
        torch.OutOfMemoryError(
            "CUDA out of memory. Tried to allocate 2.00 GiB. GPU 0 has a total capacity of 79 GiB"
        ),
        "The memory of the GPU is full (CUDA out of memory. Tried to allocate 2.00 GiB.",
    ),
    (MemoryError(), "The memory of this machine is full (MemoryError)"),
    (OSError(errno.ENOMEM, "Cannot allocate memory"), "The memory of this machine is full"),
    (
        RuntimeError(
            "The server socket has failed to listen on any local network address. port: 29500, "
            "useIpv6: false, code: -98, name: EADDRINUSE, message: address already in use"
        ),
        "Another training on this machine uses the port",
    ),
    (
        RuntimeError("Timed out after 601 seconds waiting for clients. 1/2 clients joined."),
        "Not all processes came together in time (Timed out after 601 seconds",
    ),
    (
        RuntimeError("[../gloo/transport/tcp/pair.cc:534] Connection closed by peer"),
        "Another process of this training has ended; what it says itself is the reason.",
    ),
    (
        RuntimeError("CUDA error: no kernel image is available for execution on the device\nMore"),
        "torch cannot use this GPU: CUDA error: no kernel image is available for execution on",
    ),
]  # fmt: skip


@pytest.mark.parametrize(("error", "sentence"), SAID, ids=lambda it: str(it)[:40])
def test_what_others_say_becomes_what_to_do(error, sentence):
    said = what_to_do(error)
    assert said.startswith(sentence)
    assert "\n" not in said


def caught(action):
    with pytest.raises(Exception) as found:  # noqa: PT011 - whatever the library raises
        action()
    return found.value


@pytest.mark.parametrize(
    ("action", "sentence"),
    [
        (lambda: torch.empty(1 << 60), "The memory of this machine is full ("),
        (lambda: np.empty(1 << 50), "The memory of this machine is full (Unable to allocate 8.00"),
        (
            lambda: torch.stack([torch.zeros(3, 4, 4), torch.zeros(3, 5, 5)]),
            "Sizes do not fit: stack expects each tensor to be equal size, but got [3, 4, 4]",
        ),
        (lambda: nn.Linear(4, 2)(torch.zeros(2, 5)), "Sizes do not fit: mat1 and mat2 shapes"),
    ],
)
def test_the_libraries_that_are_installed_say_it_in_these_words(action, sentence):
    assert what_to_do(caught(action)).startswith(sentence)


def test_onnxruntimes_errors_are_known_by_where_they_come_from():
    shape = [None, 2]
    places = [helper.make_tensor_value_info(name, TensorProto.FLOAT, shape) for name in ("x", "y")]
    graph = helper.make_graph([helper.make_node("Neg", ["x"], ["y"])], "g", places[:1], places[1:])
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)], ir_version=8)
    session = onnxruntime.InferenceSession(model.SerializeToString())
    error = caught(lambda: session.run(None, {"x": np.zeros((1, 2, 3), np.float32)}))
    said = what_to_do(error)
    assert said.startswith("onnxruntime cannot run the model on these images: Invalid rank for")
    assert "ONNXRuntimeError" not in said


def test_what_is_a_sentence_already_and_what_is_not_known_stay_as_they_are():
    assert what_to_do(ValueError("The shared memory is full.")) == ""
    assert what_to_do(TypeError("unsupported operand")) == ""
    assert what_to_do(OSError(errno.ENOSPC, "No space left on device", "metrics.jsonl")) == ""
